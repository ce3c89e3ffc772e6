import Testing

@testable import Documents

/// Durations, byte counts, crawl windows and nearest names.
struct SitesWordsTests {
  @Test(
    arguments: [
      ("500ms", 500), ("1s", 1_000), ("2m", 120_000), ("1h30m", 5_400_000),
      ("1d2h3m4s5ms", 93_784_005), ("0s", 0),
      ("90m", 5_400_000), ("007s", 7_000),
    ] as [(String, Int)])
  func `durations are read`(text: String, milliseconds: Int) {
    #expect(DurationText.parse(text) == .milliseconds(milliseconds))
  }

  @Test(arguments: [
    "", "1", "s", "1 s", " 1s", "1s ", "-1s", "+1s", "1.5s", "1S", "1sec", "30m1h", "1s1s", "1m1m",
    "9999999999999s", "40000d", "１s", "1s\n",
  ])
  func `what is no duration is refused`(text: String) {
    #expect(DurationText.parse(text) == nil)
  }

  @Test func `a duration is written so that it is read again`() {
    for milliseconds in [0, 1, 999, 1_000, 61_001, 86_400_000, 93_784_005] as [Int] {
      let text = DurationText.format(.milliseconds(milliseconds))

      #expect(DurationText.parse(text) == .milliseconds(milliseconds), "\(text)")
    }
    #expect(DurationText.format(.seconds(-5)) == "0s")
  }

  @Test(
    arguments: [
      ("10GiB", 10 << 30), ("500MB", 500_000_000), ("1 KiB", 1024), ("7B", 7),
      ("1TB", 1_000_000_000_000),
    ] as [(String, Int)])
  func `byte counts are read`(text: String, bytes: Int) {
    #expect(ByteCountText.parse(text) == bytes)
  }

  @Test(arguments: [
    "", "1", "GiB", "1gib", "1.5GiB", "-1GiB", "1  GiB", "999999999999999TiB", "1GiB ",
  ])
  func `what is no byte count is refused`(text: String) {
    #expect(ByteCountText.parse(text) == nil)
  }

  @Test func `a byte count is written so that it is read again`() {
    for bytes in [0, 1, 1023, 1024, 1_000, 10 << 30, 500_000_000] as [Int] {
      #expect(ByteCountText.parse(ByteCountText.format(bytes)) == bytes)
    }
    #expect(ByteCountText.format(10 << 30) == "10GiB")
  }

  /// A moment of 2009-12-04 by China's clock.
  private func china(_ hour: Int, _ minute: Int = 0) -> UnixTime {
    UnixTime(milliseconds: Int64(1_259_884_800 + (hour - 8) * 3600 + minute * 60) * 1000)
  }

  @Test func `the clock of these tests is China's`() {
    #expect(china(8).description == "2009-12-04T00:00:00Z")
    #expect(china(10, 30).description == "2009-12-04T02:30:00Z")
  }

  @Test func `a window over midnight is open on both sides of it`() throws {
    let window = try #require(CrawlWindow("22:00-06:00"))

    #expect(window.wait(at: china(23)) == .zero)
    #expect(window.wait(at: china(0)) == .zero)
    #expect(window.wait(at: china(5, 59)) == .zero)
    #expect(window.wait(at: china(6)) == .seconds(16 * 3600))
    #expect(window.wait(at: china(21, 59)) == .seconds(60))
    #expect(window.wait(at: china(22)) == .zero)
  }

  @Test func `a window within a day is closed before and behind`() throws {
    let window = try #require(CrawlWindow("09:30-17:00"))

    #expect(window.wait(at: china(9, 29)) == .seconds(60))
    #expect(window.wait(at: china(9, 30)) == .zero)
    #expect(window.wait(at: china(17)) == .seconds(16 * 3600 + 1800))
    #expect(window.wait(at: UnixTime(milliseconds: -1)) == .seconds(3600 + 1800) + .milliseconds(1))
  }

  @Test(arguments: ["00:00-24:00", "22:00-00:00", "22:00-24:00", "00:00-00:01"])
  func `windows are read and written`(text: String) throws {
    let window = try #require(CrawlWindow(text))

    #expect(CrawlWindow(window.description) == window)
  }

  @Test(arguments: [
    "", "22-6", "22:00", "22:00-", "22:00-22:00", "00:00-00:00", "24:00-06:00", "25:00-06:00",
    "22:60-06:00", "22:00-06:00 ", "22:00–06:00", "22:00-06:00-07:00", "2 :00-06:00",
  ])
  func `what is no window is refused`(text: String) {
    #expect(CrawlWindow(text) == nil)
  }

  @Test(
    arguments: [
      ("dely", "delay"), ("Delay", "delay"), ("max_page", "max_pages"), ("maxpages", "max_pages"),
      ("contcat", "contact"), ("includes", "include"),
      ("url", nil), ("frequency", nil), ("", nil), ("x", nil),
    ] as [(String, String?)])
  func `the nearest key is found, or none`(word: String, key: String?) {
    #expect(nearestName(to: word, among: SiteKey.names(inDefaults: false)) == key)
  }

  @Test(
    arguments: [
      ("", "", 0), ("a", "", 1), ("ab", "ba", 1), ("abc", "acb", 1), ("kitten", "sitting", 3),
      ("ca", "abc", 3),
    ] as [(String, String, Int)])
  func `the edit distance counts swaps of neighbours as one`(
    left: String, right: String, distance: Int
  ) {
    #expect(editDistance(Array(left.utf8), Array(right.utf8)) == distance)
    #expect(editDistance(Array(right.utf8), Array(left.utf8)) == distance)
  }
}
