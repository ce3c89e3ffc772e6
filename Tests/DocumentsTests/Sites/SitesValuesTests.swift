import Testing

@testable import Documents

/// Values of the right type that are no good.
struct SitesValuesTests {
  private func report(_ line: String) -> String {
    let name = line.prefix { $0 != " " }
    let site = SitesTestText.oneSite().dropFirst(SitesTestText.defaults.count)
    let rest = site.split(separator: "\n").filter { !$0.hasPrefix("\(name) =") }
    return SitesTestText.report(
      SitesTestText.defaults + rest.joined(separator: "\n") + "\n\(line)\n")
  }

  @Test(arguments: [
    (
      "delay = \"1 sec\"", "\"1 sec\" is not a duration",
      "write it like \"500ms\", \"1s\", \"2m\" or \"1h30m\""
    ),
    (
      "delay = \"1\"", "\"1\" is not a duration",
      "write it like \"500ms\", \"1s\", \"2m\" or \"1h30m\""
    ),
    (
      "delay = \"2h\"", "\"delay\" = 2h is out of range",
      "0s to 1h, such as \"500ms\", \"1s\", \"2m\", \"1h\"; below 200ms on public hosts is a warning"
    ),
    (
      "max_time = \"0s\"", "\"max_time\" = 0s is out of range",
      "1s to 30d, such as \"90m\", \"1h30m\", \"2d\""
    ),
    ("max_pages = 0", "\"max_pages\" = 0 is out of range", "1 to 10,000,000"),
    ("max_depth = 1001", "\"max_depth\" = 1001 is out of range", "0 to 1,000"),
    (
      "max_bytes = \"1XB\"", "\"1XB\" is not a number of bytes",
      "write it like max_bytes = \"10GiB\""
    ),
    (
      "max_bytes = 12", "\"max_bytes\" = 12 is out of range",
      "1KiB to 1TiB: an integer of bytes, or a string with KB, MB, GB, TB, KiB, MiB, GiB or TiB"
    ),
    (
      "crawl_window = \"22-6\"", "\"22-6\" is not a good \"crawl_window\"",
      "\"HH:MM-HH:MM\" from 00:00 to 24:00, in China's time (UTC+08:00) whatever the machine's zone, such as \"22:00-06:00\""
    ),
    (
      "contact = \"the office\"", "\"the office\" is not a good \"contact\"",
      "a mail address, or an http or https URL, such as \"search@example.gov.cn\""
    ),
    (
      "user_agent = \"my crawler\"", "\"my crawler\" is not a good \"user_agent\"",
      "a product of letters, - and _, and if wanted / and a version, such as \"kuasou/1.0\""
    ),
    (
      "proxy = \"proxy:3128\"", "\"proxy:3128\" is not a good \"proxy\"",
      "an http, https, socks5 or socks5h URL with a host, such as \"http://proxy.example.gov.cn:3128\""
    ),
    (
      "district = \" 武侯区\"", "\" 武侯区\" is not a good \"district\"",
      "0 to 30 characters on one line, such as \"武侯区\""
    ),
  ])
  func `a bad value is shown with what is good`(line: String, message: String, help: String) {
    let column =
      line.distance(
        from: line.startIndex, to: line.firstRange(of: "= ")?.upperBound ?? line.startIndex) + 1

    #expect(report(line) == "8:\(column): error: \(message)\nhelp: \(help)\n")
  }

  @Test(arguments: ["Jxj", "经信", "j_x", "9a", "", String(repeating: "a", count: 33)])
  func `a bad id is refused`(id: String) {
    #expect(
      report("id = \"\(id)\"") == """
        7:6: error: "\(id)" is not a good "id"
        help: 1 to 32 of a–z, 0–9 and -, beginning with a letter; unique, such as "jxw"

        """)
  }

  @Test func `a kind misspelt is shown with the nearest`() {
    #expect(
      report("kind = \"departement\"") == """
        7:8: error: "departement" is no kind of site
        help: did you mean "department"?

        """)
  }

  @Test func `a kind near to none is shown with all`() {
    #expect(
      report("kind = \"newspaper\"").hasSuffix(
        "help: portal 门户, department 部门, district 区县, industry 行业, service 服务, such as \"department\"\n"
      ))
  }

  @Test func `a name with a line feed is refused and shown on one line`() {
    #expect(report("name = \"a\\nb\"").hasPrefix("7:8: error: \"a\\nb\" is not a good \"name\"\n"))
  }

  @Test(arguments: [
    "a@b.cn", "webmaster@mail.chengdu.gov.cn", "https://www.chengdu.gov.cn/crawler",
    "http://search.chengdu.gov.cn/",
  ])
  func `mail addresses and URLs are good contacts`(contact: String) {
    #expect(report("contact = \"\(contact)\"") == "")
  }

  @Test(arguments: [
    "@b.cn", "a@b", "a@b..cn", "a b@c.cn", "ftp://a.cn/", "https://", "https://a.cn/(x)",
    "a@b.cn\\r\\nX: y",
  ])
  func `what a webmaster can't answer to is no contact`(contact: String) {
    #expect(report("contact = \"\(contact)\"").contains("is not a good \"contact\""))
  }

  @Test(arguments: ["http://p:3128", "https://user:word@p.cn", "socks5h://10.0.0.1:1080"])
  func `proxies may have a user and a private address`(proxy: String) {
    #expect(report("proxy = \"\(proxy)\"") == "")
  }

  @Test func `a certificate file that is missing is shown`() {
    #expect(
      report("ca_file = \"ca/a.pem\"") == """
        8:11: error: the file of "ca_file": cannot open conf/ca/a.pem: No such file or directory
        help: check the spelling of conf/ca/a.pem, or create it

        """)
  }

  @Test func `robots.txt disregarded is a warning, and no failure`() {
    let file = SitesFile.parse(
      text: SitesTestText.oneSite("ignore_robots = true\ntls_tolerant = true\n"), path: "s.conf")

    #expect(
      file.report == """
        s.conf:8:17: warning: robots.txt is disregarded
        help: keep this only with the webmaster's consent; otherwise delete the line
        s.conf:9:16: warning: broken certificates are put up with
        help: name the missing certificates in ca_file instead where that is possible

        """)
    #expect(file.exitCode == 0)
    #expect(file.sites.count == 1)
    #expect(file.summary == "s.conf: 1 site, no errors, 2 warnings")
  }

  @Test func `a short delay is a warning on public hosts`() {
    #expect(
      report("delay = \"100ms\"") == """
        8:9: warning: a delay of 100ms is impolite to public hosts
        help: set at least 200ms; 1s is usual

        """)
  }

  @Test func `a short default delay is one warning, however many sites have it`() {
    let text =
      SitesTestText.oneSite("").replacing("[defaults]\n", with: "[defaults]\ndelay = \"0s\"\n")
      + "[[site]]\nid = \"b\"\nname = \"b\"\nkind = \"portal\"\nstart = [\"https://b.cn\"]\n"

    #expect(SitesTestText.report(text).split(separator: "\n").count == 2)
  }

  @Test func `a short delay is nothing on loopback`() {
    let text = SitesTestText.oneSite("delay = \"0s\"\nallow_private_addresses = true\n")
      .replacing("https://cdjx.chengdu.gov.cn/", with: "http://jxj.gov.localhost:8080/")

    #expect(SitesTestText.report(text) == "")
  }

  @Test(arguments: [
    "localhost", "a.gov.localhost", "127.0.0.1", "10.1.2.3", "172.31.0.1", "192.168.1.1",
    "169.254.0.1", "[::1]", "[fd00::1]", "0x7f.1",
  ])
  func `a private start host must be allowed`(host: String) {
    let text = SitesTestText.oneSite().replacing(
      "https://cdjx.chengdu.gov.cn/", with: "http://\(host)/")

    let report = SitesTestText.report(text)

    #expect(report.contains("7:10: error: "))
    #expect(
      report.contains(
        "is a loopback or private address, which is refused\nhelp: set allow_private_addresses = true"
      ))
  }
}
