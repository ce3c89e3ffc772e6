/// Durations as people write them in sites.conf and on the command line: `500ms`, `1s`, `1h30m`, `2d`.
package enum DurationText {
  /// Units from the largest, in milliseconds; `ms` before `m` and `s` is decided by reading letters greedily.
  private static let units: [(name: String, milliseconds: Int64)] = [
    ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1_000), ("ms", 1),
  ]

  /// Reads a duration: whole numbers with units, each unit at most once, from the largest to the smallest.
  ///
  /// Nil for anything else, among it a number without a unit, a fraction, a sign, and what is longer than 100 years.
  package static func parse(_ text: String) -> Duration? {
    var rest = Array(text.utf8)[...]
    var total: Int64 = 0
    var nextUnit = 0
    guard !rest.isEmpty else { return nil }
    while !rest.isEmpty {
      let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      let letters = rest.dropFirst(digits.count).prefix {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
      }
      let name = String(decoding: letters, as: UTF8.self)
      guard (1...12).contains(digits.count),
        let count = Int64(String(decoding: digits, as: UTF8.self)),
        let unit = units.indices.first(where: { units[$0].name == name }), unit >= nextUnit
      else { return nil }
      let (part, tooLarge) = count.multipliedReportingOverflow(by: units[unit].milliseconds)
      guard !tooLarge, part <= 3_155_760_000_000, total + part <= 3_155_760_000_000 else {
        return nil
      }
      total += part
      nextUnit = unit + 1
      rest = rest.dropFirst(digits.count + letters.count)
    }
    return .milliseconds(total)
  }

  /// Writes a duration so that `parse` reads it again, to the millisecond: `1h30m`, `0s`. A negative one is `0s`.
  package static func format(_ duration: Duration) -> String {
    var rest =
      duration.components.seconds * 1000
      + duration.components.attoseconds / 1_000_000_000_000_000
    guard rest > 0 else { return "0s" }
    var text = ""
    for unit in units where rest >= unit.milliseconds {
      text += "\(rest / unit.milliseconds)\(unit.name)"
      rest %= unit.milliseconds
    }
    return text
  }
}
