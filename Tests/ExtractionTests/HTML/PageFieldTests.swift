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
