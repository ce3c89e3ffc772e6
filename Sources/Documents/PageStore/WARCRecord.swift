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
    let wanted = name.lowercased()
    return fields.first { $0.name.lowercased() == wanted }?.value
  }

  /// The record's bytes: version line, fields, blank line, block, two line ends.
  package var bytes: [UInt8] {
    var head = "WARC/1.1\r\n"
    for field in fields { head += "\(field.name): \(field.value)\r\n" }
    head += "Content-Length: \(block.count)\r\n\r\n"
    return Array(head.utf8) + block + [13, 10, 13, 10]
  }

  /// Reads the record that begins at `offset` of uncompressed bytes; any WARC 1.x is understood.
  ///
  /// - Returns: the record and the offset behind it; nil when the bytes there are no whole record.
  package static func read(_ bytes: [UInt8], at offset: Int = 0) -> (WARCRecord, end: Int)? {
    guard bytes[offset...].starts(with: Array("WARC/1.".utf8)),
      let head = HeaderBlock.read(bytes, at: offset),
      let length = head.fields.first(where: { $0.name.lowercased() == "content-length" })
        .flatMap({ Int($0.value) }),
      length >= 0, length <= bytes.count - head.end
    else { return nil }
    var end = head.end + length
    let block = Array(bytes[head.end..<end])
    while end < bytes.count, bytes[end] == 13 || bytes[end] == 10 { end += 1 }
    let fields = head.fields.filter { $0.name.lowercased() != "content-length" }
    return (WARCRecord(fields: fields, block: block), end)
  }
}

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
  static func read(_ bytes: [UInt8], at offset: Int) -> HeaderBlock? {
    var lines: [String] = []
    var start = offset
    while start < bytes.count, start - offset < limit {
      guard let feed = bytes[start...].prefix(limit).firstIndex(of: 10) else { return nil }
      var line = bytes[start..<feed]
      if line.last == 13 { line = line.dropLast() }
      start = feed + 1
      if line.isEmpty { return HeaderBlock(lines: lines, end: start) }
      lines.append(String(decoding: line, as: UTF8.self))
    }
    return nil
  }

  private init?(lines: [String], end: Int) {
    guard let first = lines.first else { return nil }
    firstLine = first
    fields = []
    self.end = end
    for line in lines.dropFirst() {
      if line.first == " " || line.first == "\t", let last = fields.popLast() {
        fields.append(HTTPHeader(last.name, last.value + " " + trimmed(line)))
      } else if let colon = line.firstIndex(of: ":") {
        fields.append(
          HTTPHeader(trimmed(line[..<colon]), trimmed(line[line.index(after: colon)...])))
      }
    }
  }
}

/// The text without blanks and tabs at both ends.
private func trimmed(_ text: some StringProtocol) -> String {
  var rest = Substring(text)
  while let first = rest.first, first == " " || first == "\t" { rest.removeFirst() }
  while let last = rest.last, last == " " || last == "\t" { rest.removeLast() }
  return String(rest)
}
