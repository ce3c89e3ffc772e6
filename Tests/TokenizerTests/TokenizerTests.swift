import TestSupport
import Testing
import Tokenizer

struct TokenizerTests {
  private func texts(_ text: String, _ stream: TokenStream = .body) -> [String] {
    tokens(of: text, stream).map(\.text)
  }

  @Test func `a run of Han characters gives overlapping bigrams`() {
    #expect(texts("扶持资金") == ["扶持", "持资", "资金"])
  }

  @Test func `a lone Han character is a token of itself`() {
    let found = tokens(of: "a 市 b")

    #expect(found.map(\.text) == ["a", "市", "b"])
    #expect(found.map(\.kind) == [.word, .hanUnigram, .word])
  }

  @Test func `words are lower-cased and full-width forms folded`() {
    #expect(texts("ＬＥＤ灯具 Pdf2０") == ["led", "灯具", "pdf20"])
  }

  @Test func `traditional characters, variants and compatibility ideographs fold`() {
    #expect(texts("國務院") == ["国务", "务院"])
    #expect(texts("著 着 裏 里 衆 \u{F90A}") == ["着", "着", "里", "里", "众", "金"])
    #expect(texts("臺灣", .characters) == ["台", "湾"])
  }

  @Test func `what a character folds to folds to itself`() {
    for value in UInt32(0x3000)...0x30000 {
      let folded = HanFolding.fold(value)
      #expect(
        HanFolding.fold(folded) == folded && CodePoint.isHan(folded) == CodePoint.isHan(value))
    }
  }

  @Test func `a run of digits is a number, with a letter a word`() {
    #expect(tokens(of: "2009 3G").map(\.kind) == [.number, .word])
  }

  @Test func `punctuation separates and leaves no token`() {
    #expect(texts("〔2009〕12号，通知。") == ["2009", "12", "号", "通知"])
  }

  @Test func `every Han character is in the characters stream`() {
    #expect(texts("成都市a", .characters) == ["成", "都", "市"])
  }

  @Test func `every Han character begins a bigram, is alone, or ends a run`() {
    var random = SeededRandom()
    let parts = Array("扶持资金，a 𠀀。1办理")
    for _ in 0..<200 {
      let text = String((0..<20).map { _ in parts.randomElement(using: &random) ?? "." })
      var ends = RunEnds()
      tokenize(text.utf8.span, into: &ends)
      #expect(ends.firsts.sorted() == ends.characters.sorted(), "\(text)")
    }
  }

  @Test func `pairs of Han characters come as body tokens to who does not ask for pairs`() {
    var random = SeededRandom()
    let parts = Array("扶持資金，a 𠀀㐀一鿿。1办理ꀀ").map { Array(String($0).utf8) } + [[0xE4, 0xB8], [0xFF]]
    for _ in 0..<500 {
      let text = (0..<20).flatMap { _ in parts.randomElement(using: &random) ?? [] }
      var (pairs, tokens) = (PairList(), KeyList())
      tokenize(text.span, into: &pairs)
      tokenize(text.span, into: &tokens)
      #expect(pairs.list.found == tokens.found, "\(text), seed \(SeededRandom.seed)")
    }
  }

  @Test func `words of other scripts are in the characters stream, lower-cased`() {
    #expect(texts("Привет かな 한국 Élan", .characters) == ["привет", "かな", "한국", "é"])
  }

  @Test func `byte ranges show where a token stands`() {
    let found = tokens(of: "a资金")

    #expect(found.map(\.bytes) == [0..<1, 1..<7])
  }

  @Test func `in a phrase every second bigram stands exactly two positions on`() {
    let found = tokens(of: "扶持资金办法")

    #expect(found.map(\.position) == [0, 1, 2, 3, 4])
  }

  @Test func `one position stays free after a run, so that nothing adjoins across it`() {
    let found = tokens(of: "扶持，资金")

    #expect(found.map(\.position) == [0, 3])
  }

  @Test func `bytes that are no UTF-8 separate and never trap`() {
    var collected = Keys()
    let bytes: [UInt8] = [0xE6, 0x89, 0x61, 0xFF, 0xE8, 0xB5, 0x84, 0xC0, 0x80, 0xF5, 0xE9]

    tokenize(bytes.span, into: &collected)

    #expect(collected.keys.map { TokenKey.spelling(of: $0) } == ["a", "资"])
  }

  @Test func `any bytes give tokens inside the text, in order`() {
    var random = SeededRandom()
    for _ in 0..<300 {
      let bytes = random.bytes(Int.random(in: 0...80, using: &random))
      var collected = Keys()

      tokenize(bytes.span, into: &collected)

      #expect(collected.ranges.allSatisfy { $0.upperBound <= bytes.count && !$0.isEmpty })
      #expect(collected.positions == collected.positions.sorted(), "seed \(SeededRandom.seed)")
    }
  }

  @Test func `the body stream is that of the reference rule`() {
    var random = SeededRandom()
    let alphabet = Array("扶持资金市〇㐀a Z９,。Ａé\u{20000}\n1K和々")
    for _ in 0..<500 {
      let count = Int.random(in: 0...30, using: &random)
      let text = String((0..<count).compactMap { _ in alphabet.randomElement(using: &random) })

      #expect(texts(text) == Reference.tokens(text), "\(text) seed \(SeededRandom.seed)")
    }
  }

  @Test func `a word of up to seven bytes is spelled by its key, a longer one by its text`() {
    let found = tokens(of: "abcdefg abcdefgh")

    #expect(TokenKey.spelling(of: found[0].key) == "abcdefg")
    #expect(TokenKey.isHashed(found[1].key))
    #expect(found[1].text == "abcdefgh")
    #expect(found[1].key == TokenKey.word(Array("abcdefgh".utf8)))
  }

  @Test func `keys leave the bits of a field's number free`() {
    let keys = tokens(of: "资金 a abcdefg abcdefghijklmnopqrstuvwxyz \u{3FFFD}\u{3FFFD}", .all).map(
      \.key)

    #expect(keys.allSatisfy { $0 >> 58 & 0xF == 0 })
  }
}

/// The rule of the shared benchmark tools (prep.py), written down again as plainly as can be.
private enum Reference {
  static func tokens(_ text: String) -> [String] {
    var found: [String] = []
    var run: [Unicode.Scalar] = []
    var word = ""
    func endRun() {
      if run.count == 1 { found.append(String(run[0])) }
      for (left, right) in zip(run, run.dropFirst()) { found.append("\(left)\(right)") }
      run = []
    }
    func endWord() {
      if !word.isEmpty { found.append(word) }
      word = ""
    }
    for scalar in text.lowercased().unicodeScalars {
      let value = scalar.value
      let folded =
        (0xFF01...0xFF5E).contains(value) ? Unicode.Scalar(value - 0xFEE0) ?? " " : scalar
      if isHan(folded.value) {
        endWord()
        run.append(folded)
      } else if folded.isASCII,
        folded.properties.isAlphabetic || folded.properties.numericType != nil
      {
        endRun()
        word.unicodeScalars.append(folded)
      } else {
        endRun()
        endWord()
      }
    }
    endRun()
    endWord()
    return found
  }

  private static func isHan(_ value: UInt32) -> Bool {
    value == 0x3007 || (0x3400...0x4DBF).contains(value) || (0x4E00...0x9FFF).contains(value)
      || (0xF900...0xFAFF).contains(value) || (0x20000...0x3FFFF).contains(value)
  }
}

private struct Keys: TokenSink {
  var keys: [UInt64] = []
  var positions: [UInt32] = []
  var ranges: [Range<Int>] = []

  mutating func bodyToken(
    _ kind: TokenKind, key: UInt64, position: UInt32, start: Int, end: Int
  ) {
    keys.append(key)
    positions.append(position)
    ranges.append(start..<end)
  }
}

/// The positions of Han characters as a character's own stream has them, and as the body's stream and the ends of runs do.
private struct RunEnds: TokenSink {
  var characters: [UInt32] = []
  var firsts: [UInt32] = []

  mutating func bodyToken(_ kind: TokenKind, key: UInt64, position: UInt32, start: Int, end: Int) {
    if kind == .hanBigram || kind == .hanUnigram { firsts.append(position) }
  }

  mutating func hanCharacter(key: UInt64, position: UInt32, start: Int, end: Int) {
    characters.append(position)
  }

  mutating func hanRunEnd(key: UInt64, position: UInt32) { firsts.append(position) }
}

/// Key, position, start and end of each token of the body stream.
private struct KeyList: TokenSink {
  var found: [[UInt64]] = []

  mutating func bodyToken(_ kind: TokenKind, key: UInt64, position: UInt32, start: Int, end: Int) {
    found.append([key, UInt64(position), UInt64(start), UInt64(end)])
  }
}

/// The same of one that takes pairs of characters by themselves.
private struct PairList: TokenSink {
  var list = KeyList()

  mutating func bodyToken(_ kind: TokenKind, key: UInt64, position: UInt32, start: Int, end: Int) {
    #expect(kind != .hanBigram)
    list.bodyToken(kind, key: key, position: position, start: start, end: end)
  }

  mutating func hanBigram(
    _ first: UInt32, _ second: UInt32, position: UInt32, start: Int, end: Int
  ) {
    let key = TokenKey.bigram(first, second)
    list.bodyToken(.hanBigram, key: key, position: position, start: start, end: end)
  }
}
