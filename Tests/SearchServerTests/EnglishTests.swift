import Testing

@testable import SearchServer

@Suite("The pages in English")
struct EnglishTests {
  private let site: SearchApplication

  init() throws {
    let sample = try SampleIndex(SampleIndex.forty())
    let index = CurrentIndex(folder: sample.index)
    _ = index.refresh()
    site = SearchApplication(index: index)
  }

  private func get(_ target: String) -> ServerResponse {
    site.respond(to: ServerRequest(.get, target))
  }

  private func text(_ target: String) -> String {
    String(decoding: get(target).body, as: UTF8.self)
  }

  /// The texts between tags that have Han characters.
  private func hanTexts(_ page: String) -> Set<Substring> {
    Set(
      page.split(separator: "<").compactMap { $0.split(separator: ">", maxSplits: 1).last }
        .filter { !$0.contains("跨搜") }
        .filter { $0.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) } })
  }

  @Test(
    "say nothing in Chinese that the Chinese page says, but the name",
    arguments: ["/", "/search?q=zzzz", "/search?q=zzzz&year=2009", "/search?q=zzzz&page=0"])
  func translatesAll(target: String) {
    let (english, chinese) = (text("/en\(target)"), text(target))

    #expect(english.contains("<html lang=\"en\">") && chinese.contains("<html lang=\"zh-CN\">"))
    let shared = hanTexts(english).intersection(hanTexts(chinese))
    #expect(shared.isEmpty)
  }

  @Test("lead to English pages, to the same page in Chinese, and back")
  func staysInEnglish() {
    let query = "%E6%89%B6%E6%8C%81%E8%B5%84%E9%87%91"
    let page = text("/en/search?q=\(query)")

    for link in page.split(separator: "href=\"").dropFirst().map({ $0.prefix { $0 != "\"" } })
    where link.hasPrefix("/") {
      let isPage = PageLanguage.isPage(String(link.prefix { $0 != "?" }))
      #expect(!isPage || link.contains("/search?q=\(query)"), "\(link)")
    }
    #expect(page.contains("action=\"/en/search\"") && page.contains("href=\"/en/help\""))
    #expect(page.contains("results in ") && page.contains("Saved copy"))
    #expect(page.contains("href=\"/search?q=\(query)\" lang=\"zh-CN\" hreflang=\"zh-CN\">中文</a>"))
    let chinese = text("/search?q=\(query)")
    #expect(
      chinese.contains("href=\"/en/search?q=\(query)\" lang=\"en\" hreflang=\"en\">English</a>"))
    #expect(get("/en/search").headers.contains { $0 == ("Location", "/en/") })
  }

  @Test(
    "are there for pages alone, and no path leads elsewhere",
    arguments: [
      "/en/api/v1/sites", "/en/robots.txt", "/en//evil.example", "//evil.example", "/en/x",
    ])
  func isForPages(target: String) {
    let answer = get(target)

    #expect(answer.status == 404)
    let page = String(decoding: answer.body, as: UTF8.self)
    #expect(page.contains("href=\"/en/\"") && !page.contains("evil"))
  }

  @Test("explain in English how to search, example by example")
  func explains() {
    let page = text("/en/help")

    #expect(get("/en").status == 200)
    #expect(page.contains("How to search") && page.contains("A minus before a word"))
    #expect(page.contains("href=\"/en/search?q="))
    #expect(!page.contains("几个词用空格隔开"))
  }
}
