package import Documents

/// A length of time up to today, as people limit results by it; its raw value stands in addresses.
package enum DatePreset: String, Sendable, CaseIterable {
  case day, week, month, quarter
  case halfYear = "half-year"
  case year
  case threeYears = "3-years"

  /// How it is written in a query and shown to people.
  package var word: String { words[0] }

  private var words: [String] {
    switch self {
    case .day: ["一天内", "24小时内"]
    case .week: ["一周内", "最近一周", "近一周"]
    case .month: ["一个月内", "一月内", "最近一个月", "近一个月"]
    case .quarter: ["三个月内", "最近三个月", "近三个月"]
    case .halfYear: ["半年内", "最近半年", "近半年"]
    case .year: ["一年内", "最近一年", "近一年"]
    case .threeYears: ["三年内", "最近三年", "近三年"]
    }
  }

  private var days: Int {
    switch self {
    case .day: 1
    case .week: 7
    case .month: 30
    case .quarter: 91
    case .halfYear: 182
    case .year: 365
    case .threeYears: 1096
    }
  }

  /// The preset of one of its words; nil for any other text.
  package init?(word: String) {
    guard let preset = Self.allCases.first(where: { $0.words.contains(word) }) else { return nil }
    self = preset
  }

  /// The first day that counts; nil when it is not known which day it is.
  package func firstDay(today: CalendarDate?) -> CalendarDate? {
    today.flatMap { CalendarDate(daysSinceEpoch: $0.daysSinceEpoch - days) }
  }
}
