package import Documents

/// The dates of HTTP header fields, in all three forms of RFC 9110 §5.6.7.
package enum HTTPDate {
  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  /// Reads "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT" or "Sun Nov  6 08:49:37 1994"; nil for anything else.
  ///
  /// Names of days aren't checked, and any letter case is taken. A two-digit year is the one within 50 years of `now`.
  package static func parse(_ text: String, now: UnixTime) -> UnixTime? {
    guard text.utf8.count <= 64 else { return nil }
    let words = text.lowercased().split { " ,-\t".contains($0) }.map(String.init)
    switch words.count {
    case 6:
      return moment(day: words[1], month: words[2], year: words[3], clock: words[4], now)
    case 5:
      return moment(day: words[2], month: words[1], year: words[4], clock: words[3], now)
    default: return nil
    }
  }

  private static func moment(
    day: String, month: String, year: String, clock: String, _ now: UnixTime
  ) -> UnixTime? {
    let parts = clock.split(separator: ":", omittingEmptySubsequences: false).map {
      number(String($0))
    }
    guard let month = months.firstIndex(of: month), let dayNumber = number(day),
      let yearNumber = number(year), parts.count == 3, let hour = parts[0], let minute = parts[1],
      let second = parts[2], hour < 24, minute < 60, second <= 60,
      let date = CalendarDate(
        year: year.utf8.count == 2 ? century(yearNumber, now) : yearNumber, month: month + 1,
        day: dayNumber)
    else { return nil }
    let seconds = date.daysSinceEpoch * 86_400 + hour * 3600 + minute * 60 + min(second, 59)
    return UnixTime(milliseconds: Int64(seconds) * 1000)
  }

  private static func number(_ text: String) -> Int? {
    guard (1...4).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) }) else {
      return nil
    }
    return Int(text)
  }

  private static func century(_ year: Int, _ now: UnixTime) -> Int {
    let present = now.date?.year ?? 2000
    let guess = present / 100 * 100 + year
    return guess > present + 50 ? guess - 100 : guess
  }
}
