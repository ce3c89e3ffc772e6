import Documents
import TestSupport
import Testing

@Suite struct CalendarDateTests {
  @Test(arguments: [
    ("2009-12-04", "2009-12-04"), ("2009-1-2", "2009-01-02"), ("2000-02-29", "2000-02-29"),
  ])
  func `ISO dates are read`(text: String, expected: String) {
    #expect(CalendarDate(iso: text)?.description == expected)
  }

  @Test(arguments: ["", "2009", "2009-13-01", "1900-02-29", "2009-00-10", "09-1-1", "2009-1-1x"])
  func `What is no day is refused`(text: String) {
    #expect(CalendarDate(iso: text) == nil)
  }

  @Test func `Every day of four centuries keeps its number`() {
    for days in stride(from: -50_000, to: 100_000, by: 7) {
      #expect(CalendarDate(daysSinceEpoch: days)?.daysSinceEpoch == days)
    }
    #expect(CalendarDate(daysSinceEpoch: 0)?.description == "1970-01-01")
    #expect(CalendarDate(year: 2026, month: 11, day: 23)?.daysSinceEpoch == 20_780)
  }

  @Test func `A time prints as RFC 3339 and reads back`() {
    let time = UnixTime(milliseconds: 1_259_920_800_000)

    #expect(time.description == "2009-12-04T10:00:00Z")
    #expect(UnixTime(rfc3339: "2009-12-04T10:00:00.25Z") == time)
    #expect(UnixTime(rfc3339: "2009-12-04 10:00") == nil)
    #expect(UnixTime(rfc3339: "2009-12-04T.:00:00Z") == nil)
    #expect(UnixTime(milliseconds: -1000).description == "1969-12-31T23:59:59Z")
  }

  @Test func `a moment is written and read alike`() {
    var random = SeededRandom()
    for _ in 0..<500 {
      let seconds = Int64.random(in: -62_135_596_800..<253_402_300_800, using: &random)
      let time = UnixTime(milliseconds: seconds * 1000)

      #expect(time.description.utf8.count == 20)
      #expect(UnixTime(rfc3339: time.description) == time, "\(time), seed \(SeededRandom.seed)")
    }
    #expect(UnixTime(milliseconds: 253_402_300_800_000).description == "0000-00-00T00:00:00Z")
    #expect(UnixTime(milliseconds: 61_001).description == "1970-01-01T00:01:01Z")
  }
}
