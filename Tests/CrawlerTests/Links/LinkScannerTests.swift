import Charset
import Documents
import Testing

@testable import Crawler

@Suite struct `Links of a page` {
  private func scan(
    _ html: String, _ encoding: Encoding = .utf8, at page: String = "http://x.cn/a/b.html"
  ) throws -> LinkScan {
    LinkScanner.scan(
      html: Array(html.utf8), encoding: encoding, pageURL: try #require(WebURL(page)))
  }

  private func hrefs(_ html: String) throws -> [String] { try scan(html).links.map(\.url.href) }

  @Test(
    arguments: [
      ("<a href='c.html'>t</a>", LinkKind.anchor), ("<A HREF=c.html>t</A>", .anchor),
      ("<a\nhref = \"c.html\" >", .anchor),
      ("<a class=x href=c.html/", .anchor), ("<area href='c.html'>", .area),
      ("<frame src=c.html>", .frame),
      ("<iframe src='c.html'></iframe>", .frame), ("<embed src='c.html'>", .embedded),
      ("<object data='c.html'>", .embedded),
      ("<meta http-equiv='Refresh' content='0; URL=c.html'>", .refresh),
      ("<link rel='next' href='c.html'>", .next),
      ("<link href='c.html' rel='foo PREV'>", .previous),
      ("<link rel=canonical href=c.html>", .canonical),
      ("<link rel=alternate type='application/rss+xml' href=c.html>", .feed),
      ("<option value='http://x.cn/a/c.html'>", .option),
      ("<script>location.href = \"c.html\";</script>", .script),
      ("<p onclick=\"window.open('c.html')\">", .script),
      ("<a href=\"javascript:location='c.html'\">", .script),
    ] as [(String, LinkKind)])
  func `every kind of link is found`(_ html: String, _ kind: LinkKind) throws {
    let links = try scan(html).links

    #expect(links.map(\.kind) == [kind])
    #expect(links.map { $0.url.path.hasPrefix("/a/c.html") } == [true])
  }

  @Test(arguments: [
    "", "<a>", "<a href>", "<a href=''>", "<a href='#x'>", "<a href='javascript:void(0)'>",
    "<a href='mailto:a@b.c'>",
    "<a href='tel:1'>", "<a href='ftp://x/y'>", "<a href='http://'>", "<img src=c.png>",
    "<link rel=stylesheet href=c.css>",
    "<link rel=alternate hreflang=en href=c.html>", "<form action=c.html><input name=q></form>",
    "<!-- <a href=c.html> -->",
    "<script>var a = '<a href=c.html>'</script>", "<style>a { b: '<a href=c.html>' }</style>",
    "<title><a href=c.html></title>",
    "<textarea><a href=c.html></textarea>", "<option value='c.html'>", "<abbr href='c.html'>",
    "<meta content='0;url=c.html'>",
    "< a href=c.html>", "<?a href=c.html?>", "<![CDATA[<a href=c.html]]>",
    "<!doctype a href=c.html>", "</a href=c.html>",
  ])
  func `what is no link is none`(_ html: String) throws {
    #expect(try hrefs(html) == [])
  }

  // https://html.spec.whatwg.org/multipage/parsing.html#tokenization
  @Test(arguments: [
    ("<!--><a href=c>", 1), ("<!---><a href=c>", 1), ("<!-- --!><a href=c>", 1),
    ("<!-- > <a href=d> --><a href=c>", 1),
    ("<!- x><a href=c>", 1),
    ("<script><!-- <script> </script> <a href=d> --></script><a href=c>", 1),
    ("<script><!-- </script><a href=c>", 1), ("<style></styles><a href=d></style ><a href=c>", 1),
    ("<a href=c title='>'>", 1), ("<a title=\"'\" href=c>", 1), ("<a/href=c>", 1),
    ("<a href=c href=d>", 1), ("<a =x href=c>", 1),
    ("<a b='c'href=c>", 1), ("<3 <a href=c>", 1), ("<a href=c\0>", 1), ("<a href='c\n'>", 1),
    ("<noscript><a href=c></noscript>", 1),
    ("<template><a href=c></template>", 1), ("<noframes><a href=c></noframes>", 1),
  ])
  func `tags are cut as browsers cut them`(_ html: String, _ count: Int) throws {
    let links = try hrefs(html)

    #expect(links.count == count)
    #expect(links.first?.hasPrefix("http://x.cn/a/c") ?? false)
  }

  // Where a browser would lose the rest of the page, a crawler doesn't.
  @Test(arguments: [
    "<!-- never closed <p><a href=c>", "<title>never closed<a href=c>",
    "<p title=\"never closed><a href=c>",
    "<p title='never closed><a href=c>", "<style>never closed<a href=c>",
    "<script><!-- <script> </script><a href=c>",
    "<textarea>x<a href=c>",
  ])
  func `what was never closed doesn't swallow the page`(_ html: String) throws {
    #expect(try hrefs(html) == ["http://x.cn/a/c"])
  }

  @Test(arguments: [
    ("?a=1&amp;b=2", "?a=1&b=2"), ("?a=1&b=2", "?a=1&b=2"), ("?a=1&copy=2", "?a=1&copy=2"),
    ("?a=&lt;", "?a=%3C"),
    ("?a&#61;1", "?a=1"), ("?a&#x3d1", "?a%CF%91"), ("?a&copy;", "?a%C2%A9"),
    ("?a&copyx", "?a&copyx"), ("?a&copy", "?a%C2%A9"),
    ("?&nosuch;", "?&nosuch;"), ("?&#0;", "?%EF%BF%BD"), ("?&#99999999999;", "?%EF%BF%BD"),
    ("?&", "?&"), ("?&#;", "?&"),
  ])
  func `character references in addresses are resolved as in attributes`(
    _ address: String, _ query: String
  ) throws {
    let links = try hrefs("<a href=\"\(address)\">")

    #expect(links == ["http://x.cn/a/b.html" + query])
  }

  @Test func `addresses are relative to the base, wherever it stands`() throws {
    let found = try scan("<a href=c></a><base href='/z/'><base href='/y/'><a href=d>")

    #expect(found.base.href == "http://x.cn/z/")
    #expect(found.links.map(\.url.href) == ["http://x.cn/z/c", "http://x.cn/z/d"])
  }

  @Test func `a base of another scheme is ignored`() throws {
    #expect(try scan("<base href='javascript:x'><a href=c>").base.href == "http://x.cn/a/b.html")
  }

  @Test func `each address is named once, without its fragment`() throws {
    #expect(try hrefs("<a href=c#1><a href=c#2><a href='/a/c'><a href=c>") == ["http://x.cn/a/c"])
  }

  @Test func `GBK pages: paths go out as UTF-8, queries as GBK`() throws {
    let html =
      Array("<a href='/".utf8) + [0xB9, 0xAB] + Array("?q=".utf8) + [0xB9, 0xAB] + Array("'>".utf8)
      + [0xB9, 0xAB, 0xBF, 0xAA]
    let page = try #require(WebURL("http://x.cn/"))

    let link = try #require(LinkScanner.scan(html: html, encoding: .gbk, pageURL: page).links.first)

    #expect(link.url.href == "http://x.cn/%E5%85%AC?q=%B9%AB")
  }

  @Test func `second bytes that look like quotes or brackets don't mislead`() throws {
    // 0x5C, 0x7C and 0x60 are second bytes of GBK characters; none below 0x40 is.
    let html =
      Array("<a title='".utf8) + [0x81, 0x5C, 0x81, 0x7C, 0x81, 0x60] + Array("' href=c>".utf8)
    let page = try #require(WebURL("http://x.cn/"))

    #expect(LinkScanner.scan(html: html, encoding: .gbk, pageURL: page).links.count == 1)
  }

  @Test(arguments: [Encoding.utf16LE, .utf16BE])
  func `UTF-16 is decoded first`(_ encoding: Encoding) throws {
    let html = "<a href='公?q=公'>公</a>".utf16.flatMap {
      encoding == .utf16LE ? [UInt8($0 & 255), UInt8($0 >> 8)] : [UInt8($0 >> 8), UInt8($0 & 255)]
    }
    let page = try #require(WebURL("http://x.cn/"))

    let links = LinkScanner.scan(html: html, encoding: encoding, pageURL: page).links

    #expect(links.map(\.url.href) == ["http://x.cn/%E5%85%AC?q=%E5%85%AC"])
  }

  @Test func `nofollow is told of links and pages`() throws {
    let found = try scan(
      "<a rel='external NoFollow' href=c><a href=d><a rel=nofollow href=e><a href=e>")
    let page = try scan("<meta name=ROBOTS content='NoFollow'><a href=c>")

    #expect(found.links.map(\.noFollow) == [true, false, false])
    #expect(page.links.map(\.noFollow) == [true])
    #expect(page.robots.noFollow)
  }

  @Test func `meta robots, canonical and refresh are told`() throws {
    let found = try scan(
      "<meta name='robots' content='noindex'><meta content='noarchive' name='kuasou'>"
        + "<link rel='Canonical' href='/c'>"
        + "<meta http-equiv=refresh content='5;URL=\"d.html\"'>")

    #expect(found.robots.noIndex && found.robots.noArchive)
    #expect(found.canonical?.href == "http://x.cn/c")
    #expect(
      found.refresh == PageRefresh(url: try #require(WebURL("http://x.cn/a/d.html")), seconds: 5))
  }

  // https://html.spec.whatwg.org/multipage/semantics.html#shared-declarative-refresh-steps
  @Test(
    arguments: [
      ("0;url=c", "c"), ("0; url = c", "c"), ("5,URL='c'd", "c"), ("0 c", "c"), ("1.5;c", "c"),
      (".5; url=c", "c"), ("0;url", "url"),
      ("0;urlx=c", "urlx=c"), ("5", nil), ("url=c", nil), ("", nil), ("0;", nil), ("0;url=", nil),
      ("5url=c", nil),
    ] as [(String, String?)])
  func `refresh contents are read as browsers read them`(_ content: String, _ address: String?) {
    let refresh = RefreshContent(Array(content.utf8))

    #expect(refresh.map { String(decoding: $0.address, as: UTF8.self) } == address)
  }

  @Test(arguments: [
    "location='/c/d'", "window.location = \"/c/d\";", "location.href='/c/d'",
    "top.location.href = '/c/d'", "self.location='\\/c\\/d'",
    "document.location=`/c/d`", "location.replace('/c/d')", "location . assign ( '/c/d' )",
    "window.open('/c/d')", "open('/c/d','_blank')",
    "window.open(\"/c/d\", 'x', 'width=1')", "if(a){location='\\x2fc\\u002fd'}",
    "javascript:window.open('/c/d')", "parent.Location='/c/d'",
  ])
  func `simple addresses in scripts are found`(_ script: String) throws {
    #expect(try hrefs("<script>\(script)</script>") == ["http://x.cn/c/d"])
    #expect(
      try hrefs("<b onclick=\"\(script.replacing("\"", with: "&quot;"))\">") == ["http://x.cn/c/d"])
  }

  @Test(arguments: [
    "location=='/c/d'", "location='/c/'+d", "location=d+'/c'", "xlocation='/c'", "locations='/c'",
    "x.open('GET','/c')", "reopen('/c')",
    "request.open('/c')", "location.hash='/c'", "location='top'", "location='/c d'",
    "location='/{{c}}'", "location='#/c'",
    "location='javascript:c.d()'", "location.href.replace('/c','/d')", "location='/c",
    "location=\"/c\n\"", "window.open('')",
    "window.open('about:blank')", "location.href.indexOf('/c')", "location='/c'.concat(d)",
  ])
  func `what would have to be evaluated isn't`(_ script: String) throws {
    #expect(try hrefs("<script>\(script)</script>") == [])
  }

  @Test func `javascript addresses may be percent-encoded`() throws {
    #expect(try hrefs("<a href=\"javascript:window.open(%27/c%27)\">") == ["http://x.cn/c"])
  }
}
