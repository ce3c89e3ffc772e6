import Documents

/// A day found in text.
struct FoundDate: Equatable {
  /// The day.
  var date: CalendarDate
  /// The bytes that spell it.
  var range: Range<Int>
  /// Whether a time of day follows it, as beside a publication date.
  var hasTime: Bool
}

/// Finds days written 2009-12-04, 2009/12/4, 2009.12.4, 2009年12月4日 or 二〇〇九年十二月四日 in UTF-8.
struct DateScanner: ~Escapable {
  private let bytes: Span<UInt8>

  /// Publications of the web and signatures of the People's Republic lie in these years.
  static let plausibleYears = 1949...2099

  /// A scanner over `bytes`.
  @_lifetime(copy bytes)
  init(_ bytes: Span<UInt8>) { self.bytes = bytes }

  /// The days in `bytes` in order, at most `limit`.
  static func dates(in bytes: [UInt8], limit: Int = 64) -> [FoundDate] {
    DateScanner(bytes.span).dates(limit: limit)
  }

  /// The first day in `text`.
  static func first(in text: String) -> CalendarDate? {
    dates(in: Array(text.utf8), limit: 1).first?.date ?? compact(Array(text.utf8))
  }

  /// A day whose year is written with two digits, 09-12-04, at the head of the value of a label that announces a day.
  static func withShortYear(_ text: String) -> CalendarDate? {
    let bytes = Array(text.utf8)
    guard let first = bytes.first, first >= 48, first <= 57 else { return nil }
    return DateScanner(bytes.span).dayWithShortYear()
  }

  private func dayWithShortYear() -> CalendarDate? {
    var at = 0
    guard let year = number(&at, digits: 2...2),
      let first = separator(&at, then: Self.yearMark), let month = number(&at, digits: 1...2),
      let second = separator(&at, then: Self.monthMark), second == first,
      let day = number(&at, digits: 1...2), at >= bytes.count || !isDigit(bytes[at])
    else { return nil }
    return CalendarDate(year: year < 49 ? 2000 + year : 1900 + year, month: month, day: day)
  }

  /// The days in order, at most `limit`. Complexity: O(n).
  func dates(limit: Int) -> [FoundDate] {
    var found: [FoundDate] = []
    var index = 0
    while index < bytes.count, found.count < limit {
      let byte = bytes[index]
      if Self.mayBegin(byte), let date = date(at: index) {
        found.append(date)
        index = date.range.upperBound
      } else if byte.beginsCommonHan {
        index &+= 3
      } else {
        index &+= 1
      }
    }
    return found
  }

  /// Whether a day may begin with the byte: with 1 or 2, or with 一 or 二, whose first byte is E4.
  @inline(__always)
  private static func mayBegin(_ byte: UInt8) -> Bool { byte &- 49 < 2 || byte == 0xE4 }

  private func date(at start: Int) -> FoundDate? {
    if bytes[start] != 0xE4 { return westernDate(at: start) }
    guard start + 2 < bytes.count else { return nil }
    switch (bytes[start + 1], bytes[start + 2]) {
    case (0xB8, 0x80), (0xBA, 0x8C): return chineseDate(at: start)
    default: return nil
    }
  }

  private func westernDate(at start: Int) -> FoundDate? {
    if start > 0, isDigit(bytes[start - 1]) { return nil }
    var at = start
    guard let year = number(&at, digits: 4...4), Self.plausibleYears.contains(year) else {
      return nil
    }
    skipBlanks(&at)
    guard let separator = separator(&at, then: Self.yearMark) else { return nil }
    skipBlanks(&at)
    guard let month = number(&at, digits: 1...2) else { return nil }
    skipBlanks(&at)
    guard let second = self.separator(&at, then: Self.monthMark), second == separator else {
      return nil
    }
    skipBlanks(&at)
    guard let day = number(&at, digits: 1...2), at >= bytes.count || !isDigit(bytes[at]),
      let date = CalendarDate(year: year, month: month, day: day)
    else { return nil }
    _ = skip(Self.dayMark, &at)
    return FoundDate(date: date, range: start..<at, hasTime: hasTime(after: at))
  }

  /// The separator at `at`: 0 for the Chinese unit sign, else the ASCII byte.
  private func separator(_ at: inout Int, then mark: [UInt8]) -> UInt8? {
    guard at < bytes.count else { return nil }
    let byte = bytes[at]
    if byte == UInt8(ascii: "-") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ".") {
      at += 1
      return byte
    }
    return skip(mark, &at) ? 0 : nil
  }

  private func hasTime(after end: Int) -> Bool {
    var at = end
    skipBlanks(&at)
    if at < bytes.count, bytes[at] == UInt8(ascii: "T") { at += 1 }
    guard number(&at, digits: 1...2) != nil, at < bytes.count else { return false }
    return bytes[at] == UInt8(ascii: ":") || matches([0xEF, 0xBC, 0x9A], at)
  }

  private func chineseDate(at start: Int) -> FoundDate? {
    var at = start
    var year = 0
    for _ in 0..<4 {
      guard let digit = chineseDigit(at), digit < 10 else { return nil }
      year = year * 10 + digit
      at += 3
    }
    guard Self.plausibleYears.contains(year), skip(Self.yearMark, &at),
      let month = chineseNumber(&at), skip(Self.monthMark, &at), let day = chineseNumber(&at),
      skip(Self.dayMark, &at), let date = CalendarDate(year: year, month: month, day: day)
    else { return nil }
    return FoundDate(date: date, range: start..<at, hasTime: false)
  }

  /// 一 … 三十一.
  private func chineseNumber(_ at: inout Int) -> Int? {
    var tens = 0
    var ones = 0
    var length = 0
    while length < 3, let digit = chineseDigit(at) {
      if digit == 10 {
        tens = max(1, ones)
        ones = 0
      } else {
        ones = digit
      }
      at += 3
      length += 1
    }
    return length == 0 ? nil : tens * 10 + ones
  }

  /// 〇 to 九 as 0…9 and 十 as 10; every one takes three bytes.
  private func chineseDigit(_ at: Int) -> Int? {
    guard at + 2 < bytes.count else { return nil }
    return Self.digits[
      UInt64(bytes[at]) << 16 | UInt64(bytes[at + 1]) << 8 | UInt64(bytes[at + 2])]
  }

  private static let digits: PackedTable<Int> = {
    var table: [UInt64: Int] = [:]
    for (value, spellings) in ["〇○零ＯО", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"]
      .enumerated()
    {
      for spelling in spellings {
        let bytes = Array(String(spelling).utf8)
        if bytes.count == 3 {
          table[UInt64(bytes[0]) << 16 | UInt64(bytes[1]) << 8 | UInt64(bytes[2])] = value
        }
      }
    }
    return PackedTable(table)
  }()

  private func number(_ at: inout Int, digits: ClosedRange<Int>) -> Int? {
    var value = 0
    var length = 0
    while at < bytes.count, length < digits.upperBound, isDigit(bytes[at]) {
      value = value * 10 + Int(bytes[at]) - 48
      at += 1
      length += 1
    }
    return digits.contains(length) ? value : nil
  }

  private func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }

  private func skipBlanks(_ at: inout Int) {
    var skipped = 0
    while at < bytes.count, bytes[at] == 32, skipped < 3 {
      at += 1
      skipped += 1
    }
  }

  private func matches(_ mark: [UInt8], _ at: Int) -> Bool {
    guard at + mark.count <= bytes.count else { return false }
    for offset in mark.indices where bytes[at + offset] != mark[offset] { return false }
    return true
  }

  private func skip(_ mark: [UInt8], _ at: inout Int) -> Bool {
    guard matches(mark, at) else { return false }
    at += mark.count
    return true
  }

  private static let yearMark = Array("年".utf8)
  private static let monthMark = Array("月".utf8)
  private static let dayMark = Array("日".utf8)
}

extension DateScanner {
  /// A day written 20091204 (also with a time behind it), as in metadata and URLs; the digits must stand alone.
  static func compact(_ bytes: [UInt8]) -> CalendarDate? {
    var start = 0
    while start + 8 <= bytes.count {
      var end = start
      while end < bytes.count, bytes[end] >= 48, bytes[end] <= 57 { end += 1 }
      if end - start == 8 || end - start == 14 {
        let value = bytes[start..<start + 8].reduce(UInt32(0)) { $0 * 10 + UInt32($1) - 48 }
        if let date = CalendarDate(rawValue: value), plausibleYears.contains(date.year) {
          return date
        }
      }
      start = max(end, start) + 1
    }
    return nil
  }

  /// The day in a URL's path: /2009/12/04/, /2009-12/04/, /200912/t20091204_1.htm, /20091204/.
  static func date(inURL url: String) -> CalendarDate? {
    let query = UInt8(ascii: "?")
    let path = Array(url.utf8.drop { $0 == query }.prefix { $0 != query })
    let slashed = path.map { byte in byte == UInt8(ascii: "-") ? UInt8(ascii: "/") : byte }
    if let found = dates(in: slashed, limit: 1).first { return found.date }
    return compact(path)
  }
}
