import Charset
import Documents
import TestSupport
import Testing

@testable import Crawler

@Suite struct `Link scans of hostile pages` {
  private func scan(_ html: [UInt8], _ encoding: Encoding = .utf8) throws -> LinkScan {
    LinkScanner.scan(html: html, encoding: encoding, pageURL: try #require(WebURL("http://x.cn/a")))
  }

  private static let sample = Array(
    """
    <!DOCTYPE html><html><head><base href="/b/">
    <title>公 &amp; 开</title><meta name=robots content="nofollow">
    <meta http-equiv="refresh" content="3;url='/r'">
    <link rel="canonical" href="/c"><style>a{}</style></head>
    <body onload="location='/l'">
    <!-- c --><a href="d?e=f&amp;g=h" title='t'>公开 <b>x</b></a>
    <A HREF=/i rel=nofollow>j</A><map><area href='k'></map>
    <iframe src="/m"></iframe>
    <script><!-- window.open('/n'); <script> --></script>
    <option value=http://x.cn/o>
    <a href="javascript:location.href='/p'">q</a>
    <p onclick="window.open(&quot;/s&quot;)"></body></html>
    """.utf8)

  @Test func `mutated pages never trap, and what is found is http`() throws {
    var random = SeededRandom()
    for _ in 0..<4_000 {
      let encoding = try #require(Encoding.allCases.randomElement(using: &random))
      let found = try scan(random.mutated(Self.sample), encoding)

      #expect(
        found.links.allSatisfy { $0.url.isHTTP && $0.url.fragment == nil },
        "seed \(SeededRandom.seed)")
      #expect(found.links.count == Set(found.links.map(\.url)).count, "seed \(SeededRandom.seed)")
    }
  }

  @Test func `random bytes never trap`() throws {
    var random = SeededRandom()
    for size in 0..<400 {
      let html = random.bytes(size * 5, alphabet: "<a href='c'>\"=&;!-/ #script location.open(")
      let found = try scan(html)

      #expect(found.links.allSatisfy { $0.url.isHTTP }, "seed \(SeededRandom.seed)")
    }
  }

  @Test(arguments: [
    "<", "<!--", "<a ", "<a href=\"", "<a href='", "<script>", "<script><!--",
    "<script><!--<script>", "<title>", "<textarea><xmp><style>",
    "<a href=c>", "&", "&#", "<a x=\"&amp", "location='", "location=\"`'", "open(", "<p onclick=\"",
    "<p onclick='location=\"/c\"'>", "--!>",
    "</", "<a/", "<a =", "<!", "<a href=javascript:%27", "<?", "<base href=", "<script>location='",
    "location.href   ",
  ])
  func `a long run of the same takes linear time`(_ part: String) throws {
    let html = Array(String(repeating: part, count: 200_000 / part.utf8.count).utf8)
    let before = threadSeconds()

    let found = try scan(html)

    // Debug builds without optimisation scan some MB a second; a quadratic pass over 200 KB would
    // take minutes.
    #expect(threadSeconds() - before < 6)
    #expect(found.links.count <= 2)
  }

  @Test func `links past the limit are counted, not kept`() throws {
    let html = (0..<LinkScanner.maximumLinks + 7).map { "<a href=/\($0)>" }.joined()

    let found = try scan(Array(html.utf8))

    #expect(found.links.count == LinkScanner.maximumLinks)
    #expect(found.omitted == 7)
  }

  @Test func `an address over 8 KiB is no link`() throws {
    let long = String(repeating: "a", count: LinkScanner.maximumValueBytes + 1)

    #expect(
      try scan(Array("<a href='\(long)'><a href=/c>".utf8)).links.map(\.url.href) == [
        "http://x.cn/c"
      ])
  }

  @Test func `the memory for addresses is bounded`() throws {
    let html = (0..<2_000).map { "<a href='/\($0)/\(String(repeating: "a", count: 8_000))'>" }
      .joined()

    let found = try scan(Array(html.utf8))

    #expect(found.omitted > 1_000)
    #expect(found.links.count + found.omitted == 2_000)
  }

  @Test(.enabled(if: SharedData.hasSuites, "\(SharedData.absence)"))
  func `mutated real pages never trap`() throws {
    var random = SeededRandom()
    let pages = SharedData.files("html").filter { !$0.hasSuffix(".json") }
    for name in pages {
      let page = SharedData.bytes("html/" + name).prefix(100_000)
      guard !page.isEmpty else { continue }
      let found = try scan(random.mutated(Array(page)))

      #expect(found.links.allSatisfy { $0.url.isHTTP }, "\(name), seed \(SeededRandom.seed)")
    }
    #expect(pages.count >= 140)
  }
}
