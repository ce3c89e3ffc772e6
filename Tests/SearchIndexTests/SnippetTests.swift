import Documents
import TestSupport
import Testing

@testable import SearchIndex

struct SnippetTests {
  private static let filler = String(repeating: "某某事项说明。", count: 60)

  private func snippet(_ title: String, _ text: String, _ query: String) -> Snippet {
    let terms = SnippetTerms(QueryParser.parse(query)) { _ in 1 }
    return SnippetMaker(terms: terms).snippet(
      Document(id: "a", url: "", siteID: "", title: title, text: text))
  }

  private func marked(_ text: HighlightedText) -> [String] {
    let bytes = Array(text.text.utf8)
    return text.highlights.map { String(decoding: bytes[$0], as: UTF8.self) }
  }

  private func marks(_ text: String, _ query: String) -> [String] {
    snippet("标题", text, query).fragments.flatMap(marked)
  }

  // MARK: What is marked

  @Test func `a run is marked as one, in title and text`() {
    let found = snippet("扶持资金办法", "设立扶持资金。", "扶持资金")

    #expect(marked(found.title) == ["扶持资金"])
    #expect(found.fragments.flatMap(marked) == ["扶持资金"])
  }

  @Test func `a query of 200 characters marks what it has room for`() {
    let run = String((0..<200).compactMap { Unicode.Scalar(0x4E00 + 7 * $0).map(Character.init) })

    let terms = SnippetTerms(QueryParser.parse(run)) { _ in 1 }

    #expect(terms.weights.count == SnippetTerms.slotLimit)
    #expect(marks("前文。\(run)。后文", run) == [String(run.prefix(65))])
    #expect(
      marks(run, "\(run.prefix(60)) \(run.suffix(60))") == [
        String(run.prefix(60)), String(run.suffix(60).prefix(6)),
      ])
  }

  @Test func `a part of a run is not marked where the text has the whole run`() {
    #expect(marks("专项资金和扶持资金，扶持企业。", "扶持资金") == ["扶持资金"])
  }

  @Test func `a part of a run is not marked in the title when the text has the whole run`() {
    let found = snippet("专项资金办法", "设立扶持资金。", "扶持资金")

    #expect(found.title.highlights.isEmpty)
    #expect(found.fragments.flatMap(marked) == ["扶持资金"])
  }

  @Test func `a part of a run is not marked in the text when the title has the whole run`() {
    let text = Self.filler + "专项资金。" + Self.filler
    let found = snippet("扶持资金办法", text, "扶持资金")

    #expect(marked(found.title) == ["扶持资金"])
    #expect(found.fragments.flatMap(marked) == [])
    #expect(found.fragments[0].text.contains("专项资金"), "it is still the place to show")
  }

  @Test func `without the whole run, stretches of half of its bigrams are marked`() {
    #expect(marks("扶持资，专项资金，持资金。", "扶持资金") == ["扶持资", "持资金"])
  }

  @Test func `without half a run, two bigrams in a row are marked rather than one`() {
    let text = "成都市的扶持工作，资金管理。"

    #expect(marks(text, "成都市扶持资金管理办法") == ["成都市", "资金管理"])
    #expect(marks("成都，市扶持，办法。", "成都市扶持资金管理办法") == ["市扶持"])
  }

  @Test func `a run of three characters is marked whole before its single bigrams`() {
    #expect(marks("财政厅，财政，政厅", "财政厅") == ["财政厅"])
    #expect(marks("财政，政厅", "财政厅") == ["财政", "政厅"])
  }

  @Test func `single bigrams are marked when nothing better occurs at all`() {
    #expect(marks("扶持企业，专项资金。", "扶持资金") == ["扶持", "资金"])
  }

  @Test func `runs that blanks separate are marked each by itself`() {
    #expect(marks("专项资金，扶持企业。", "扶持 资金") == ["资金", "扶持"])
  }

  @Test func `a run does not go on across a separator`() {
    #expect(marks("扶持，资金。扶持\n资金。", "扶持资金") == ["扶持", "资金", "扶持", "资金"])
  }

  @Test func `a run does not go on in another one of the query`() {
    #expect(marks("扶持资金扶，资金。", "扶持资 资金扶") == ["扶持资金扶"])
  }

  @Test func `repeated characters are one mark`() {
    #expect(marks("哈哈哈哈哈，哈哈", "哈哈哈") == ["哈哈哈哈哈"])
  }

  @Test func `a run whose bigrams recur is still found whole`() {
    #expect(marks("研究研究院，研究院。", "研究研究院") == ["研究研究院"])
  }

  @Test func `words and numbers are marked whole or not at all`() {
    #expect(marks("ＷＴＯ wtos 12009年 2009年 Wto", "wto 2009") == ["ＷＴＯ", "2009", "Wto"])
  }

  @Test func `a lone character and words of other scripts are marked`() {
    #expect(marks("水，河水 Привет", "水 привет") == ["水", "水", "Привет"])
  }

  @Test func `a phrase is marked whole`() {
    #expect(marks("资金扶持，扶持资金", "“扶持资金”") == ["扶持资金"])
  }

  @Test func `what is excluded is not marked`() {
    #expect(marks("扶持资金，企业。", "资金 -企业") == ["资金"])
  }

  @Test func `a 文号 is marked whole, and none of its parts elsewhere`() {
    let text = "成都市2009年12月第3号。根据成办发［2009］12号，成办发〔2009〕3号。"

    #expect(marks(text, "成办发〔2009〕12号") == ["成办发［2009］12号"])
  }

  @Test func `without the 文号 its parts are marked`() {
    #expect(marks("成办发的公告，2009年", "成办发〔2009〕12号") == ["成办发", "2009"])
  }

  // MARK: What is shown

  @Test func `the passage around the matches is shown, not the begin`() throws {
    let text = "\(Self.filler)市财政安排扶持资金，用于企业。\(Self.filler)"
    let found = snippet("标题", text, "扶持资金")

    let fragment = try #require(found.fragments.first)
    #expect(found.fragments.count == 1)
    #expect(fragment.text.hasPrefix("市财政安排扶持资金，"))
    #expect(fragment.isCutBefore && fragment.isCutAfter)
    #expect(fragment.text.count == 120)
  }

  @Test func `a window with the whole run is shown rather than a nearer one with more parts`() {
    let text = "扶持企业，资金，扶持，资金，持资。\(Self.filler)设立扶持资金。\(Self.filler)"
    let found = snippet("标题", text, "扶持资金")

    #expect(found.fragments.count == 1)
    #expect(found.fragments[0].text.hasPrefix("设立扶持资金。"))
  }

  @Test func `the window with most of the terms is shown`() {
    let text = "资金。资金。资金。\(Self.filler)扶持企业的资金。\(Self.filler)"
    let found = snippet("标题", text, "扶持 资金 企业")

    #expect(found.fragments.map(marked) == [["扶持企业", "资金"]])
  }

  @Test func `matches far apart give two passages in their order`() {
    let text = "申请扶持。\(Self.filler)安排资金。\(Self.filler)"
    let found = snippet("标题", text, "资金 扶持")

    #expect(found.fragments.count == 2)
    #expect(found.fragments.flatMap(marked) == ["扶持", "资金"])
    #expect(found.fragments.allSatisfy { $0.text.count <= 120 })
    #expect(found.fragments[1].text.hasPrefix("安排资金。"))
  }

  @Test func `rare terms are shown before frequent ones, by the index's numbers`() throws {
    let fixture = try IndexFixture()
    let text = ["企业", "项目", "扶持"].map { "\($0)。\(Self.filler)" }.joined()
    let wanted = Document(id: "a", url: "", siteID: "", title: "标题", text: text)
    let others = (0..<20).map {
      Document(id: "\($0)", url: "", siteID: "", title: "", text: "企业项目")
    }
    try fixture.add([wanted] + others)

    let found = try fixture.open().snippet(wanted, for: QueryParser.parse("企业 项目 扶持"))

    #expect(found.fragments.flatMap(marked) == ["企业", "扶持"])
  }

  @Test func `without the end of a sentence near, a passage begins after a comma`() {
    let text = String(repeating: "某", count: 80) + "，某某某某某资金" + Self.filler
    let found = snippet("标题", text, "资金")

    #expect(found.fragments.first?.text.hasPrefix("某某某某某资金") == true)
  }

  @Test func `a match at the end gets its passage from what is before`() {
    let found = snippet("标题", Self.filler + "安排资金", "资金")

    #expect(found.fragments.map(marked) == [["资金"]])
    #expect((90...120).contains(found.fragments[0].text.count))
    #expect(!found.fragments[0].isCutAfter)
  }

  @Test func `without a match the begin is shown, in one line`() {
    let found = snippet("标题", "\n 第一行\n第二行", "资金")

    #expect(found.fragments.map(\.text) == ["第一行 第二行"])
    #expect(found.fragments[0].highlights.isEmpty)
  }

  @Test func `a match beyond the limit is passed over`() {
    let limit = SnippetMaker.searchLimit
    let inside = String(repeating: "a ", count: limit / 2 - 3) + "资金 尾"
    let cut = String(repeating: "a ", count: limit / 2 - 2) + "资金"

    #expect(marks(inside, "资金") == ["资金"])
    #expect(marks(cut, "资金") == [])
  }

  @Test func `a word of any length gives a passage of bounded length`() {
    let word = String(repeating: "x", count: 5000)
    let found = snippet("标题", "前 \(word) 后", word.prefix(200) + "")
    let whole = snippet("标题", "前 \(String(word.prefix(200))) 后", String(word.prefix(200)))

    #expect(found.fragments.allSatisfy { $0.text.count <= 120 })
    #expect(whole.fragments.map(\.highlights) == [[0..<120]])
  }

  @Test func `any text and query give ranges that are ascending, apart and on character borders`() {
    var random = SeededRandom()
    let signs = Array("扶持资金。，\n aé\u{301}\u{20000}😀〔2009〕12号Ａя")
    func text(_ most: Int) -> String {
      String(
        (0..<Int.random(in: 0...most, using: &random)).compactMap { _ in
          signs.randomElement(using: &random)
        })
    }
    for _ in 0..<2000 {
      let (title, body, query) = (text(30), text(400), text(12))
      let found = snippet(title, body, query)

      #expect(found.fragments.count <= 2)
      for part in [found.title] + found.fragments {
        let bytes = Array(part.text.utf8)
        let borders = [0] + part.highlights.flatMap { [$0.lowerBound, $0.upperBound] }
        #expect(
          part.highlights.allSatisfy {
            !$0.isEmpty && $0.upperBound <= bytes.count
              && String(validating: bytes[$0], as: UTF8.self) != nil
          } && zip(borders.dropFirst(), borders.dropFirst(2)).allSatisfy { $0 < $1 },
          "\(query) in \(part), seed \(SeededRandom.seed)")
        #expect(part.text.unicodeScalars.count <= max(240, title.unicodeScalars.count))
      }
    }
  }

  @Test func `levels equal those worked out by comparing texts`() {
    var random = SeededRandom()
    let signs = Array("扶持资金，")
    for _ in 0..<3000 {
      let run = String(
        (0..<Int.random(in: 2...7, using: &random)).compactMap { _ in
          signs.dropLast().randomElement(using: &random)
        })
      let text = String(
        (0..<Int.random(in: 0...24, using: &random)).compactMap { _ in
          signs.randomElement(using: &random)
        })

      #expect(
        marks(text, run) == expectedMarks(text, run),
        "\(run) in \(text), seed \(SeededRandom.seed)")
    }
  }

  /// The rule of marks by comparing every stretch of a text with every part of the run.
  private func expectedMarks(_ text: String, _ run: String) -> [String] {
    let (text, run) = (Array(text), Array(run))
    let bigrams = run.count - 1
    var parts: [(Range<Int>, SnippetLevel)] = []
    for start in text.indices {
      for from in run.indices {
        var length = 0
        while start + length < text.count, from + length < run.count,
          text[start + length] == run[from + length]
        { length += 1 }
        let count = length - 1
        guard count >= 1 else { continue }
        let level: SnippetLevel =
          if count == bigrams { .whole } else if bigrams < 3 {
            .single
          } else if count * 2 >= bigrams { .half } else if count >= 2 { .several } else { .single }
        parts.append((start..<start + length, level))
      }
    }
    let best = parts.map(\.1).max()
    var isMarked = text.map { _ in false }
    for (range, level) in parts where level == best {
      for place in range { isMarked[place] = true }
    }
    var marks: [String] = []
    for place in text.indices where isMarked[place] {
      // Touching marks are one.
      if place > 0, isMarked[place - 1] {
        marks[marks.count - 1].append(text[place])
      } else {
        marks.append(String(text[place]))
      }
    }
    return marks
  }
}
