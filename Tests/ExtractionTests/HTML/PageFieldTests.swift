import Documents
import Extraction
import Testing

@Suite("Fields of a page")
struct PageFieldTests {
  private func extract(_ page: String, url: String? = nil) -> ExtractedContent {
    Extractor.extract(bytes: Array(page.utf8), url: url, contentType: "text/html; charset=utf-8")
  }

  private let prose =
    "<p>市政府办公厅印发通知，要求各部门认真贯彻执行，确保各项扶持政策落实到位，切实减轻企业负担。</p>"

  @Test("47号 meta tags are read in any letter case and attribute order")
  func metaTags() {
    let content = extract(
      """
      <head><META CONTENT='蓉江市人民政府' NAME='SITENAME'><meta content="2009-12-04 10:00" name=pubdate>
      <meta name="ArticleTitle" content="<b>标题里有标记</b>"><meta name="ColumnType" content=""></head>\(prose)
      """)

    #expect(content.metadata.siteName == "蓉江市人民政府")
    #expect(content.date == CalendarDate(iso: "2009-12-04"))
    #expect(content.title == "标题里有标记")
    #expect(content.metadata.columnType.isEmpty)
  }

  @Test("the day of signing is not the day of publication")
  func twoDates() {
    let content = extract(
      "<table><tr><td>成文日期：</td><td>2009年12月1日</td><td>发布日期：</td><td>2009年12月4日</td></tr></table>"
        + prose)

    #expect(content.created == CalendarDate(iso: "2009-12-01"))
    #expect(content.date == CalendarDate(iso: "2009-12-04"))
  }

  @Test("labels with blanks inside and values in the next cell are found")
  func blanksInLabels() {
    let content = extract(
      "<table><tr><td>索　引　号</td><td>123/2009-1</td></tr><tr><th>有 效 性：</th><td>有效</td></tr></table>"
        + prose)

    #expect(content.metadata.indexNumber == "123/2009-1")
    #expect(content.metadata.validity == "有效")
  }

  @Test("a document's own number is taken, one cited in its body is not")
  func documentNumber() {
    let own = extract("<p>成办发〔2009〕12号</p>\(prose)")
    let cited = extract("<p>根据《关于扶持企业的意见》（成办发〔2009〕12号）的要求，现就有关事项通知如下：</p>\(prose)")

    #expect(own.metadata.documentNumber == "成办发〔2009〕12号")
    #expect(cited.metadata.documentNumber.isEmpty)
  }

  @Test("a day in Chinese numerals at the end is the signature")
  func signature() {
    #expect(extract("\(prose)<p>二〇〇九年十二月二十四日</p>").created == CalendarDate(iso: "2009-12-24"))
  }

  @Test(
    "a title element that names only the site gives way to the main text's own heading",
    arguments: [
      ("新闻动态--蓉江市地理学会官网", "<h5>蓉江市人文地理学术年会在大学城成功举行</h5>"),
      ("科普蓉江-辟谣", "<div class='rumor-title'>蓉江市人文地理学术年会在大学城成功举行</div>"),
    ])
  func siteTitle(title: String, heading: String) {
    let content = extract(
      "<title>\(title)</title><body><h3>首页 - 新闻动态</h3><div class='main'>\(heading)\(prose)\(prose)</div><h3>蓉江市地理学会</h3></body>"
    )

    #expect(content.title == "蓉江市人文地理学术年会在大学城成功举行")
  }

  @Test("a headline of two characters stands, where the title element goes on behind it")
  func shortHeadline() {
    let content = extract(
      "<title>夜雨_原文、翻译及赏析_诗词_读诗网</title><h1>夜雨</h1>\(prose)<h3>翻译及赏析</h3>\(prose)")

    #expect(content.title == "夜雨")
  }

  @Test("a year of two digits is read behind a label that announces the day, nowhere else")
  func shortYear() {
    #expect(
      extract("<span>发布时间：09-12-04</span><span>10:30</span>\(prose)").date
        == CalendarDate(iso: "2009-12-04"))
    #expect(
      extract("<span>发布时间：98-12-04</span>\(prose)").date == CalendarDate(iso: "1998-12-04"))
    #expect(extract("<span>比分 09-12-04</span>\(prose)").date == nil)
    #expect(extract("<span>发布时间：12-04</span>\(prose)").date == nil)
  }

  @Test("the day of the last change counts where nothing says the day of publication")
  func changed() {
    let change = "<meta itemprop='dateUpdate' content='2019-10-08 12:00:57'>"

    #expect(extract(change + prose).date == CalendarDate(iso: "2019-10-08"))
    #expect(
      extract("\(change)<span>发布时间：2019-10-01</span>\(prose)").date
        == CalendarDate(iso: "2019-10-01"))
  }

  @Test(
    "the day in a script's variable counts last, and only when all agree",
    arguments: [
      ("var ct = \"1581517074\";", "2020-02-12"), ("{\"publishTime\":1581523199000}", "2020-02-12"),
      ("{\"publishTime\":1581523200000}", "2020-02-13"),
      ("{\"pubDate\": \"2019-09-11T02:46:57\"}", "2019-09-11"),
      ("{publish_time:'2019-09-11'},{publish_time:'2019-09-12'}", nil),
      ("var ct = 15815", nil), ("setPublishTime(20190911)", nil),
      ("var publishTime = \"99999999999999999999\"", nil),
    ])
  func scripts(script: String, day: String?) {
    let content = extract("<script>\(script)</script>\(prose)\(prose)")

    #expect(content.date == day.flatMap { CalendarDate(iso: $0) })
  }

  @Test("links are absolute, each once, with their longest words")
  func links() {
    let content = extract(
      "\(prose)<a href='b.html#x'>乙</a><a href='./b.html'>乙的全名</a><a href='javascript:void(0)'>无</a>",
      url: "http://a.example/x/index.html")

    #expect(content.links == [ExtractedLink(url: "http://a.example/x/b.html", text: "乙的全名")])
  }

  @Test("robots, canonical and base are obeyed")
  func robots() {
    let content = extract(
      "<head><base href='/d/'><meta name='ROBOTS' content='NOINDEX,follow'><link rel=Canonical href='c.html'></head>\(prose)",
      url: "http://a.example/x/")

    #expect(content.noindex)
    #expect(!content.nofollow)
    #expect(content.canonical == "http://a.example/d/c.html")
  }

  @Test("the site's name is cut from the title")
  func siteName() {
    #expect(extract("<title>关于扶持资金的通知-蓉江市经信局</title>\(prose)").title == "关于扶持资金的通知")
  }
}
