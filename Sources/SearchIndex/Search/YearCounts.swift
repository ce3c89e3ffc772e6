/// Counts dates by their years: those about now in a short table, any others, which are few, in a dictionary.
struct YearCounts {
  private var near = [Int](repeating: 0, count: 256)
  private var far: [Int: Int] = [:]

  /// The first year of the table.
  private static let first = 1900

  init() {}

  /// Counts a date as a column has it: year × 10,000 + month × 100 + day, 0 for none.
  @inline(__always) mutating func add(_ date: UInt32) {
    let year = Int(date / 10_000 % 10_000)
    if year == 0 { return }
    let place = year &- Self.first
    if place >= 0 && place < near.count { near[place] &+= 1 } else { addFar(year) }
  }

  @inline(never) private mutating func addFar(_ year: Int) { far[year, default: 0] += 1 }

  /// Tells each year that has dates, and how many.
  func forEach(_ take: (_ year: Int, _ count: Int) -> Void) {
    for (place, count) in near.enumerated() where count > 0 { take(Self.first + place, count) }
    for (year, count) in far { take(year, count) }
  }
}
