import Charset
package import Documents

/// The status line and header fields of an answer, as they come in.
package struct ResponseHead: Sendable {
  /// The status of the last status line; 0 before any.
  package private(set) var status = 0
  /// The fields of the last answer (an interim 1xx before it is forgotten).
  package private(set) var fields: [HTTPHeader] = []
  private var bytes = 0

  /// Nothing received yet.
  package init() {}

  /// Takes one line as libcurl hands it over; false when the head grows past its limits.
  package mutating func add(line: Span<UInt8>, _ limits: FetchLimits) -> Bool {
    bytes += line.count
    guard bytes <= limits.headerBytes else { return false }
    var end = line.count
    while end > 0, line[end - 1] == 13 || line[end - 1] == 10 { end -= 1 }
    if Self.isStatusLine(line, end) {
      fields = []
      status = Self.status(line, end)
      return true
    }
    guard let colon = Self.colon(line, end), colon > 0 else { return true }
    guard fields.count < limits.headerFields else { return false }
    let name = line.text(0..<colon)
    fields.append(HTTPHeader(name, Self.value(line, (colon + 1)..<end)))
    return true
  }

  /// The first field of that name, compared without case.
  package func field(_ name: String) -> String? {
    fields.first { $0.isNamed(name) }?.value
  }

  private static func isStatusLine(_ line: Span<UInt8>, _ end: Int) -> Bool {
    end >= 8 && line[0] == UInt8(ascii: "H") && line[1] == UInt8(ascii: "T")
      && line[2] == UInt8(ascii: "T") && line[3] == UInt8(ascii: "P")
      && line[4] == UInt8(ascii: "/")
  }

  private static func status(_ line: Span<UInt8>, _ end: Int) -> Int {
    var index = 5
    while index < end, line[index] != UInt8(ascii: " ") { index += 1 }
    var status = 0
    for position in (index + 1)..<max(index + 1, min(index + 4, end)) {
      guard (48...57).contains(line[position]) else { break }
      status = status * 10 + Int(line[position]) - 48
    }
    return status
  }

  private static func colon(_ line: Span<UInt8>, _ end: Int) -> Int? {
    line.offset(of: UInt8(ascii: ":"), in: 0..<end)
  }

  /// The value without blanks around it: as UTF-8, else with bytes past ASCII percent-encoded, which is what a `Location` in GBK
  /// needs; control characters become blanks.
  private static func value(_ line: Span<UInt8>, _ range: Range<Int>) -> String {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, isBlank(line[start]) { start += 1 }
    while start < end, isBlank(line[end - 1]) { end -= 1 }
    if isPlain(line, start..<end) { return line.text(start..<end) }
    let raw = (start..<end).map { isBlank(line[$0]) ? 32 : line[$0] }
    if let text = String(validating: raw, as: UTF8.self) { return text }
    let digits = Array("0123456789ABCDEF".utf8)
    return String(
      decoding: raw.flatMap { byte in
        byte < 128 ? [byte] : [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }, as: UTF8.self)
  }

  /// Whether all bytes are visible ASCII or blanks, as nearly always.
  private static func isPlain(_ line: Span<UInt8>, _ range: Range<Int>) -> Bool {
    var index = range.lowerBound
    while index &+ 8 <= range.upperBound {
      let word = ByteWord(line, index)
      guard word.leadingASCII == 8, !word.hasControl, word.distance(to: 127) == 8 else {
        return false
      }
      index &+= 8
    }
    while index < range.upperBound {
      guard line[index] &- 32 < 95 else { return false }
      index &+= 1
    }
    return true
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte <= 32 || byte == 127 }
}
