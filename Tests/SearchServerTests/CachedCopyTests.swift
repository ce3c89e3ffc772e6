import Documents
import Foundation
import SearchServer
import Testing

@Suite("The cached copy")
struct CachedCopyTests {
  private let hostile = "<script>alert(1)</script>"
  private let query = PercentCoding.encode("扶持资金")

  private func site() throws -> Site {
    var document = SampleIndex.document(
      1, title: "扶持资金\(hostile)", text: "第一段没有。\n\n企业可以申请扶持资金\(hostile)。\n  \n最后一段。")
    document.fetchedAt = UnixTime(milliseconds: 1_259_960_400_000)
    return try Site([
      document, SampleIndex.document(2, url: "javascript:alert(1)"),
    ])
  }

  private let id = PercentCoding.encode("https://jxw.example.gov.cn/1.html")

  @Test("shows the whole text by paragraphs, as of its day in China, what was searched marked")
  func showsText() throws {
    let page = try site().text("/cached?id=\(id)&q=\(query)")

    #expect(page.contains("2009-12-05 保存的文字副本"))
    #expect(page.contains("<p>第一段没有。</p>") && page.contains("<p>最后一段。</p>"))
    #expect(page.contains("<p>企业可以申请<mark>扶持资金</mark>&lt;script"))
    #expect(page.contains("<h1><mark>扶持资金</mark>&lt;script"))
    #expect(page.contains("href=\"https://jxw.example.gov.cn/1.html\""))
    #expect(page.contains("<meta name=\"robots\" content=\"noindex\">"))
    #expect(!page.contains("<script>alert"))
  }

  @Test("marks nothing without a query, and leads nowhere by a dangerous address")
  func showsPlain() throws {
    let page = try site().text("/cached?id=\(PercentCoding.encode("javascript:alert(1)"))")

    #expect(page.contains("企业可以申请扶持资金。") && !page.contains("<mark>"))
    #expect(!page.contains("href=\"javascript"))
  }

  @Test(
    "is not there for what is not in the index",
    arguments: ["/cached", "/cached?id=", "/cached?id=a", "/api/v1/document?id=a"])
  func isMissing(target: String) throws { #expect(try site().get(target).status == 404) }

  @Test("is what a hit links to, and what programs get with all fields")
  func isLinked() throws {
    let site = try site()
    let results = site.text("/search?q=\(query)")
    let answer = try #require(
      JSONSerialization.jsonObject(with: Data(site.get("/api/v1/document?id=\(id)").body))
        as? [String: Any])

    #expect(results.contains("href=\"/cached?id=\(id)&amp;q=\(query)\""))
    #expect(answer["text"] as? String == "第一段没有。\n\n企业可以申请扶持资金\(hostile)。\n  \n最后一段。")
    #expect(
      answer["issuer"] as? String == "市政府办公厅" && (answer["column"] as? String)?.isEmpty == false)
    #expect(answer["fetchedAt"] as? String == "2009-12-04T21:00:00Z")
  }

  @Test("keeps marks on their words when a text is taken apart by lines")
  func splitsMarks() {
    let text = "甲乙\n丙丁\n\n戊"
    let marks = MarkedText(text, marks: [3..<10, 14..<18]).lines

    #expect(marks.map(\.text) == ["甲乙", "丙丁", "戊"])
    #expect(marks.map(\.marks) == [[3..<6], [0..<3], [0..<3]])
  }
}
