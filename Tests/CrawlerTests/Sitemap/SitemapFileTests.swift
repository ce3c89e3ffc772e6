import Bytes
import Documents
import TestSupport
import Testing

@testable import Crawler

/// https://www.sitemaps.org/protocol.html, and what is found instead.
@Suite struct `Sitemaps and feeds` {
  private func parse(_ text: String) -> SitemapFile { SitemapFile.parse(Array(text.utf8)) }

  private func locations(_ text: String) -> [String] { parse(text).entries.map(\.location) }

  @Test func `a urlset gives its pages with their dates`() {
    let file = parse(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
        <url><loc>http://x.cn/a?b=1&amp;c=2</loc><lastmod>2009-12-04</lastmod>
        <priority>0.5</priority></url>
        <url><loc> http://x.cn/公开 </loc></url>
      </urlset>
      """)

    #expect(file.kind == .urlset)
    #expect(
      file.entries == [
        .init(location: "http://x.cn/a?b=1&c=2", lastModified: "2009-12-04"),
        .init(location: "http://x.cn/公开", lastModified: nil),
      ])
    #expect(file.entries[0].date?.day == CalendarDate(iso: "2009-12-04"))
    #expect(!file.isTruncated)
  }

  @Test func `a sitemapindex gives sitemaps`() {
    let file = parse(
      "<sitemapindex><sitemap><loc>http://x.cn/1.gz</loc><lastmod>2010</lastmod></sitemap>"
    )

    #expect(file.kind == .index)
    #expect(file.entries == [.init(location: "http://x.cn/1.gz", lastModified: "2010")])
  }

  @Test(arguments: [
    "<URLSET><Url><LOC>http://x/a</LOC></Url></URLSET>",
    "<s:urlset xmlns:s='u'><s:url><s:loc>http://x/a</s:loc></s:url></s:urlset>",
    "<urlset><url><loc><![CDATA[http://x/a]]></loc></url></urlset>",
    "<urlset><url><loc>http://x/<![CDATA[a]]></loc></url></urlset>",
    "<urlset><url><loc>\n\thttp://x/a\n</loc></url></urlset>",
    "<urlset><url><loc>http:&#x2F;&#47;x/a</loc></url></urlset>",
    "<urlset a='>' b=\"<\"><url><loc>http://x/a</loc></url></urlset>",
    "<!DOCTYPE u [<!ENTITY a '<url><loc>http://x/b</loc></url>'>]><url><loc>http://x/a</loc></url>",
    "<!-- <url><loc>http://x/b</loc></url> --><urlset><url><loc>http://x/a</loc></url></urlset>",
    "<?php echo '<url>' ?><urlset><url><loc>http://x/a</loc></url></urlset>",
    "<urlset><url><i:image><i:loc>http://x/b</i:loc></i:image><loc>http://x/a</loc></url></urlset>",
    "<urlset><url><loc>http://x/a</loc></urlset>", "<url><loc>http://x/a</loc></url>",
    "\n\n<urlset><url>http://x/a</url></urlset>", "<urlset><url><loc>http://x/a</loc><url><lo",
    "Warning: x<br><urlset><url><loc>http://x/a</loc></url></urlset>",
    "http://x/a", "\n http://x/a \r\n\r\n# x\nftp://x/b\n", "\u{FEFF}http://x/a",
  ])
  func `the one page is found however it is written`(_ text: String) {
    #expect(locations(text) == ["http://x/a"])
  }

  @Test func `no entity is ever expanded`() {
    let bomb =
      "<!DOCTYPE u [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><url><loc>http://x/&b;&lt;</loc></url>"

    #expect(locations(bomb) == ["http://x/&b;<"])
  }

  @Test func `an address that is cut off by the end of the file is dropped`() {
    let file = parse("<urlset><url><loc>http://x/a</loc></url><url><loc>http://x/bc")

    #expect(file.entries.map(\.location) == ["http://x/a"])
    #expect(file.isTruncated)
  }

  @Test func `RSS gives the links of its items, not its own`() {
    let file = parse(
      """
      <rss><channel><link>http://x/</link><image><url>http://x/i.png</url></image>
      <item><title>a</title><link>http://x/a</link>
      <pubDate>Sun, 06 Nov 1994 08:49:37 GMT</pubDate></item>
      <item><guid>http://x/b</guid></item><item><guid isPermaLink="false">http://x/c</guid></item>
      <item><atom:link href="http://x/d"/><link><![CDATA[http://x/e]]></link>
      <dc:date>2009-01-02</dc:date></item>
      </channel></rss>
      """)

    #expect(file.kind == .rss)
    #expect(file.entries.map(\.location) == ["a", "b", "c", "e"].map { "http://x/" + $0 })
    #expect(
      file.entries.map { $0.date?.day.description } == ["1994-11-06", nil, nil, "2009-01-02"])
  }

  @Test func `Atom gives the alternate links of its entries`() {
    let file = parse(
      """
      <feed><link href="http://x/"/><entry><link rel="self" href="http://x/s"/>
      <link href='http://x/a?b&amp;c'/>
      <published>2009-01-01T00:00:00Z</published><updated>2009-02-01T00:00:00Z</updated></entry>
      <entry><id>http://x/b</id><updated>2009-03-01</updated>
      <published>2008-01-01</published></entry>
      <entry><id>urn:uuid:1</id></entry></feed>
      """)

    #expect(file.kind == .atom)
    #expect(
      file.entries == [
        .init(location: "http://x/a?b&c", lastModified: "2009-02-01T00:00:00Z"),
        .init(location: "http://x/b", lastModified: "2009-03-01"),
      ])
  }

  @Test(arguments: [
    "", "hello", "<html><body><url><loc>http://x/a</loc></url></body></html>", "\0\u{1}", "{}",
  ])
  func `what is no sitemap is unknown and empty`(_ text: String) {
    #expect(parse(text).kind == .unknown)
    #expect(parse(text).entries.isEmpty)
  }

  @Test func `gzip is seen by its magic bytes, also twice around`() {
    let plain = Array("<urlset><url><loc>http://x/a</loc></url></urlset>".utf8)
    let once = Gzip.compress(plain)

    #expect(SitemapFile.parse(once).entries.count == 1)
    #expect(SitemapFile.parse(Gzip.compress(once)).entries.count == 1)
  }

  @Test func `a gzip that breaks off gives what came`() {
    let pages = (0..<5_000).map {
      "<url><loc>http://x/\($0 &* 2_654_435_761 % 1_000_003)</loc></url>"
    }
    let whole = Gzip.compress(Array(("<urlset>" + pages.joined()).utf8))

    let file = SitemapFile.parse(Array(whole.prefix(whole.count / 2)))

    #expect(file.isTruncated)
    #expect((1_000..<5_000).contains(file.entries.count))
  }

  @Test func `a gzip bomb ends at the limit`() {
    let bomb = Gzip.compress([UInt8](repeating: 0x20, count: SitemapFile.maximumBytes + 1))

    #expect(SitemapFile.parse(bomb).isTruncated)
  }

  @Test func `entries past the limit are counted`() {
    let file = parse(
      "<urlset>" + String(repeating: "<url><loc>http://x/a</loc></url>", count: 50_002)
        + "</urlset>")

    #expect(file.entries.count == 50_000)
    #expect(file.omitted == 2)
  }

  @Test func `an overlong address is omitted`() {
    let file = parse(
      "<urlset><url><loc>http://x/\(String(repeating: "a", count: 9_000))</loc></url></urlset>")

    #expect(file.entries.isEmpty)
    #expect(file.omitted == 1)
  }

  @Test func `the declared encoding counts, and so do the marks of UTF-16`() {
    let text =
      "<?xml version='1.0' encoding='gb2312'?><url><loc>http://x/\u{516C}</loc></url>"
    let gbk = text.unicodeScalars.flatMap { $0 == "\u{516C}" ? [0xB9, 0xAB] : [UInt8($0.value)] }
    let utf16 = "\u{FEFF}<urlset><url><loc>http://x/公</loc></url></urlset>".utf16.flatMap {
      [UInt8($0 & 255), UInt8($0 >> 8)]
    }

    #expect(SitemapFile.parse(gbk).entries.map(\.location) == ["http://x/公"])
    #expect(SitemapFile.parse(utf16).entries.map(\.location) == ["http://x/公"])
  }

  @Test func `random and mutated files never trap and take linear time`() {
    let sample = Array(
      """
      <?xml version="1.0"?><!DOCTYPE u [<!ENTITY a "b">]>
      <urlset xmlns:i='u'><url><loc>http://x/a?b&amp;c</loc>
      <lastmod>2009-12-04T10:00:00+08:00</lastmod><i:i><i:loc>http://x/b</i:loc></i:i></url>
      <!-- c --><url><loc><![CDATA[http://x/d]]>
      </loc></url></urlset><rss><item><link>http://x/e</link>
      <guid isPermaLink="true">http://x/f</guid></item></rss>
      <feed><entry><link rel="alternate" href="http://x/g"/></entry></feed>
      """.utf8)
    var random = SeededRandom()

    for _ in 0..<3_000 {
      let bytes = random.mutated(sample)
      let file = SitemapFile.parse(bytes)
      #expect(file.entries.allSatisfy { !$0.location.isEmpty }, "seed \(SeededRandom.seed)")
      for entry in file.entries { _ = entry.date }
    }
    _ = SitemapFile.parse(random.bytes(200_000, alphabet: "<>!-[]/?url c='\"&;"))
  }

  @Test(arguments: [
    "<", "<!--", "<![CDATA[", "<url>", "<url><loc>", "<a b='", "&", "</", "<?", "<![",
  ])
  func `a long run of the same takes linear time`(_ part: String) {
    let text = "<urlset>" + String(repeating: part, count: 200_000 / part.utf8.count)
    let bytes = Array(text.utf8)
    let before = threadSeconds()

    _ = SitemapFile.parse(bytes)

    #expect(threadSeconds() - before < 6)
  }
}

/// Dates of feeds, sitemaps and headers.
@Suite struct `Web dates` {
  @Test(arguments: [
    ("2005-01-01T12:00:00Z", "2005-01-01T12:00:00Z"),
    ("2005-01-01T12:00:00+01:00", "2005-01-01T11:00:00Z"),
    ("2005-01-01T12:00:00.123-0500", "2005-01-01T17:00:00Z"),
    ("2005-01-01T12:00+08", "2005-01-01T04:00:00Z"),
    ("2005-01-01 12:00:00", "2005-01-01T04:00:00Z"), ("2005/1/1 12:00", "2005-01-01T04:00:00Z"),
    ("2005年1月1日 12:00", "2005-01-01T04:00:00Z"),
    ("Sun, 06 Nov 1994 08:49:37 GMT", "1994-11-06T08:49:37Z"),
    ("Sunday, 06-Nov-94 08:49:37 GMT", "1994-11-06T08:49:37Z"),
    ("Sun Nov  6 08:49:37 1994", "1994-11-06T00:49:37Z"),
    ("6 Nov 94 08:49 -0100", "1994-11-06T09:49:00Z"), ("2005-01-01", "2004-12-31T16:00:00Z"),
    ("20050101", "2004-12-31T16:00:00Z"), ("20050101T120000Z", "2004-12-31T16:00:00Z"),
    ("2005-02", "2005-01-31T16:00:00Z"), ("2005", "2004-12-31T16:00:00Z"),
    (" 2005-01-01T00:00:00z ", "2005-01-01T00:00:00Z"),
    ("6 November 2009", "2009-11-05T16:00:00Z"), ("2005-01-01T99:00:00Z", "2004-12-31T16:00:00Z"),
  ])
  func `dates are read in the forms in use`(_ text: String, _ moment: String) {
    #expect(WebDate(text)?.start.description == moment)
  }

  @Test(arguments: [
    "", "yesterday", "200501011", "20051301", "2005-13-01", "2005-02-30", "Sun, 99 Nov 1994",
    "05-01-01", "Nov", "6 Foo 1994",
  ])
  func `what is no date is none`(_ text: String) {
    #expect(WebDate(text) == nil)
  }
}
