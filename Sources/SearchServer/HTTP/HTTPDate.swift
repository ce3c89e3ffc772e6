package import Documents

/// The date field of answers, in the form that RFC 9110 §5.6.7 prefers: "Sun, 06 Nov 1994 08:49:37 GMT". Made once a second.
package struct HTTPDate {
  private var second: Int64 = .min
  private var text = ""

  /// A date field that has not been asked for yet.
  package init() {}

  /// 1970-01-01 was a Thursday.
  private static let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// The date field for this moment.
  package mutating func text(at moment: UnixTime = .now) -> String {
    let second = moment.milliseconds / 1000
    if second != self.second { (self.second, text) = (second, Self.format(moment)) }
    return text
  }

  private static func format(_ moment: UnixTime) -> String {
    guard let day = moment.date else { return "" }
    let weekday = weekdays[(day.daysSinceEpoch % 7 + 7) % 7]
    // RFC 3339, "2009-12-04T10:00:00Z", has the number of the day and the clock in the same form.
    let plain = moment.description
    let (number, clock) = (plain.dropFirst(8).prefix(2), plain.dropFirst(11).prefix(8))
    return "\(weekday), \(number) \(months[day.month - 1]) \(day.year) \(clock) GMT"
  }
}
