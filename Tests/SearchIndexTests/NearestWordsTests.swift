import Documents
import TestSupport
import Testing

@testable import SearchIndex

struct NearestWordsTests {
  private func near(_ word: String, _ known: Set<String>) -> [String] {
    NearestWords { known.contains(String(decoding: $0, as: UTF8.self)) }
      .words(for: Array(word.utf8)).map { String(decoding: $0, as: UTF8.self) }
  }

  @Test func `words written without blanks are cut into the fewest known ones`() {
    let known: Set = ["php", "storm", "phpstorm", "git", "ignore", "gitignore", "led"]

    #expect(near("phpstormgitignore", known) == ["phpstorm", "gitignore"])
    #expect(near("ledphp", known) == ["led", "php"])
    #expect(near("phpx", known) == ["php"], "else the most of it that is known")
    #expect(near("vivoy53l", ["vivoy53", "vivo"]) == ["vivoy53"])
    #expect(near("enramycin", ["enramycina"]) == ["enramycina"])
    #expect(near("xyzw", known).isEmpty && near("ph", ["php"]).isEmpty)
    #expect(near("naïveté", ["naïve"]).isEmpty)
  }

  @Test func `any word is answered in bounded time`() {
    var random = SeededRandom()
    for _ in 0..<200 {
      let word = (0..<Int.random(in: 0...80, using: &random)).map { _ in
        UInt8.random(in: 97...99, using: &random)
      }
      var asked = 0
      let words = NearestWords { part in
        asked += 1
        return part.count == 3
      }.words(for: word)
      #expect(asked <= 1000)
      #expect(words.isEmpty || words.joined().count <= word.count + 1)
    }
  }

  @Test func `a query's unknown word is replaced, said, and found`() throws {
    let fixture = try IndexFixture()
    let writer = try IndexWriter(store: fixture.store)
    for (id, text) in [("a", "安装 phpstorm 与 gitignore 的办法"), ("b", "扶持资金")] {
      try writer.add(Document(id: id, url: "", siteID: "s", title: "", text: text))
    }
    _ = try writer.commit(highWaterMark: HighWaterMark(), sites: [])
    let reader = try fixture.open()
    func ids(_ text: String) -> [String] {
      let query = reader.known(QueryParser.parse(text))
      return reader.search(SearchRequest(query: query)).hits.compactMap { reader.document($0)?.id }
    }

    let query = reader.known(QueryParser.parse("phpstormgitignore"))

    #expect(query.notes == ["没有文件含有“phpstormgitignore”，已按“phpstorm gitignore”查找。"])
    #expect(ids("phpstormgitignore") == ["a"] && ids("安装 PHPStormGitignore") == ["a"])
    #expect(reader.known(QueryParser.parse("phpstorm 扶持")) == QueryParser.parse("phpstorm 扶持"))
    #expect(ids("-phpstormx 扶持") == ["b"], "what is left out is not guessed")
  }
}
