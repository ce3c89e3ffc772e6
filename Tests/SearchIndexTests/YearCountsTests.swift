import Testing

@testable import SearchIndex

@Suite struct YearCountsTests {
  @Test func `years near and far are counted, dates that are none are not`() {
    var counts = YearCounts()
    for date: UInt32 in [
      20_090_203, 20_091_231, 19_000_101, 18_991_231, 21_551_231, 21_560_101, 0, 99_991_231, 1231,
    ] { counts.add(date) }
    var years: [Int: Int] = [:]
    counts.forEach { years[$0, default: 0] += $1 }

    #expect(years == [2009: 2, 1900: 1, 1899: 1, 2155: 1, 2156: 1, 9999: 1])
  }
}
