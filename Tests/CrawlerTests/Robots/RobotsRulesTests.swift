import Testing

@testable import Crawler

/// RFC 9309, https://www.rfc-editor.org/rfc/rfc9309.html
@Suite struct `Rules of a robots.txt` {
  private func allows(_ robots: String, _ agent: String, _ url: String) -> Bool {
    RobotsFile.parse(Array(robots.utf8)).rules.verdict(agent: agent, url: url).allowed
  }

  // §2.1 Protocol Definition: rules belong to the group above them.
  @Test func `a rule before any user-agent line is for nobody`() {
    let file = RobotsFile.parse(Array("Disallow: /\nUser-agent: a\nDisallow: /x".utf8))

    #expect(file.rules.verdict(agent: "a", url: "/y").allowed)
    #expect(file.lines[0].notes.contains(.outsideGroup))
  }

  // §2.2.1 The User-Agent Line: case-insensitive.
  @Test(arguments: ["kuasou", "KUASOU", "Kuasou"])
  func `agents are compared in any case`(_ agent: String) {
    #expect(!allows("USER-AGENT: KuaSou\nDISALLOW: /x", agent, "/x"))
  }

  // §2.2.1: a product token is letters, "_" and "-"; what follows it doesn't count.
  @Test func `the agent line ends at the first character that no product token has`() {
    #expect(!allows("User-agent: kuasou/1.0 (+https://x)\nDisallow: /", "kuasou", "/x"))
    #expect(allows("User-agent: kuasoubot\nDisallow: /", "kuasou", "/x"))
  }

  // §2.2.1: groups of the same agent are combined into one.
  @Test func `groups that name the agent are merged`() {
    let robots =
      "User-agent: a\nDisallow: /1\n\nUser-agent: b\nDisallow: /2\n\nUser-agent: A\nDisallow: /3"

    #expect(!allows(robots, "a", "/1"))
    #expect(allows(robots, "a", "/2"))
    #expect(!allows(robots, "a", "/3"))
  }

  // §2.2.1: "*" applies only where no group names the agent.
  @Test func `an agent with a group of its own, even an empty one, doesn't heed the star`() {
    let robots = "User-agent: *\nDisallow: /\n\nUser-agent: a\nDisallow:\n\nUser-agent: b"

    #expect(allows(robots, "a", "/x"))
    #expect(allows(robots, "b", "/x"))
    #expect(!allows(robots, "c", "/x"))
  }

  // §2.2.1, Google's reading: text behind "* " is passed over.
  @Test func `a star followed by a blank is everyone`() {
    #expect(!allows("User-agent: * baz\nDisallow: /", "a", "/x"))
    #expect(allows("User-agent: *baz\nDisallow: /", "a", "/x"))
  }

  // §2.2.2 The Allow and Disallow Lines: the most specific match, and Allow where both are equal.
  @Test(arguments: [
    ("Allow: /p\nDisallow: /", "/page", true),
    ("Allow: /folder\nDisallow: /folder", "/folder/page", true),
    ("Allow: /page\nDisallow: /*.htm", "/page.htm", false),
    ("Allow: /page\nDisallow: /*.ph", "/page.php5", true),
    ("Allow: /$\nDisallow: /", "/", true),
    ("Allow: /$\nDisallow: /", "/page.htm", false),
    ("Disallow: /x\nAllow: /x/page.html", "/x/page.html", true),
  ])
  func `the longest pattern decides`(_ rules: String, _ path: String, _ expected: Bool) {
    #expect(allows("User-agent: *\n" + rules, "a", path) == expected)
  }

  // §2.2.2: paths are compared byte by byte, in case.
  @Test func `paths keep their case`() {
    #expect(allows("User-agent: *\nDisallow: /X/", "a", "/x/"))
  }

  // §2.2.2: bytes past ASCII equal their escapes.
  @Test(arguments: ["/公开/", "/%E5%85%AC%E5%BC%80/", "/%e5%85%ac%e5%bc%80/"])
  func `a pattern may be written raw or escaped in any case`(_ pattern: String) {
    #expect(!allows("User-agent: *\nDisallow: " + pattern, "a", "/%E5%85%AC%E5%BC%80/x"))
    #expect(!allows("User-agent: *\nDisallow: " + pattern, "a", "/%e5%85%ac%e5%bc%80/x"))
  }

  // §2.2.2: a URL that isn't in the form that is sent must be allowed in both.
  @Test func `what is forbidden escaped is forbidden raw`() {
    #expect(!allows("User-agent: *\nDisallow: /%E5%85%AC%E5%BC%80/", "a", "/公开/x"))
    #expect(!allows("User-agent: *\nDisallow: /\nAllow: /公开/", "a", "/公开/x"))
  }

  // §2.2.2: for the crawler, whose URLs are serialised ones, both cases of an escape are the same
  // also where they allow.
  @Test func `a serialised URL matches whatever the case of its escapes`() {
    let rules = RobotsFile.parse(Array("User-agent: *\nDisallow: /\nAllow: /公开/".utf8)).rules

    #expect(rules.agentRules("a").verdict(href: "https://x/%e5%85%ac%E5%BC%80/x").allowed)
  }

  // §2.2.3 Special Characters.
  @Test(arguments: [
    ("/fish*", "/fish.html", false), ("/fish*", "/Fish", true), ("/*.php$", "/a.php", false),
    ("/*.php$", "/a.php?x", true), ("/a*b*c", "/a--b--c", false), ("/a*b*c", "/a--c--b", true),
    ("/a$b", "/a$b", false), ("*", "/", false), ("*$", "/", false), ("$", "/", true),
    ("/**x", "/yx", false), ("/*abcabcabcabd", "/abcabcabcabcabd", false),
    ("/*ab*ab$", "/ab", true), ("/*ab*ab$", "/abab", false), ("/x*$", "/xyz", false),
  ])
  func `stars and a final dollar`(_ pattern: String, _ path: String, _ allowed: Bool) {
    #expect(allows("User-agent: *\nDisallow: \(pattern)", "a", path) == allowed)
  }

  // Google only: who allows index.html allows its folder.
  @Test func `an allowed index page allows its folder`() {
    let robots = "User-agent: *\nDisallow: /\nAllow: /a/index.html"

    #expect(allows(robots, "a", "/a/"))
    #expect(allows(robots, "a", "/a/index.html"))
    #expect(!allows(robots, "a", "/a/b"))
  }

  // §2.2.4 Other Records: they don't end a group.
  @Test(arguments: ["Sitemap: https://x/s.xml", "Crawl-delay: 3", "Host: x", "Clean-param: a /"])
  func `other records don't end the list of agents`(_ other: String) {
    let robots = "User-agent: a\n\(other)\nUser-agent: b\nDisallow: /"

    #expect(!allows(robots, "a", "/x"))
    #expect(!allows(robots, "b", "/x"))
  }

  // What is compared: path and query, never host or fragment.
  @Test(arguments: [
    ("https://x.cn/a?b#c", "/a?b"), ("https://x.cn", "/"), ("https://x.cn?q", "/?q"),
    ("https://x.cn#/a", "/"), ("//x.cn/a", "/a"), ("/a#b", "/a"), ("", "/"), ("x.cn/a", "/a"),
    ("x.cn;p", "/;p"), ("https://x.cn/a://b", "/a://b"), ("/a://b", "/a://b"), ("a", "/"),
  ])
  func `the path is taken from any spelling of an URL`(_ url: String, _ path: String) {
    #expect(String(decoding: RobotsPath.extract(Array(url.utf8)), as: UTF8.self) == path)
  }

  @Test func `the verdict names the line and the rule`() {
    let robots = "# head\r\nUser-agent: *\r\nDisallow: /公\r\n"

    let verdict = RobotsFile.parse(Array(robots.utf8)).rules.verdict(agent: "a", url: "/%E5%85%AC")

    #expect(verdict == RobotsVerdict(allowed: false, line: 3, rule: "/%E5%85%AC"))
  }

  @Test func `a file made to stall the crawler is given up as forbidden within bounds`() {
    let rule = "Disallow: /*aaaaaaab*a\n"
    let robots =
      "User-agent: *\n" + String(repeating: rule, count: 4)
      + (0..<20_000).map { "Disallow: /*aaaaaaab*aaaa\($0)\n" }.joined()
    let rules = RobotsFile.parse(Array(robots.utf8)).rules.agentRules("a")
    let before = threadSeconds()

    let verdict = rules.verdict(href: "https://x/" + String(repeating: "a", count: 8000))

    #expect(!verdict.allowed)
    #expect(threadSeconds() - before < 5)
  }
}
