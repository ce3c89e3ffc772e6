/// Escaping of text for HTML and XML, in content and in quoted attribute values alike.
package enum Escaping {
  /// Appends `source` with `& < > " '` as character references and what neither HTML nor XML 1.0 may hold (C0 controls but
  /// tab and line ends, DEL, U+FFFE, U+FFFF) as U+FFFD.
  ///
  /// - Complexity: O(n).
  package static func append(_ source: Span<UInt8>, to bytes: inout [UInt8]) {
    var index = 0
    while index < source.count {
      let end = plainEnd(source, from: index)
      if end > index {
        let run = source.extracting(index..<end)
        bytes.append(addingCapacity: run.count) { output in
          for offset in run.indices { output.append(run[offset]) }
        }
        index = end
        continue
      }
      let byte = source[index]
      switch byte {
      case 0x26: bytes.append(contentsOf: "&amp;".utf8)
      case 0x3C: bytes.append(contentsOf: "&lt;".utf8)
      case 0x3E: bytes.append(contentsOf: "&gt;".utf8)
      case 0x22: bytes.append(contentsOf: "&quot;".utf8)
      case 0x27: bytes.append(contentsOf: "&#39;".utf8)
      case 0x09, 0x0A, 0x0D: bytes.append(byte)
      case 0..<0x20, 0x7F: bytes.append(contentsOf: "\u{FFFD}".utf8)
      case 0xEF where isNonCharacter(source, index):
        bytes.append(contentsOf: "\u{FFFD}".utf8)
        index += 2
      default: bytes.append(byte)
      }
      index += 1
    }
  }

  /// Where the run of bytes ends that stand for themselves.
  private static func plainEnd(_ source: Span<UInt8>, from start: Int) -> Int {
    var index = start
    while index < source.count, isPlain(source[index]) { index += 1 }
    return index
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case 0..<0x20, 0x22, 0x26, 0x27, 0x3C, 0x3E, 0x7F, 0xEF: false
    default: true
    }
  }

  /// `text` escaped.
  package static func escaped(_ text: String) -> String {
    var bytes: [UInt8] = []
    append(text.utf8.span, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func isNonCharacter(_ source: Span<UInt8>, _ index: Int) -> Bool {
    index + 2 < source.count && source[index + 1] == 0xBF && source[index + 2] >= 0xBE
  }
}
