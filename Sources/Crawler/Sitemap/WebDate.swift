package import Documents

/// A date as feeds, sitemaps and HTTP headers write it, to the day or to the second.
///
/// Reads W3C date-time (ISO 8601: `2005`, `2005-01`, `2005-01-01`, `2005-01-01T12:00:00+01:00`,
/// also with a blank for the T, with `/` or `年月日`), RFC 5322, RFC 850 and asctime dates. A time
/// without a zone is taken as China's (UTC+8): the sites are there.
package struct WebDate: Sendable, Hashable {
  /// The day as written, in the zone it was written in; a missing month or day is the first.
  package let day: CalendarDate
  /// The moment, where a time of day is given.
  package let time: UnixTime?

  /// Seconds that China is ahead of UTC.
  static let chinaOffset = 8 * 3600

  /// The moment, or the first of the day in China where there is no time of day.
  package var start: UnixTime {
    time ?? UnixTime(milliseconds: Int64(day.daysSinceEpoch * 86_400 - Self.chinaOffset) * 1000)
  }

  /// The moment, or the end of the day in China where there is no time of day.
  package var end: UnixTime { time ?? start.adding(.seconds(86_400)) }

  /// Reads a date with anything after it ignored; nil where none stands at the start.
  ///
  /// - Complexity: O(1); text past 64 bytes isn't looked at.
  package init?(_ text: String) {
    var scanner = DateScanner(text)
    guard let fields = scanner.isoFields() ?? scanner.mailFields(),
      let day = CalendarDate(year: fields.year, month: fields.month, day: fields.day)
    else { return nil }
    self.day = day
    time = fields.secondOfDay.map {
      let local = day.daysSinceEpoch * 86_400 + $0
      return UnixTime(milliseconds: Int64(local - (fields.offset ?? Self.chinaOffset)) * 1000)
    }
  }
}

/// The numbers of a date.
struct DateFields {
  /// The year, four digits.
  var year: Int
  /// The month, 1 where none is given; not yet checked.
  var month = 1
  /// The day of the month, 1 where none is given; not yet checked.
  var day = 1
  /// Seconds from midnight, where a time is given.
  var secondOfDay: Int?
  /// Seconds ahead of UTC, where a zone is given.
  var offset: Int?
}

/// A cursor over the text of a date.
struct DateScanner {
  private let bytes: [UInt8]
  private var position = 0

  /// Begins at the first character that is no blank.
  init(_ text: String) {
    bytes = Array(text.utf8.drop { $0.isWhiteSpace }.prefix(64)).map(\.asciiLowercased)
  }

  /// Year, month and day by numbers, and what follows; nil, with the cursor at the start, for
  /// anything else.
  mutating func isoFields() -> DateFields? {
    position = 0
    guard let year = number(digits: 4...4), !isLetter(peek) else {
      position = 0
      return nil
    }
    var fields = DateFields(year: year)
    if isDigit(peek) {
      // The basic form 20091204, or a number that is no date.
      guard let month = number(digits: 2...2), let day = number(digits: 2...2), !isDigit(peek)
      else { return nil }
      fields.month = month
      fields.day = day
      if peek == UInt8(ascii: "t") { position += 1 }
      skipBlanks()
      readTime(&fields)
      return fields
    }
    guard skipDateSeparator(), let month = number(digits: 1...2) else { return fields }
    fields.month = month
    guard skipDateSeparator(), let day = number(digits: 1...2) else { return fields }
    fields.day = day
    skip("日")
    if peek == UInt8(ascii: "t") { position += 1 }
    skipBlanks()
    readTime(&fields)
    return fields
  }

  /// "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT" or "Sun Nov 6 08:49:37
  /// 1994".
  mutating func mailFields() -> DateFields? {
    position = 0
    var month: Int?
    if isLetter(peek) { month = Self.month(word()) }
    skipPunctuation()
    if month == nil, isLetter(peek) { month = Self.month(word()) }
    skipPunctuation()
    guard let day = number(digits: 1...2) else { return nil }
    skipPunctuation()
    var fields = DateFields(year: 0, month: month ?? 0, day: day)
    if month == nil {
      guard let named = Self.month(word()) else { return nil }
      fields.month = named
      skipPunctuation()
      guard let year = readYear() else { return nil }
      fields.year = year
      skipPunctuation()
      readTime(&fields)
    } else {
      readTime(&fields)
      skipPunctuation()
      guard let year = readYear() else { return nil }
      fields.year = year
    }
    return fields
  }

  private mutating func readYear() -> Int? {
    let start = position
    guard let year = number(digits: 2...4) else { return nil }
    guard position - start == 2 else { return year }
    // RFC 5322 §4.3: two digits up to 49 are of this century.
    return year < 50 ? 2000 + year : 1900 + year
  }

  private mutating func readTime(_ fields: inout DateFields) {
    let mark = position
    guard let hour = number(digits: 1...2), peek == UInt8(ascii: ":") else {
      position = mark
      return
    }
    position += 1
    guard let minute = number(digits: 1...2), hour < 24, minute < 60 else { return }
    var second = 0
    if peek == UInt8(ascii: ":") {
      position += 1
      second = min(number(digits: 1...2) ?? 0, 59)
      if peek == UInt8(ascii: ".") {
        position += 1
        while isDigit(peek) { position += 1 }
      }
    }
    fields.secondOfDay = hour * 3600 + minute * 60 + second
    skipBlanks()
    fields.offset = readZone()
  }

  private mutating func readZone() -> Int? {
    if let sign = peek, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
      position += 1
      guard let hours = number(digits: 2...2) else { return nil }
      if peek == UInt8(ascii: ":") { position += 1 }
      let minutes = number(digits: 2...2) ?? 0
      let offset = min(hours, 15) * 3600 + min(minutes, 59) * 60
      return sign == UInt8(ascii: "-") ? -offset : offset
    }
    guard isLetter(peek) else { return nil }
    let mark = position
    let zone = word()
    if let offset = Self.zones[zone] { return offset }
    position = mark
    return nil
  }

  /// Zones by name: RFC 5322 §4.3, and China's (CST is read as America's there and here).
  private static let zones: [String: Int] = [
    "z": 0, "gmt": 0, "ut": 0, "utc": 0, "est": -5 * 3600, "edt": -4 * 3600, "cst": -6 * 3600,
    "cdt": -5 * 3600, "mst": -7 * 3600, "mdt": -6 * 3600, "pst": -8 * 3600, "pdt": -7 * 3600,
  ]

  private static func month(_ word: String) -> Int? {
    let names = [
      "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]
    return names.firstIndex(of: String(word.prefix(3))).map { $0 + 1 }
  }

  private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  private func isDigit(_ byte: UInt8?) -> Bool { byte.map { $0 >= 0x30 && $0 <= 0x39 } ?? false }

  private func isLetter(_ byte: UInt8?) -> Bool {
    byte.map { $0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z") } ?? false
  }

  private mutating func number(digits: ClosedRange<Int>) -> Int? {
    var value = 0
    var count = 0
    while count < digits.upperBound, isDigit(peek) {
      value = value * 10 + Int(bytes[position]) - 0x30
      position += 1
      count += 1
    }
    if count >= digits.lowerBound { return value }
    position -= count
    return nil
  }

  private mutating func word() -> String {
    let start = position
    while isLetter(peek) { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func skipBlanks() {
    while peek == UInt8(ascii: " ") || peek == UInt8(ascii: "\t") { position += 1 }
  }

  private mutating func skipPunctuation() {
    while let byte = peek,
      byte == UInt8(ascii: " ") || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "-")
    {
      position += 1
    }
  }

  private mutating func skipDateSeparator() -> Bool {
    if let byte = peek,
      byte == UInt8(ascii: "-") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ".")
    {
      position += 1
      return true
    }
    return skip("年") || skip("月")
  }

  @discardableResult
  private mutating func skip(_ text: String) -> Bool {
    guard bytes[position...].starts(with: text.utf8) else { return false }
    position += text.utf8.count
    return true
  }
}
