import Bytes
import SearchIndex
import TestSupport
import Testing

@testable import Editorial

@Suite("What editors write")
struct EditorialTests {
  private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  @Test("synonyms are read line by line, and each wrong line is named")
  func readsSynonyms() {
    let file = SynonymsFile(
      bytes(
        "\u{FEFF}# 同义词\n扶持, 扶植、资助\n\n社保 => 社会保险\r\n扶持\na => b => c\n => b\n"
          + String(repeating: "长", count: 33) + ", 短\n"),
      path: "synonyms.txt")

    #expect(file.synonyms.count == 4)
    #expect(file.problems.map(\.line) == [5, 6, 7, 8])
    #expect(file.problems[0].description == "synonyms.txt:5: it names fewer than two words")
    #expect(file.problems.allSatisfy { !$0.help.isEmpty })
  }

  @Test("best bets are found by their queries, and each wrong line is named")
  func readsBestBets() {
    let bets = BestBets(
      bytes(
        """
        扶持资金, 资金 扶持 | 申报系统 | https://jxw.example.gov.cn/zjsb | 每年三月受理
        ＬＥＤ｜灯具｜http://a.gov.cn
        x | y | javascript:alert(1)
        x | y
         | y | http://a.gov.cn
        x |  | http://a.gov.cn
        """), path: "best-bets.txt")

    #expect(bets.pages(for: "扶持资金").map(\.title) == ["申报系统"])
    #expect(bets.pages(for: " 资金　扶持 ").map(\.note) == ["每年三月受理"])
    #expect(bets.pages(for: "led").map(\.url) == ["http://a.gov.cn/"])
    #expect(bets.pages(for: "扶持").isEmpty && bets.pages(for: "x").isEmpty)
    #expect(bets.problems.map(\.line) == [3, 4, 5, 6])
  }

  @Test("preferences are read line by line, and each wrong line is named")
  func readsRanking() {
    let file = RankingFile(
      bytes(
        """
        # 排序
        freshness = 0.1, 730d
        site jxw = 1.2
        kind portal ＝ 0.9
        freshness = 0.6, 730d
        freshness = 0.1, 3h
        site jxw = 3
        site jxw = nan
        kind 门户 = 1
        jxw = 1.1
        """), path: "ranking.txt")

    #expect(file.preferences.freshness == 0.1 && file.preferences.halfLife == 730)
    #expect(file.preferences.siteWeights == ["jxw": 1.2])
    #expect(file.preferences.kindWeights == ["portal": 0.9])
    #expect(file.problems.map(\.line) == [5, 6, 7, 8, 9, 10])
    #expect(file.problems.allSatisfy { !$0.help.isEmpty })
  }

  @Test("bytes that are no text, and too many lines, are refused as a whole")
  func refusesWholeFiles() {
    let many = String(repeating: "a, b\n", count: 10_001)

    #expect(SynonymsFile([0xFF, 0xFE], path: "s").problems.map(\.line) == [0])
    #expect(BestBets([0xFF, 0xFE], path: "s").problems.map(\.line) == [0])
    #expect(SynonymsFile(bytes(many), path: "s").problems.map(\.line) == [10_001])
  }

  @Test("any bytes give words or problems")
  func takesAnything() {
    var random = SeededRandom()
    let pieces = ["扶持", ",", "=>", "|", "\n", "http://a", "、", " ", "#", "\u{0}", "｜", "a"]
    for _ in 0..<500 {
      var text = ""
      for _ in 0..<Int.random(in: 0...30, using: &random) {
        text += pieces.randomElement(using: &random) ?? ""
      }
      let count = text.split(whereSeparator: \.isNewline).count
      #expect(SynonymsFile(bytes(text), path: "s").problems.count <= count)
      #expect(BestBets(bytes(text), path: "s").problems.count <= count)
      #expect(RankingFile(bytes(text), path: "s").problems.count <= count)
    }
  }
}
