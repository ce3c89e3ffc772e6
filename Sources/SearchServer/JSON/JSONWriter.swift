import Bytes

/// Writes JSON (RFC 8259) straight into bytes, because encoding by reflection costs more than the search.
///
/// Commas are set by the writer; nothing else is checked, so a value has to follow each `key`.
package struct JSONWriter: Sendable {
  /// What has been written.
  package private(set) var bytes: [UInt8] = []
  private var needsComma = false

  /// Nothing written yet.
  package init() { bytes.reserveCapacity(8192) }

  /// Writes an object whose members `content` writes.
  package mutating func object(_ content: (inout JSONWriter) -> Void) {
    nest(0x7B, 0x7D, content)
  }

  /// Writes an array whose elements `content` writes.
  package mutating func array(_ content: (inout JSONWriter) -> Void) {
    nest(0x5B, 0x5D, content)
  }

  /// Writes the name of the next member.
  package mutating func key(_ name: String) {
    separate()
    quote(name)
    bytes.append(0x3A)
    needsComma = false
  }

  /// Writes a string.
  package mutating func string(_ text: String) {
    separate()
    quote(text)
    needsComma = true
  }

  /// Writes a whole number.
  package mutating func number(_ value: Int) { plain(String(value)) }

  /// Writes a number with at most six decimals; null where it is not finite, which JSON can't say.
  package mutating func number(_ value: Double) {
    guard value.isFinite, value.magnitude < 1e12 else { return null() }
    plain("\((value * 1e6).rounded() / 1e6)")
  }

  /// Writes true or false.
  package mutating func bool(_ value: Bool) { plain(value ? "true" : "false") }

  /// Writes null.
  package mutating func null() { plain("null") }

  private mutating func nest(
    _ opening: UInt8, _ closing: UInt8, _ content: (inout JSONWriter) -> Void
  ) {
    separate()
    bytes.append(opening)
    needsComma = false
    content(&self)
    bytes.append(closing)
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { bytes.append(0x2C) }
  }

  private mutating func plain(_ text: String) {
    separate()
    bytes.append(contentsOf: text.utf8)
    needsComma = true
  }

  /// RFC 8259 §7; besides, `<`, `>`, `&` and the line separators U+2028/9 are escaped, so that an answer pasted into a
  /// page or a script stays inert.
  private mutating func quote(_ text: String) {
    bytes.append(0x22)
    let source = text.utf8.span
    var index = 0
    while index < source.count {
      let end = Self.plainEnd(source, from: index)
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
      case 0x22, 0x5C: bytes += [0x5C, byte]
      case 0x0A: bytes += [0x5C, 0x6E]
      case 0..<0x20, 0x3C, 0x3E, 0x26, 0x7F: escape(UInt16(byte))
      case 0xE2 where Self.isLineSeparator(source, index):
        escape(0x2000 | UInt16(source[index + 2] & 0x3F))
        index += 2
      default: bytes.append(byte)
      }
      index += 1
    }
    bytes.append(0x22)
  }

  /// Where the run of bytes ends that stand for themselves.
  private static func plainEnd(_ source: Span<UInt8>, from start: Int) -> Int {
    var index = start
    while index < source.count, isPlain(source[index]) { index += 1 }
    return index
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case 0..<0x20, 0x22, 0x26, 0x3C, 0x3E, 0x5C, 0x7F, 0xE2: false
    default: true
    }
  }

  private static func isLineSeparator(_ source: Span<UInt8>, _ index: Int) -> Bool {
    index + 2 < source.count && source[index + 1] == 0x80 && source[index + 2] & 0xFE == 0xA8
  }

  private mutating func escape(_ unit: UInt16) {
    bytes += [0x5C, 0x75]
    for shift in [12, 8, 4, 0] {
      bytes.append(UInt8(unit >> UInt16(shift) & 15).hexDigit)
    }
  }
}

extension JSONWriter {
  /// Writes an array of strings.
  package mutating func strings(_ texts: [String]) {
    array { json in
      for text in texts { json.string(text) }
    }
  }

  /// Writes a member that is an array of strings.
  package mutating func member(_ name: String, _ texts: [String]) {
    key(name)
    strings(texts)
  }

  /// Writes a member that is a string.
  package mutating func member(_ name: String, _ text: String) {
    key(name)
    string(text)
  }

  /// Writes a member that is a string or null.
  package mutating func member(_ name: String, _ text: String?) {
    key(name)
    if let text { string(text) } else { null() }
  }

  /// Writes a member that is true or false.
  package mutating func member(_ name: String, _ value: Bool) {
    key(name)
    bool(value)
  }

  /// Writes a member that is a whole number.
  package mutating func member(_ name: String, _ value: Int) {
    key(name)
    number(value)
  }
}
