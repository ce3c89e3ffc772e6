import Testing

@testable import Documents

/// URLs, scopes, and what two sites may not have in common.
struct SitesScopeTests {
  private func report(start: String, _ more: String = "") -> String {
    SitesTestText.report(
      SitesTestText.oneSite(more).replacing("[\"https://cdjx.chengdu.gov.cn/\"]", with: start))
  }

  private func second(_ id: String, _ lines: String) -> String {
    "[[site]]\nid = \"\(id)\"\nname = \"乙\"\nkind = \"service\"\n\(lines)\n"
  }

  @Test(arguments: [
    (
      "www.chengdu.gov.cn", "is not an absolute URL",
      "write it whole, such as \"https://www.chengdu.gov.cn/\""
    ),
    (
      "https://", "is not an absolute URL",
      "write it whole, such as \"https://www.chengdu.gov.cn/\""
    ),
    (
      "https://a b.cn/", "is not an absolute URL",
      "write it whole, such as \"https://www.chengdu.gov.cn/\""
    ),
    (
      "ftp://a.gov.cn/", "has the scheme ftp, which can't be crawled",
      "only http:// and https:// are crawled"
    ),
    (
      "mailto:a@b.cn", "has the scheme mailto, which can't be crawled",
      "only http:// and https:// are crawled"
    ),
    (
      "https://me:word@a.gov.cn/", "carries a user name or password",
      "leave out what stands before the @; kuasou fetches public pages only"
    ),
    (
      "https://me@a.gov.cn/", "carries a user name or password",
      "leave out what stands before the @; kuasou fetches public pages only"
    ),
  ])
  func `a bad start URL is shown where it stands`(url: String, reason: String, help: String) {
    #expect(
      report(start: "[\"https://x.cn/\", \"\(url)\"]") == """
        7:27: error: "\(url)" in "start" \(reason)
        help: \(help)

        """)
  }

  @Test func `an empty start is refused`() {
    #expect(
      report(start: "[]") == """
        7:9: error: "start" is empty
        help: name at least one URL, such as start = ["https://cdjx.chengdu.gov.cn/"]

        """)
  }

  @Test func `a start URL given twice is a warning`() {
    #expect(
      report(start: "[\"https://x.cn\",\n\"https://X.cn:443/\"]") == """
        8:1: warning: https://X.cn:443/ is listed already in line 7
        help: delete one of them

        """)
  }

  @Test func `a start URL outside of include is shown`() {
    #expect(
      report(start: "[\"https://a.cn/x/\", \"https://b.cn/\"]", "include = [\"https://a.cn/\"]\n")
        == """
        7:29: error: https://b.cn/ in "start" lies outside the site's scope
        help: add a pattern for it to include, such as "http://b.cn/"

        """)
  }

  @Test func `a start URL that exclude has is shown with the pattern`() {
    #expect(
      report(start: "[\"https://a.cn/print/x\"]", "exclude = [\"*/print/*\"]\n") == """
        7:10: error: https://a.cn/print/x in "start" is excluded
        help: narrow the pattern "*/print/*" of exclude, or delete this URL

        """)
  }

  @Test func `a sitemap on another host is shown`() {
    #expect(
      SitesTestText.report(SitesTestText.oneSite("sitemaps = [\"https://x.cn/s.xml\"]\n")) == """
        8:13: error: https://x.cn/s.xml in "sitemaps" lies outside the site's scope
        help: without include, only the hosts of start belong to the site; add include

        """)
  }

  @Test(arguments: [
    (
      "include = [\"/a/\"]", "8:12: error: the pattern \"/a/\" in \"include\" names no host",
      "write the host too, such as \"https://www.chengdu.gov.cn/…\""
    ),
    (
      "include = [\"a.cn\"]", "8:12: error: \"a.cn\" in \"include\" is no pattern",
      "write a prefix or glob that begins with https:// or http://"
    ),
    (
      "exclude = [\"print\"]", "8:12: error: \"print\" in \"exclude\" is no pattern",
      "begin it with https://, http://, / or *, such as \"*print*\""
    ),
    (
      "exclude = [\"ftp://*/\"]",
      "8:12: error: \"ftp://*/\" in \"exclude\" has the scheme ftp, which can't be crawled",
      "only http:// and https:// are crawled"
    ),
  ])
  func `a bad pattern is shown with a good one`(line: String, message: String, help: String) {
    #expect(
      SitesTestText.report(SitesTestText.oneSite(line + "\n")).hasPrefix(
        "\(message)\nhelp: \(help)\n"))
  }

  @Test func `a duplicate id points to both lines`() {
    let text = SitesTestText.oneSite(second("jxj", "start = [\"https://b.cn/\"]"))

    #expect(
      SitesTestText.report(text) == """
        9:6: error: duplicate id "jxj"; the first stands in line 4
        help: give one of the two sites (lines 4 and 9) another id

        """)
    #expect(SitesFile.parse(text: text, path: "s").sites.map(\.name) == ["经信局"])
  }

  @Test func `two sites with one host overlap`() {
    let text = SitesTestText.oneSite(second("b", "start = [\"http://cdjx.chengdu.gov.cn/x/\"]"))

    #expect(
      SitesTestText.report(text) == """
        12:10: error: cdjx.chengdu.gov.cn overlaps with the scope of the site "jxj" in line 7
        help: a page belongs to one site: narrow include, or add an exclude, in line 7 or 12

        """)
  }

  @Test func `a prefix within the prefix of another site overlaps`() {
    let text = SitesTestText.oneSite(
      "include = [\"https://cdjx.chengdu.gov.cn/\"]\n"
        + second(
          "b",
          "start = [\"https://cdjx.chengdu.gov.cn/x/\"]\ninclude = [\"https://cdjx.chengdu.gov.cn/x/\"]"
        ))

    #expect(
      SitesTestText.report(text) == """
        14:12: error: https://cdjx.chengdu.gov.cn/x/ overlaps with the scope of the site "jxj" in line 8
        help: a page belongs to one site: narrow include, or add an exclude, in line 8 or 14

        """)
  }

  @Test func `an exclude in the wider site settles the overlap`() {
    let text = SitesTestText.oneSite(
      "exclude = [\"https://cdjx.chengdu.gov.cn/x/\"]\n"
        + second(
          "b",
          "start = [\"https://cdjx.chengdu.gov.cn/x/\"]\ninclude = [\"https://cdjx.chengdu.gov.cn/x/\"]"
        ))

    #expect(SitesTestText.report(text) == "")
  }

  @Test func `different prefixes on one host do not overlap`() {
    let text =
      SitesTestText.oneSite("include = [\"https://cdjx.chengdu.gov.cn/a/\"]\n").replacing(
        "gov.cn/\"]\ninclude", with: "gov.cn/a/\"]\ninclude")
      + second(
        "b",
        "start = [\"https://cdjx.chengdu.gov.cn/b/\"]\ninclude = [\"https://cdjx.chengdu.gov.cn/b/\"]"
      )

    #expect(SitesTestText.report(text) == "")
  }

  @Test func `a glob over hosts overlaps with a host that it reaches`() {
    let text = SitesTestText.oneSite(
      second(
        "b", "start = [\"https://a.chengdu.gov.cn/\"]\ninclude = [\"https://*.chengdu.gov.cn/*\"]"))

    #expect(
      SitesTestText.report(text).hasPrefix("13:12: error: https://*.chengdu.gov.cn/* overlaps"))
  }
}
