/// A day of the Gregorian calendar, with the spellings that government pages use.
package struct CityDate: Sendable, Hashable, Comparable {
  /// The year, such as 2023.
  package var year: Int
  /// The month, 1 to 12.
  package var month: Int
  /// The day of the month, 1 to 31.
  package var day: Int

  /// The day the city stands still at: no page is younger, and the clock is never asked.
  package static let today = CityDate(year: 2025, month: 3, day: 14)

  /// A day by its parts.
  package init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// Reads `2023-05-09`, or text that begins so; nil when it is no day.
  init?(iso text: String) {
    let parts = text.prefix(10).split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3, (1...9999).contains(parts[0]), (1...12).contains(parts[1]) else {
      return nil
    }
    self.init(year: parts[0], month: parts[1], day: parts[2])
    guard CityDate(dayNumber: dayNumber) == self else { return nil }
  }

  /// The day that is `dayNumber` days after 1970-01-01 (Hinnant, "chrono-compatible low-level date
  /// algorithms").
  package init(dayNumber: Int) {
    let shifted = dayNumber + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// Days since 1970-01-01.
  package var dayNumber: Int {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// The day `days` later, or earlier when negative.
  package func adding(days: Int) -> CityDate { CityDate(dayNumber: dayNumber + days) }

  /// `2023-05-09`.
  package var iso: String { "\(year)-\(twoDigits(month))-\(twoDigits(day))" }

  /// `20230509`.
  package var compact: String { "\(year)\(twoDigits(month))\(twoDigits(day))" }

  /// `2023年5月9日`.
  package var chinese: String { "\(year)年\(month)月\(day)日" }

  /// `二〇二三年五月九日`, the spelling of older documents.
  package var chineseNumerals: String {
    let digits = String(year).utf8.map { ChineseNumeral.digits[Int($0 - 48)] }.joined()
    return "\(digits)年\(ChineseNumeral.text(month))月\(ChineseNumeral.text(day))日"
  }

  /// An HTTP date (RFC 9110 §5.6.7) at 08:00 GMT of this day.
  package var httpDate: String {
    let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let weekday = weekdays[((dayNumber % 7) + 7) % 7]
    return "\(weekday), \(twoDigits(day)) \(months[month - 1]) \(year) 08:00:00 GMT"
  }

  /// Earlier days come first.
  package static func < (left: CityDate, right: CityDate) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }
}

/// Two digits with a leading zero, for dates and times.
func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

/// Chinese numerals as headings and dates use them, 0 to 99.
enum ChineseNumeral {
  /// The ten digits.
  static let digits = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"]

  /// `十二` for 12; a number outside 0…99 stays in Arabic digits.
  static func text(_ number: Int) -> String {
    guard (0...99).contains(number) else { return String(number) }
    guard number >= 10 else { return digits[number] }
    let tens = number / 10 == 1 ? "十" : digits[number / 10] + "十"
    return number % 10 == 0 ? tens : tens + digits[number % 10]
  }
}
