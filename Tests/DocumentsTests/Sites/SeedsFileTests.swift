import Testing

@testable import Documents

/// Lists of entry URLs, alone and named by sites.conf.
struct SeedsFileTests {
  private func report(_ seeds: String) -> String {
    SitesTestText.report(
      SitesTestText.oneSite("seeds = \"seeds/j.txt\"\n"), ["conf/seeds/j.txt": seeds])
  }

  @Test func `URLs are read in order without comments and blanks`() {
    let text = "# 入口\n\n  https://A.cn/x  # 通知 #公告\r\nhttp://a.cn/#here\n\thttps://a.cn/y"

    let list = SeedsFile(bytes: Array(text.utf8), path: "s.txt")

    #expect(
      list.entries.map(\.address.href) == ["https://a.cn/x", "http://a.cn/", "https://a.cn/y"])
    #expect(list.entries.map(\.position.line) == [3, 4, 5])
    #expect(list.entries.map(\.position.column) == [3, 1, 2])
    #expect(list.problems.isEmpty)
  }

  @Test func `a missing file is shown in sites.conf`() {
    #expect(
      SitesTestText.report(SitesTestText.oneSite("seeds = \"seeds/j.txt\"\n")) == """
        8:9: error: the seeds file: cannot open conf/seeds/j.txt: No such file or directory
        help: check the spelling of conf/seeds/j.txt, or create it

        """)
  }

  @Test func `a bad line is shown in the seeds file`() {
    #expect(
      report("# 入口\n   cdjx/notice.html\n") == """
        conf/seeds/j.txt:2:4: error: "cdjx/notice.html" is not an absolute URL
        help: write it whole, such as "https://www.chengdu.gov.cn/"

        """)
  }

  @Test func `a URL outside the site's scope is shown`() {
    #expect(
      report("https://www.chengdu.gov.cn/\n")
        == """
        conf/seeds/j.txt:1:1: error: https://www.chengdu.gov.cn/ lies outside the site's scope
        help: delete the line, or widen include in conf/sites.conf

        """.replacing("conf/sites.conf:", with: ""))
  }

  @Test func `a URL given twice is a warning`() {
    #expect(
      report("https://cdjx.chengdu.gov.cn/a\n\nhttps://cdjx.chengdu.gov.cn/a#b\n") == """
        conf/seeds/j.txt:3:1: warning: https://cdjx.chengdu.gov.cn/a#b is listed already in line 1
        help: delete this line

        """)
  }

  @Test func `bytes that are not UTF-8 are shown in the seeds file`() {
    let list = SeedsFile(bytes: Array("https://a.cn/\n# ".utf8) + [0xC8], path: "s.txt")

    #expect(list.problems.map(\.description) == ["s.txt:2:3: error: byte 0xC8 is not UTF-8"])
  }

  @Test func `a large file of rubbish is cut short`() {
    let text = String(repeating: "rubbish\n", count: 100_000)

    let list = SeedsFile(bytes: Array(text.utf8), path: "s.txt")

    #expect(list.problems.count == SeedsFile.reportedProblems + 1)
    #expect(
      list.problems.last?.message == "too many problems; the rest of the file is not reported")
  }

  @Test func `the site knows its seeds and where the file is`() throws {
    let file = SitesFile.parse(
      text: SitesTestText.oneSite("seeds = \"s.txt\"\n"), path: "/etc/kuasou/sites.conf",
      files: SitesTestText.files(["/etc/kuasou/s.txt": "https://cdjx.chengdu.gov.cn/a\n"]))

    let site = try #require(file.sites.first)

    #expect(site.seeds == "/etc/kuasou/s.txt")
    #expect(site.seedURLs == ["https://cdjx.chengdu.gov.cn/a"])
  }
}
