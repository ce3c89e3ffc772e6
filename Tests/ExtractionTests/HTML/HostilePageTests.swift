import Documents
import Extraction
import Testing

@Suite("Hostile pages")
struct HostilePageTests {
  private func extract(_ page: String) -> ExtractedContent {
    Extractor.extract(bytes: Array(page.utf8), url: nil, contentType: "text/html")
  }

  private let prose = "这一段文字说明了有关事项，应当完整地保留在正文之中，不得遗漏任何一个字。"

  @Test("100,000 nested elements keep their text, within two seconds")
  func nesting() {
    let page = "<body>" + String(repeating: "<div>", count: 100_000) + "<p>\(prose)</p>"
    var content = ExtractedContent(type: .other)

    let time = ContinuousClock().measure { content = extract(page) }

    #expect(content.text == prose)
    #expect(time < .seconds(2))
  }

  @Test("100,000 attributes on one tag cost no quadratic time")
  func attributes() {
    let many = (0..<100_000).map { "a\($0)=x" }.joined(separator: " ")
    var content = ExtractedContent(type: .other)

    let time = ContinuousClock().measure { content = extract("<body \(many)><p>\(prose)</p>") }

    #expect(content.text == prose)
    #expect(time < .seconds(2))
  }

  @Test("50,000 end tags that close nothing below a deep stack are linear")
  func endTags() {
    let page =
      "<body>" + String(repeating: "<i>", count: 50_000) + "<p>\(prose)</p>"
      + String(repeating: "</b></div>", count: 50_000)

    let time = ContinuousClock().measure { _ = extract(page) }

    #expect(time < .seconds(2))
  }

  @Test("a NUL byte does not end the page")
  func nul() {
    #expect(extract("<body><p>前\u{0}后，\(prose)</p>").text.contains(prose))
  }

  @Test(
    "a script without an end hides what follows it, as in browsers, and the page is still answered")
  func openScript() {
    #expect(extract("<p>\(prose)</p><script>var a = '<p>不是正文，不是正文。</p>'").text == prose)
  }

  @Test("an empty file is said to be empty")
  func empty() {
    #expect(Extractor.extract(bytes: [], url: nil, contentType: nil).failure == .empty)
  }

  @Test("a page of markup only has no text and says so")
  func markupOnly() {
    #expect(extract("<html><body><div></div></body></html>").failure == .noText)
  }
}
