import Testing

@testable import Documents

/// Tables and keys that are missing, unknown, in the wrong place or of the wrong type.
struct SitesTablesTests {
  private func report(_ text: String) -> String { SitesTestText.report(text) }

  @Test func `a good file has no problem`() {
    #expect(report(SitesTestText.oneSite()) == "")
  }

  @Test func `an unknown key is shown with the nearest known one`() {
    #expect(
      report(SitesTestText.oneSite("max_page = 10\n")) == """
        8:1: error: unknown key "max_page"
        help: did you mean "max_pages"?

        """)
  }

  @Test func `an unknown key near to none is shown with all`() {
    let text = report(SitesTestText.oneSite("  frequency_of_crawling = 1\n"))

    #expect(
      text.hasPrefix(
        "8:3: error: unknown key \"frequency_of_crawling\"\nhelp: the keys here are id, name,"))
    #expect(SiteKey.allCases.allSatisfy { text.contains($0.rawValue) })
  }

  @Test func `an unknown key in defaults is shown with the keys that may stand there`() {
    #expect(
      report("[defaults]\ncontact = \"a@b.cn\"\nstart_url = []\n").contains(
        "3:1: error: unknown key \"start_url\"\nhelp: the keys here are exclude, delay,"))
  }

  @Test func `a key that has no default is sent to the site`() {
    #expect(
      report("[defaults]\ncontact = \"a@b.cn\"\nkind = \"portal\"\n").hasPrefix(
        "3:1: error: \"kind\" can't have a default\nhelp: every [[site]] has its own \"kind\"; move the line there\n"
      ))
  }

  @Test func `an unknown table is shown with the nearest`() {
    #expect(
      report("[[sites]]\nid = \"a\"\n").hasPrefix(
        "1:1: error: unknown table or key \"sites\"\nhelp: did you mean [[site]]?\n"))
    #expect(report("[default]\n").contains("help: did you mean [defaults]?\n"))
  }

  @Test func `a key of a site at the top is sent below a table`() {
    #expect(
      report("delay = \"1s\"\n" + SitesTestText.oneSite()) == """
        1:1: error: "delay" stands outside of any table
        help: move it below [defaults] or below the [[site]] that it is for

        """)
  }

  @Test func `one bracket around site is told to have two`() {
    #expect(
      report("[defaults]\ncontact = \"a@b.cn\"\n[site]\nid = \"a\"\n") == """
        3:1: error: "site" must be an array of tables, not a table
        help: write [[site]] with two brackets above each site

        """)
  }

  @Test func `defaults that are no table are told to be one`() {
    #expect(
      report("defaults = \"x\"\n").hasPrefix(
        "1:12: error: \"defaults\" must be a table, not a string\nhelp: write [defaults] on a line of its own"
      ))
  }

  @Test func `a site that is no table is told to be one`() {
    #expect(
      report("site = [{id = \"a\"}, 7]\n").contains(
        "1:21: error: a site must be a table, not an integer\nhelp: write [[site]]"))
  }

  @Test(arguments: [
    (SiteKey.id, "id = \"jxw\""),
    (.name, "name = \"成都市经济和信息化局\""),
    (.kind, "kind = \"department\""),
    (.start, "start = [\"https://cdjx.chengdu.gov.cn/\"]"),
  ])
  func `a required key that is missing is shown at the site's header`(key: SiteKey, line: String) {
    let lines = SitesTestText.oneSite().split(separator: "\n")
    let text = lines.filter { !$0.hasPrefix("\(key.rawValue) =") }.joined(separator: "\n")

    let id = key == .id ? "" : " \"jxj\""

    #expect(
      report(text) == """
        3:1: error: the site\(id) has no "\(key.rawValue)"
        help: add a line like \(line)

        """)
  }

  @Test func `a missing contact is reported once for all sites`() {
    let site =
      "[[site]]\nid = \"ID\"\nname = \"n\"\nkind = \"portal\"\nstart = [\"https://ID.gov.cn\"]\n"
    let text = site.replacing("ID", with: "a") + site.replacing("ID", with: "b")

    #expect(
      report(text) == """
        1:1: error: 2 sites, this the first, have no "contact"
        help: add contact = "you@your-city.gov.cn" below [defaults]; webmasters see it in the User-Agent

        """)
  }

  @Test(arguments: [
    (
      "name = 5", "\"name\" must be a string, not an integer", "write it like name = \"成都市经济和信息化局\""
    ),
    (
      "max_pages = \"many\"", "\"max_pages\" must be an integer, not a string",
      "write it like max_pages = 50000"
    ),
    (
      "max_pages = 1.5", "\"max_pages\" must be an integer, not a number with a point",
      "write it like max_pages = 50000"
    ),
    (
      "delay = 1", "\"delay\" must be a string with a unit, not an integer",
      "write it like delay = \"1s\""
    ),
    (
      "delay = 00:00:01", "\"delay\" must be a string with a unit, not a date or time",
      "write it like delay = \"1s\""
    ),
    (
      "max_bytes = true",
      "\"max_bytes\" must be an integer of bytes or a string with a unit, not true or false",
      "write it like max_bytes = \"10GiB\""
    ),
    (
      "ignore_robots = \"yes\"", "\"ignore_robots\" must be true or false, not a string",
      "write it like ignore_robots = true"
    ),
    (
      "include = \"https://a.cn/\"", "\"include\" must be an array of strings, not a string",
      "write it like include = [\"https://cdjx.chengdu.gov.cn/\"]"
    ),
    (
      "proxy = {}", "\"proxy\" must be a string, not a table",
      "write it like proxy = \"http://proxy.example.gov.cn:3128\""
    ),
  ])
  func `a value of the wrong type is shown with a right one`(
    line: String, message: String, help: String
  ) {
    let text = SitesTestText.oneSite(line + "\n").replacing(
      "name = \"经信局\"\n", with: "name = \"\(line.hasPrefix("name") ? "" : "经信局")\"\n")
    let column =
      (line.firstRange(of: "= ").map { line.distance(from: line.startIndex, to: $0.upperBound) }
        ?? 0) + 1
    let isName = line.hasPrefix("name")
    let whole = isName ? SitesTestText.oneSite().replacing("name = \"经信局\"", with: line) : text

    #expect(report(whole) == "\(isName ? 5 : 8):\(column): error: \(message)\nhelp: \(help)\n")
  }

  @Test func `an element of the wrong type is shown where it stands`() {
    #expect(
      report(SitesTestText.oneSite("exclude = [\n  \"*/a\", # \"not this\"\n  12,\n]\n")) == """
        10:3: error: "exclude" must hold strings, not an integer
        help: write it like exclude = ["*/print/*"]

        """)
  }

  @Test func `all problems are reported at once, by position`() {
    let text = SitesTestText.oneSite("delay = \"soon\"\nkid = 1\nmax_depth = -1\n")

    let lines = report(text).split(separator: "\n").filter { !$0.hasPrefix("help") }

    #expect(lines.map { $0.prefix { $0 != ":" } } == ["8", "9", "10"])
  }
}
