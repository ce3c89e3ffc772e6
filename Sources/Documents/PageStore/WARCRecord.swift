import Bytes

/// One record of a WARC 1.1 file (ISO 28500:2017): named fields and a block of bytes.
package struct WARCRecord: Sendable, Equatable {
  /// The named fields in order; `Content-Length` is made from the block when the record is written.
  package var fields: [HTTPHeader]
  /// The record's content.
  package var block: [UInt8]

  /// A record of these parts.
  package init(fields: [HTTPHeader], block: [UInt8]) {
    self.fields = fields
    self.block = block
  }

  /// The value of the first field of that name, compared without case.
  package func field(_ name: String) -> String? {
    fields.first { $0.isNamed(name) }?.value
  }

  /// The record's bytes: version line, fields, blank line, block, two line ends.
  package var bytes: [UInt8] {
    let count = fields.reduce(0) { $0 + $1.lineBytes }
    return [UInt8](capacity: Self.restOfHead + count + block.count) { bytes in
      bytes.append("WARC/1.1\r\n")
      for field in fields { bytes.append(line: field) }
      bytes.append("Content-Length: ")
      bytes.append(decimal: block.count)
      bytes.append("\r\n\r\n")
      bytes.append(block.span)
      bytes.append("\r\n\r\n")
    }
  }

  /// Reads the record that begins at `offset` of uncompressed bytes; any WARC 1.x is understood.
  ///
  /// - Returns: the record and the offset behind it; nil when the bytes there are no whole record.
  package static func read(_ bytes: Span<UInt8>, at offset: Int = 0) -> (WARCRecord, end: Int)? {
    guard begins(bytes, at: offset), let head = HeaderBlock.read(bytes, at: offset),
      let length = head.fields.first(where: { $0.isNamed("Content-Length") })
        .flatMap({ Int($0.value) }),
      length >= 0, length <= bytes.count - head.end
    else { return nil }
    var end = head.end + length
    var content = ByteReader(bytes, at: head.end)
    guard let block = try? content.array(length) else { return nil }
    while end < bytes.count, bytes[end] == 13 || bytes[end] == 10 { end += 1 }
    let fields = head.fields.filter { !$0.isNamed("Content-Length") }
    return (WARCRecord(fields: fields, block: block), end)
  }

  /// Reads the record that begins at `offset` of uncompressed bytes, as `read` of a span does.
  package static func read(_ bytes: [UInt8], at offset: Int = 0) -> (WARCRecord, end: Int)? {
    read(bytes.span, at: offset)
  }

  /// Room for what stands around the fields and the block.
  private static let restOfHead = 64
  private static let versionStart = Array("WARC/1.".utf8)

  /// Whether a WARC record seems to begin at `offset`.
  static func begins(_ bytes: Span<UInt8>, at offset: Int) -> Bool {
    guard offset >= 0, bytes.count - offset >= versionStart.count else { return false }
    for index in versionStart.indices where bytes[offset + index] != versionStart[index] {
      return false
    }
    return true
  }
}
