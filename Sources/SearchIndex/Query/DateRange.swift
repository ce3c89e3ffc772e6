import Documents

/// A range of days as people write it: `2008..2010`, `2008-03-01..2008-04-30`; one side may be missing.
struct DateRange: Equatable {
  var first: CalendarDate?
  var last: CalendarDate?

  /// A range with two dots.
  init?(_ text: String) {
    let parts = text.split(separator: "..", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { return nil }
    let from = DateRange(day: String(parts[0]))
    let to = DateRange(day: String(parts[1]))
    guard from != nil || parts[0].isEmpty, to != nil || parts[1].isEmpty,
      from != nil || to != nil
    else { return nil }
    first = from?.first
    last = to?.last
  }

  /// A year, a month (2008-03) or a day (2008-03-01, 20080301).
  init?(day text: String) {
    let parts = text.split { "-./年月日".contains($0) }.compactMap { Int($0) }
    if parts.count == 1, let number = parts.first, text.utf8.count == 8 {
      guard let day = CalendarDate(rawValue: UInt32(clamping: number)) else { return nil }
      (first, last) = (day, day)
      return
    }
    guard let year = parts.first, (1900...2200).contains(year), parts.count <= 3 else { return nil }
    let month = parts.count > 1 ? parts[1] : nil
    let day = parts.count > 2 ? parts[2] : nil
    guard let start = CalendarDate(year: year, month: month ?? 1, day: day ?? 1) else { return nil }
    first = start
    last =
      (28...31).reversed().compactMap {
        CalendarDate(year: year, month: month ?? 12, day: day ?? $0)
      }.first
  }

  /// As a limit.
  var filters: SearchFilters {
    var filters = SearchFilters()
    filters.after = first
    filters.before = last
    return filters
  }
}
