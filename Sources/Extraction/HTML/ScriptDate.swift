import Documents

/// The day of publication in a variable of a page's scripts, where the page itself shows 昨天 or lets a script write it.
enum ScriptDate {
  /// Names of variables and members that hold when a page was published.
  private static let names = [
    "publish_time", "publishTime", "publishDate", "publish_date", "pubDate", "pub_date", "pubTime",
    "var ct",
  ].map { Array($0.utf8) }

  /// Seconds that China's clocks are ahead of UTC.
  private static let chinaTime: Int64 = 8 * 3_600

  /// More places than this are not looked at.
  private static let mostPlaces = 64

  /// The one day that all such variables agree on; `nil` where there is none or they differ, as in lists of related pages.
  ///
  /// A value is a day as in text, or seconds (10 digits) or milliseconds (13) since 1970, read in China's time. Complexity: O(page).
  static func published(in page: Span<UInt8>) -> CalendarDate? {
    var found: CalendarDate?
    for name in names {
      var from = 0
      var places = 0
      while places < mostPlaces, let at = ByteSearch.first(of: name, in: page, from: from) {
        from = at + name.count
        places += 1
        guard let date = value(in: page, from: from) else { continue }
        if let other = found, other != date { return nil }
        found = date
      }
    }
    return found
  }

  private static func value(in page: Span<UInt8>, from start: Int) -> CalendarDate? {
    var at = start
    var hasSign = false
    while at < page.count, at - start < 8, isGlue(page[at]) {
      hasSign = hasSign || page[at] == UInt8(ascii: ":") || page[at] == UInt8(ascii: "=")
      at += 1
    }
    guard hasSign, at < page.count, page[at] >= 48, page[at] <= 57 else { return nil }
    let text = page.extracting(at..<min(page.count, at + 32))
    if let day = DateScanner(text).dates(limit: 1).first, day.range.lowerBound == 0 {
      return day.date
    }
    return moment(text)
  }

  private static func moment(_ text: Span<UInt8>) -> CalendarDate? {
    var value: Int64 = 0
    var digits = 0
    while digits < text.count, text[digits] >= 48, text[digits] <= 57, digits < 14 {
      value = value * 10 + Int64(text[digits]) - 48
      digits += 1
    }
    guard digits == 10 || digits == 13 else { return nil }
    let seconds = digits == 13 ? value / 1_000 : value
    guard let day = CalendarDate(daysSinceEpoch: Int(seconds + chinaTime) / 86_400),
      DateScanner.plausibleYears.contains(day.year)
    else { return nil }
    return day
  }

  private static func isGlue(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: ":"),
      UInt8(ascii: "="), UInt8(ascii: "\\"):
      true
    default: false
    }
  }
}
