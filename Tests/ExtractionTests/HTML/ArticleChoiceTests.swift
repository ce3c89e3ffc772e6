import Documents
import Extraction
import Testing

/// Which part of a page is taken as its main text, beyond what the golden pages show.
@Suite struct ArticleChoiceTests {
  private func extract(_ html: String) -> ExtractedContent {
    Extractor.extract(bytes: Array(html.utf8), url: nil, contentType: "text/html; charset=utf-8")
  }

  private func prose(_ word: String, _ sentences: Int) -> String {
    (0..<sentences).map { "<p>\(word)的第\($0)段说明了有关事项，请各单位认真组织实施，并按时报送情况。</p>" }.joined()
  }

  @Test func `the one article element is the article, whatever long teasers follow`() {
    let page = extract(
      "<html><head><title>关于申报的通知</title></head><body><div><article><h1>关于申报的通知</h1>\(prose("正文", 4))</article>"
        + "<div>\(prose("别的新闻", 12))</div></div></body></html>")

    #expect(page.text.contains("正文的第3段"))
    #expect(!page.text.contains("别的新闻"))
  }

  @Test func `several article elements are no article`() {
    let page = extract(
      "<html><body><div id=list>"
        + (0..<3).map { "<article>\(prose("文章\($0)", 4))</article>" }.joined()
        + "</div></body></html>")

    #expect(page.text.contains("文章0"))
    #expect(page.text.contains("文章2"))
  }

  @Test func `a text that begins with its title leaves it to the title`() {
    let page = extract(
      "<html><head><title>关于申报的通知_某局</title></head><body><div><h1>关于申报的通知</h1>\(prose("正文", 4))</div></body></html>"
    )

    #expect(page.title == "关于申报的通知")
    #expect(page.text.hasPrefix("正文的第0段"))
  }

  @Test func `numbered posts are one thread, short answers and title included`() {
    let posts = ["如何申请补贴？我公司是高新技术企业，去年认定的，请问需要哪些材料，到哪里提交。", "同问", "打窗口电话吧", "去年的指南还有效"]
    let page = extract(
      "<html><head><title>如何申请补贴</title></head><body><div><h1>如何申请补贴</h1><div id=all>"
        + posts.enumerated().map { "<div id=\"post_\(5_000 + $0)\"><div><p>\($1)</p></div></div>" }
        .joined()
        + "</div></div></body></html>")

    for post in posts { #expect(page.text.contains(post)) }
  }

  @Test func `notices of rights are furniture`() {
    let page = extract(
      "<html><body><div>\(prose("正文", 4))<p>本网站内容版权所有，未经授权禁止复制或建立镜像。</p></div></body></html>")

    #expect(page.text.contains("正文的第3段"))
    #expect(!page.text.contains("版权所有"))
  }
}
