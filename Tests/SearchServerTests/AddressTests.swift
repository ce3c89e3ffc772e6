import Bytes
import Documents
import SearchServer
import Testing

@Suite("Listen addresses")
struct ListenAddressTests {
  @Test(
    "read hosts, IPv4 and bracketed IPv6 addresses with a port",
    arguments: [
      ("127.0.0.1:8080", "127.0.0.1", 8080), ("[::1]:8080", "::1", 8080),
      ("localhost:0", "localhost", 0),
      (":80", "127.0.0.1", 80), ("search.example.gov.cn:65535", "search.example.gov.cn", 65535),
    ])
  func reads(text: String, host: String, port: Int) {
    #expect(ListenAddress(text) == ListenAddress(host: host, port: port))
  }

  @Test(
    "refuse everything else",
    arguments: [
      "", "8080", "127.0.0.1", "127.0.0.1:", "127.0.0.1:x", "127.0.0.1:65536", "::1:8080", "[::1]",
      "[::1]8080", "a b:80", "http://a:80", "[a]:80", "host:-1", "host:٨٠",
    ])
  func refuses(text: String) {
    #expect(ListenAddress(text) == nil)
  }

  @Test("print IPv6 in brackets")
  func prints() {
    #expect(ListenAddress(host: "::1", port: 8080).description == "[::1]:8080")
    #expect(ListenAddress(host: "127.0.0.1", port: 1).description == "127.0.0.1:1")
  }
}

@Suite("Origins")
struct RequestOriginTests {
  @Test("come from a plain Host field")
  func takesHosts() {
    #expect(RequestOrigin(host: "127.0.0.1:8080")?.text == "http://127.0.0.1:8080")
    #expect(RequestOrigin(host: "[::1]:8080")?.text == "http://[::1]:8080")
  }

  @Test(
    "refuse a Host field that could leave its place",
    arguments: ["", "a/b", "a\"b", "a<b", "a b", "a?b", "a#b", "a@b", "a\\b", "中文", "a&b"])
  func refusesHosts(host: String) {
    #expect(RequestOrigin(host: host) == nil)
  }

  @Test("come from a configured http or https address without a path")
  func takesConfigured() {
    #expect(RequestOrigin(configured: "https://a.gov.cn/")?.text == "https://a.gov.cn")
    #expect(RequestOrigin(configured: "https://a.gov.cn/search") == nil)
    #expect(RequestOrigin(configured: "ftp://a.gov.cn") == nil)
    #expect(RequestOrigin(configured: "a.gov.cn") == nil)
  }
}

@Suite("Links to documents")
struct WebLinkTests {
  @Test("lead to http and https only")
  func leadsToTheWebOnly() {
    #expect(WebLink("https://a.gov.cn/x.html").reference == "https://a.gov.cn/x.html")
    #expect(WebLink("http://a.gov.cn").reference == "http://a.gov.cn/")
  }

  @Test(
    "never lead anywhere by another scheme or without one",
    arguments: [
      "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)",
      "\u{1}javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "vbscript:x",
      "file:///etc/passwd",
      "blob:https://a/x", "about:blank", "ftp://a.gov.cn/x", "mailto:a@b", "/local", "//a.gov.cn/x",
      "x", "",
      "view-source:https://a", "https:", "http://",
    ])
  func neverLeads(stored: String) {
    #expect(WebLink(stored).reference == nil)
  }

  @Test("show the address decoded, without its scheme")
  func showsReadable() {
    let link = WebLink("https://cdjx.chengdu.gov.cn/%E6%94%BF%E7%AD%96/")

    #expect(link.display == "cdjx.chengdu.gov.cn/政策")
  }

  @Test("show an address encoded when decoding would hide or reorder something")
  func keepsEncoded() {
    #expect(WebLink("https://a.gov.cn/%E2%80%AEgnp").display == "a.gov.cn/%E2%80%AEgnp")
    #expect(WebLink("https://a.gov.cn/a%00b").display == "a.gov.cn/a%00b")
    #expect(WebLink("https://a.gov.cn/%D5%FE").display == "a.gov.cn/%D5%FE")
    #expect(WebLink("https://a.gov.cn/a%20b").display == "a.gov.cn/a%20b")
  }

  @Test("shorten a long address in its middle and keep its end")
  func shortens() {
    let link = WebLink("https://a.gov.cn/\(String(repeating: "x", count: 300))/end.pdf")

    #expect(link.display.count == WebLink.maximumDisplay)
    #expect(link.display.hasPrefix("a.gov.cn/xxx"))
    #expect(link.display.hasSuffix("x/end.pdf"))
  }
}

@Suite("Errors at the start")
struct ServerErrorTests {
  private let errors: [ServerError] = [
    .invalidAddress("x"), .invalidOrigin("x"), .portInUse(ListenAddress(host: "::1", port: 80)),
    .notPermitted(ListenAddress(host: "a", port: 80)),
    .addressUnavailable(ListenAddress(host: "a", port: 80)),
    .cannotListen(ListenAddress(host: "a", port: 80), reason: "no"), .data(.missing(path: "/x")),
    .data(.foreign(path: "/x")), .data(.file(.version(path: "/x", found: 2, supported: 1))),
    .index(description: "damaged", help: "rebuild"),
  ]

  @Test("are one line and say what to do")
  func areOneLine() {
    for error in errors {
      #expect(!error.description.isEmpty && !error.description.contains("\n"))
      #expect(!error.help.isEmpty && !error.help.contains("\n"))
    }
  }

  @Test("end the program with 2 for wrong usage or configuration, else with 1")
  func haveExitCodes() {
    #expect(errors.map(\.exitCode) == [2, 2, 1, 1, 1, 1, 2, 2, 2, 1])
  }
}
