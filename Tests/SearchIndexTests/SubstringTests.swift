import Bytes
import Documents
import Foundation
import TestSupport
import Testing
import Tokenizer

@testable import SearchIndex

/// Every piece of an indexed page that has a Han character finds that page.
struct SubstringTests {
  private static let alphabet = Array(
    "资金扶持企业專項資金臺灣办理市財政局發展一二三，。、；（）《》〔〕 \n\tA股LED2009年１２é한か-：:·…%/")

  /// Documents of random texts in simplified and traditional characters, digits, letters, signs and blanks.
  private static func randomDocuments(_ random: inout SeededRandom) -> [Document] {
    (0..<100).map { number in
      let count = Int.random(in: 1...120, using: &random)
      let text = (0..<count).compactMap { _ in alphabet.randomElement(using: &random) }
      return Document(
        id: "\(number)", url: "", siteID: "s\(number % 3)", title: String(text.prefix(9)),
        text: String(text))
    }
  }

  /// A random piece of at most 60 characters with a Han character, that cuts no word or number apart and has no sign of the query
  /// language; nil when none was met.
  private static func piece(of text: [Character], _ random: inout SeededRandom) -> String? {
    for _ in 0..<20 where !text.isEmpty {
      let start = Int.random(in: 0..<text.count, using: &random)
      let end = start + Int.random(in: 1...min(60, text.count - start), using: &random)
      if cutsWord(text, start) || cutsWord(text, end) { continue }
      let piece = String(text[start..<end])
      let hasHan = piece.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
      if hasHan && isPlain(piece) { return piece }
    }
    return nil
  }

  /// Whether a word or number stands on both sides of a place.
  private static func cutsWord(_ text: [Character], _ place: Int) -> Bool {
    guard place > 0, place < text.count else { return false }
    return [text[place - 1], text[place]].allSatisfy { character in
      character.unicodeScalars.allSatisfy {
        !CodePoint.isHan($0.value)
          && ($0.properties.isAlphabetic || $0.properties.numericType != nil)
      }
    }
  }

  /// Whether nothing in a text excludes or limits.
  private static func isPlain(_ text: String) -> Bool {
    let lexemes = QueryLexer.lexemes(text)
    let query = QueryParser.parse(text)
    return query.limits.isEmpty
      && !lexemes.contains { lexeme in
        if case .filter = lexeme { true } else { lexeme == .not }
      }
  }

  private func check(_ documents: [Document], pieces: Int, _ random: inout SeededRandom) throws {
    let fixture = try IndexFixture()
    try fixture.add(documents)
    let reader = try fixture.open()
    var tried = 0
    for document in documents.prefix(pieces) {
      guard let piece = Self.piece(of: Array(document.text), &random) else { continue }
      tried += 1
      let request = SearchRequest(query: QueryParser.parse(piece), top: 1000)
      var found = reader.search(request)
      var ids = found.hits.compactMap { reader.document($0)?.id }
      if found.total > 1000 {
        var rest = request
        rest.offset = 1000
        found = reader.search(rest)
        ids += found.hits.compactMap { reader.document($0)?.id }
      }
      #expect(ids.contains(document.id), "“\(piece)” of \(document.id), seed \(SeededRandom.seed)")
    }
    print("SubstringTests: \(tried) pieces, seed \(SeededRandom.seed)")
    #expect(tried > pieces / 3)
  }

  @Test func `of random pages`() throws {
    var random = SeededRandom()
    for _ in 0..<4 { try check(Self.randomDocuments(&random), pieces: 100, &random) }
  }

  @Test(.enabled(if: SharedData.has("gov_core.jsonl"), "\(SharedData.absence)"))
  func `of real pages of government`() throws {
    var random = SeededRandom()
    let lines = try LocalFileSystem().read(SharedData.path("gov_core.jsonl"), limit: 1 << 28)
      .split(separator: UInt8(ascii: "\n"))
    let documents = try lines.enumerated().map { number, line in
      let record = try JSONDecoder().decode(Record.self, from: Data(line))
      return Document(
        id: "\(number)", url: "", siteID: "", title: record.title, text: record.text)
    }

    try check(Array(documents.shuffled(using: &random).prefix(200)), pieces: 200, &random)
  }

  private struct Record: Decodable {
    let title: String
    let text: String
  }
}
