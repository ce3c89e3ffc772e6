import Testing

@testable import SearchIndex

@Suite struct FreshnessTableTests {
  @Test func `worth halves with each half-life, whatever was asked for before`() {
    let table = FreshnessTable()
    var preferences = RankingPreferences()
    for (freshness, halfLife) in [(0.4, 10), (0.4, 10), (0.2, 10), (0.2, 30)] as [(Float, Int)] {
      (preferences.freshness, preferences.halfLife) = (freshness, halfLife)
      let worths = table.worths(preferences)

      #expect(worths[0] == 1 + freshness && worths.last == 1)
      #expect(abs(worths[halfLife] - 1 - freshness / 2) < 1e-4)
    }
  }

  @Test func `without freshness every day is worth the same`() {
    #expect(FreshnessTable().worths(RankingPreferences()) == [1])
  }
}
