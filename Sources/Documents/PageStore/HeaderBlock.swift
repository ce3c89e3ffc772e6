import Bytes

/// A first line and named fields up to a blank line, as in WARC records and HTTP messages.
struct HeaderBlock {
  /// The line before the fields.
  var firstLine: String
  /// The fields in order; folded lines are joined.
  var fields: [HTTPHeader]
  /// The offset behind the blank line.
  var end: Int

  /// The most bytes that a header block may take; more is not one.
  static let limit = 1 << 18

  /// Reads a header block at `offset`; nil when no blank line ends it within `limit`.
  static func read(_ bytes: Span<UInt8>, at offset: Int) -> HeaderBlock? {
    var lines = HeaderLines(bytes, at: offset)
    guard let first = lines.next() else { return nil }
    var fields: [HTTPHeader] = []
    while let line = lines.next() { add(line, of: bytes, to: &fields) }
    guard lines.isComplete else { return nil }
    return HeaderBlock(
      firstLine: String(repairing: bytes.extracting(first)), fields: fields, end: lines.offset)
  }

  private static func add(
    _ line: Range<Int>, of bytes: Span<UInt8>, to fields: inout [HTTPHeader]
  ) {
    if HeaderLines.isBlank(bytes[line.lowerBound]), let last = fields.popLast() {
      let more = String(repairing: bytes.extracting(HeaderLines.trimmed(line, of: bytes)))
      fields.append(HTTPHeader(last.name, last.value + " " + more))
    } else if let (name, value) = HeaderLines.field(line, of: bytes) {
      fields.append(
        HTTPHeader(
          String(repairing: bytes.extracting(name)), String(repairing: bytes.extracting(value))))
    }
  }
}

extension HTTPHeader {
  /// The length of the field's line with its line end.
  var lineBytes: Int { name.utf8.count + value.utf8.count + 4 }

  /// Whether the name is of visible ASCII without a colon.
  var hasPlainName: Bool {
    let bytes = name.utf8.span
    for at in bytes.indices where bytes[at] &- 0x21 > 0x5D || bytes[at] == 0x3A { return false }
    return !bytes.isEmpty
  }

  /// Whether the value has no control characters.
  var hasPlainValue: Bool {
    let bytes = value.utf8.span
    for at in bytes.indices where bytes[at] < 32 { return false }
    return true
  }
}

/// The lines of a header block, one after the other, up to its blank line.
struct HeaderLines: ~Escapable {
  private let bytes: Span<UInt8>
  private let limit: Int
  /// The offset behind the last line that was given, in the end behind the blank line.
  private(set) var offset: Int
  /// Whether the blank line has been reached.
  private(set) var isComplete = false

  /// The lines from `offset` of `bytes`.
  @_lifetime(copy bytes)
  init(_ bytes: Span<UInt8>, at offset: Int) {
    self.bytes = bytes
    self.offset = offset
    limit = offset + HeaderBlock.limit
  }

  /// The next line without its line end, never empty; nil at the blank line and where no line ends.
  @_lifetime(self: copy self)
  mutating func next() -> Range<Int>? {
    guard !isComplete, offset < bytes.count, offset < limit else { return nil }
    let start = offset
    let last = min(bytes.count, start + HeaderBlock.limit)
    var feed = start
    while feed < last, bytes[feed] != 10 { feed += 1 }
    guard feed < last else { return nil }
    offset = feed + 1
    let end = feed > start && bytes[feed - 1] == 13 ? feed - 1 : feed
    isComplete = end == start
    return isComplete ? nil : start..<end
  }

  /// The name and the value of a line, without blanks around them; nil without a colon.
  static func field(
    _ line: Range<Int>, of bytes: Span<UInt8>
  ) -> (name: Range<Int>, value: Range<Int>)? {
    var colon = line.lowerBound
    while colon < line.upperBound, bytes[colon] != 0x3A { colon += 1 }
    guard colon < line.upperBound else { return nil }
    return (
      trimmed(line.lowerBound..<colon, of: bytes), trimmed(colon + 1..<line.upperBound, of: bytes)
    )
  }

  /// The range without blanks and tabs at both ends.
  static func trimmed(_ range: Range<Int>, of bytes: Span<UInt8>) -> Range<Int> {
    var (from, to) = (range.lowerBound, range.upperBound)
    while from < to, isBlank(bytes[from]) { from += 1 }
    while from < to, isBlank(bytes[to - 1]) { to -= 1 }
    return from..<to
  }

  /// Whether the byte is a blank or a tab.
  static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 }
}

extension String {
  /// The text of UTF-8 bytes; what is no UTF-8 becomes U+FFFD.
  init(repairing bytes: Span<UInt8>) {
    if let text = try? UTF8Span(validating: bytes) {
      self.init(copying: text)
    } else {
      var reader = ByteReader(bytes)
      self.init(decoding: (try? reader.array(bytes.count)) ?? [], as: UTF8.self)
    }
  }
}
