import Bytes
import Documents
import SearchServer
import TestSupport
import Testing

@Suite("The page of results")
struct ResultsViewTests {
  private func holdings(_ siteName: String = "s") -> Holdings {
    Holdings(
      generation: 1, documents: 5,
      sites: [SiteEntry(label: SiteLabel(id: "s", name: siteName), documents: 5)])
  }

  private func page(with text: String, url: String) -> ResultPage {
    let marked = MarkedText(text, marks: [0..<1])
    let item = ResultItem(
      id: text, url: url, title: marked,
      fragments: [Fragment(marked, isCutBefore: true, isCutAfter: true)],
      siteID: "s", siteName: text, date: CalendarDate(iso: "2009-12-04"), type: .pdf,
      documentNumber: text, issuer: text)
    let facet = FacetValue(value: text, label: text, count: 1)
    return ResultPage(
      total: 11, items: [item], match: .any,
      facets: [FacetGroup(.site, [facet]), FacetGroup(.year, [facet])],
      absentWords: [text], notices: [text], elapsed: .milliseconds(3))
  }

  private func skeleton(_ text: String, url: String) -> PageSkeleton {
    var query = SearchQuery(text)
    query.site = text
    return PageSkeleton(
      ResultsView(query: query, page: page(with: text, url: url), holdings: holdings(text)).render()
    )
  }

  @Test("has the same tags, attributes and link targets whatever is shown on it")
  func resistsPayloads() {
    let harmless = skeleton("x", url: "https://a.gov.cn/")
    #expect(harmless.flaws.isEmpty && harmless.foreignLinks.isEmpty)

    for payload in Payloads.all where !payload.isEmpty {
      let shown = skeleton(payload, url: "https://a.gov.cn/")

      #expect(harmless.tags.elementsEqual(shown.tags), "payload \(payload)")
      #expect(shown.flaws.isEmpty, "payload \(payload)")
      #expect(shown.foreignLinks.isEmpty, "payload \(payload)")
    }
  }

  @Test("never makes a stored address a link out of the web, and never lets one break the page")
  func resistsAddresses() {
    let linked = skeleton("x", url: "https://a.gov.cn/").tags
    let unlinked = skeleton("x", url: "javascript:alert(1)").tags

    for payload in Payloads.all where !WebLink(payload).display.isEmpty {
      let shown = skeleton("x", url: payload)

      #expect(shown.tags == linked || shown.tags == unlinked, "address \(payload)")
      #expect(shown.flaws.isEmpty, "address \(payload)")
      #expect(shown.foreignLinks.isEmpty, "address \(payload)")
    }
  }

  @Test(
    "runs the Big List of Naughty Strings",
    .enabled(if: SharedData.has("suites/blns/blns.json"), "\(SharedData.absence)"))
  func readsNaughtyStrings() {
    #expect(Payloads.naughty.count > 400)
  }

  private func rendered(_ query: SearchQuery, _ page: ResultPage) -> String {
    String(
      decoding: ResultsView(query: query, page: page, holdings: holdings()).render(), as: UTF8.self)
  }

  private func items(_ count: Int) -> [ResultItem] {
    (0..<count).map {
      ResultItem(id: "\($0)", url: "https://a.gov.cn/\($0)", title: MarkedText("标题"))
    }
  }

  @Test("marks matches and joins fragments with an ellipsis where text is left out")
  func marksMatches() {
    let item = ResultItem(
      id: "1", url: "https://a.gov.cn/", title: MarkedText("扶持资金管理", marks: [0..<12]),
      fragments: [
        Fragment(MarkedText("甲资金", marks: [3..<9])),
        Fragment(MarkedText("乙"), isCutBefore: true, isCutAfter: true),
      ])

    let html = rendered(SearchQuery("资金"), ResultPage(total: 1, items: [item]))

    #expect(html.contains("<mark>扶持资金</mark>管理</a>"))
    #expect(html.contains("<p class=\"snippet\">甲<mark>资金</mark>…乙…</p>"))
  }

  @Test("shows site, date, type, document number and issuer")
  func showsFields() {
    let item = ResultItem(
      id: "1", url: "https://a.gov.cn/", title: MarkedText("t"), siteID: "s", siteName: "市经信局",
      date: CalendarDate(iso: "2009-12-04"), type: .pdf, documentNumber: "成办发〔2009〕12号",
      issuer: "市政府办公厅")

    let html = rendered(SearchQuery("a"), ResultPage(total: 1, items: [item]))

    #expect(html.contains("<time datetime=\"2009-12-04\">2009-12-04</time>"))
    for text in ["市经信局", ">PDF<", "成办发〔2009〕12号", "市政府办公厅", "a.gov.cn"] {
      #expect(html.contains(text))
    }
  }

  @Test("links the neighbouring pages and marks the present one")
  func pages() {
    let html = rendered(SearchQuery("a").at(page: 2), ResultPage(total: 35, items: items(10)))

    #expect(html.contains("<a href=\"/search?q=a\" rel=\"prev\">上一页</a>"))
    #expect(html.contains("<a href=\"/search?q=a&amp;page=3\" rel=\"next\">下一页</a>"))
    #expect(html.contains("aria-label=\"第 2 页\" aria-current=\"page\">2</a>"))
    #expect(html.contains("page=4"))
    #expect(!html.contains("page=5"))
    #expect(html.contains("start=\"11\""))
  }

  @Test("never links past the deepest page")
  func stopsAtDepth() {
    let html = rendered(
      SearchQuery("a").at(page: 100), ResultPage(total: 100_000, items: items(10)))

    #expect(!html.contains("page=101"))
    #expect(!html.contains("rel=\"next\""))
  }

  @Test("needs no pager for a single page")
  func omitsPager() {
    #expect(
      !rendered(SearchQuery("a"), ResultPage(total: 10, items: items(10))).contains(
        "class=\"pager\""))
  }

  @Test("says which words found nothing, and offers to drop the filters")
  func helpsWithNothing() {
    let html = rendered(
      SearchQuery("龘龘 企业").with(.year, "2008"),
      ResultPage(
        total: 0, items: [], absentWords: ["龘龘"],
        relaxations: [RelaxedQuery(filter: "2008 年", query: SearchQuery("龘龘 企业"), total: 1234)]))

    #expect(html.contains("没有找到与“龘龘 企业”相符的内容"))
    #expect(html.contains("没有任何内容含有“龘龘”"))
    #expect(html.contains("取消全部筛选条件再搜索"))
    #expect(html.contains("取消“2008 年”：1,234 条结果"))
    #expect(html.contains("href=\"/search?q=\(PercentCoding.encode("龘龘 企业"))\""))
  }

  @Test("says that it fell back to any word")
  func tellsFallback() {
    let html = rendered(
      SearchQuery("a b"), ResultPage(total: 1, items: items(1), match: .any, absentWords: ["b"]))

    #expect(html.contains("同时包含所有搜索词的内容没有或很少"))
    #expect(html.contains("没有任何内容含有“b”"))
  }

  @Test("leads back from behind the last page")
  func leadsBack() {
    let html = rendered(SearchQuery("a").at(page: 9), ResultPage(total: 12, items: []))

    #expect(html.contains("后面没有更多结果了"))
    #expect(html.contains("<a href=\"/search?q=a\">回到第 1 页</a>"))
  }

  @Test("keeps the filters that are set in the form, and drops each by a link")
  func keepsFilters() {
    let query = SearchQuery("a").with(.site, "s").with(.year, "2009").sorted(by: .date)

    let html = rendered(query, ResultPage(total: 1, items: items(1)))

    #expect(html.contains("<input type=\"hidden\" name=\"site\" value=\"s\">"))
    #expect(html.contains("<input type=\"hidden\" name=\"sort\" value=\"date\">"))
    #expect(html.contains("href=\"/search?q=a&amp;year=2009&amp;sort=date\""))
    #expect(html.contains("href=\"/search?q=a&amp;site=s&amp;sort=date\""))
  }

  @Test("folds long groups of filters and leaves out the one that is set")
  func foldsFacets() {
    let sites = (0..<20).map { FacetValue(value: "s\($0)", label: "站点\($0)", count: 20 - $0) }
    let page = ResultPage(
      total: 9, items: items(9),
      facets: [
        FacetGroup(.site, sites),
        FacetGroup(.year, [FacetValue(value: "2009", label: "2009 年", count: 9)]),
      ])

    let html = rendered(SearchQuery("a").with(.year, "2009"), page)

    #expect(html.contains("<summary>更多站点</summary>"))
    #expect(html.contains("站点19"))
    #expect(!html.contains("id=\"facet-year\""))
  }

  @Test(
    "stays under 40 KB, 16 KB on the wire with style sheet and script, when every field of ten answers is long"
  )
  func staysSmall() {
    let long = String(repeating: "成都市", count: 40)
    let item = ResultItem(
      id: "1", url: "https://a.gov.cn/\(String(repeating: "x", count: 100))",
      title: MarkedText(String(long.prefix(40))),
      fragments: [
        Fragment(MarkedText(long, marks: [0..<6])), Fragment(MarkedText(long, marks: [6..<12])),
      ],
      siteName: "市经济和信息化局", date: CalendarDate(iso: "2009-12-04"), type: .pdf,
      documentNumber: "成办发〔2009〕12号", issuer: "市人民政府办公厅")
    let sites = (0..<60).map { FacetValue(value: "s\($0)", label: "成都市某某局\($0)", count: 60 - $0) }
    let page = ResultPage(
      total: 5000, items: Array(repeating: item, count: 10), facets: [FacetGroup(.site, sites)])

    let bytes = ResultsView(query: SearchQuery("扶持资金"), page: page, holdings: holdings()).render()

    let assets = StaticAssets.shared
    let packed = Gzip.compress(bytes, level: 6).count
    #expect(bytes.count <= 40 * 1024)
    #expect(
      packed + assets.stylesheet.compressed.count + assets.script.compressed.count <= 16 * 1024)
  }
}
