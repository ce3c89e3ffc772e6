import Documents
import Indexer
import Testing

@Suite struct DocumentRuleTests {
  private func page(
    status: Int = 200, headers: [HTTPHeader] = [],
    url: String = "http://a.gov.cn/x/%E9%80%9A%E7%9F%A5.pdf"
  ) -> Page {
    Page(
      url: url, siteID: "a", fetchedAt: UnixTime(milliseconds: 1_700_000_000_000), status: status,
      headers: headers, body: [])
  }

  private func content(_ change: (inout ExtractedContent) -> Void) -> ExtractedContent {
    var content = ExtractedContent(type: .pdf)
    change(&content)
    return content
  }

  @Test func `A title is made of the text, else of the address, where there is none`() throws {
    let long = String(repeating: "长", count: 80)
    let fromText = try DocumentRule.decide(page(), content { $0.text = "\n第一行\n第二行" }).get()
    let cut = try DocumentRule.decide(page(), content { $0.text = long }).get()
    let titled = try DocumentRule.decide(page(), content { $0.title = "标题" }).get()

    #expect(fromText.title == "第一行")
    #expect(cut.title == String(repeating: "长", count: 60) + "…")
    #expect(titled.title == "标题")
  }

  @Test func `A date after the fetch is no date`() throws {
    let future = try DocumentRule.decide(
      page(),
      content {
        $0.title = "标题"; $0.date = CalendarDate(iso: "2099-01-01")
      }
    ).get()
    let past = try DocumentRule.decide(
      page(),
      content {
        $0.title = "标题"; $0.date = CalendarDate(iso: "2009-12-04")
      }
    ).get()

    #expect(future.date == nil)
    #expect(past.date?.description == "2009-12-04")
  }

  @Test(arguments: [
    ("noindex", true), ("NoFollow, NOINDEX", true), ("none", true), ("kuasou: noindex", true),
    ("googlebot: noindex", false), ("nofollow", false), ("", false),
  ])
  func `X-Robots-Tag is obeyed when it speaks to us`(value: String, forbids: Bool) {
    let result = DocumentRule.decide(
      page(headers: [HTTPHeader("X-Robots-Tag", value)]), content { $0.title = "标题" })

    #expect((result == .failure(.noindex)) == forbids)
  }

  @Test func `Errors and textless files give reasons`() {
    #expect(
      DocumentRule.decide(page(status: 404), content { $0.title = "x" }) == .failure(.status(404)))
    #expect(DocumentRule.decide(page(), content { _ in }) == .failure(.extraction(.noText)))
    #expect(
      DocumentRule.decide(page(), content { $0.failure = .encrypted })
        == .failure(.extraction(.encrypted)))
  }
}
