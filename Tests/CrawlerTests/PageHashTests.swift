import Charset
import TestSupport
import Testing

@testable import Crawler

struct PageHashTests {
  /// The text of a page as the shape counts it, byte by byte.
  private func letters(_ body: [UInt8]) -> [UInt8] {
    var letters: [UInt8] = []
    var isTag = false
    for byte in body {
      if isTag {
        isTag = byte != UInt8(ascii: ">")
      } else if byte == UInt8(ascii: "<") {
        isTag = true
      } else if byte > 32, !(48...57).contains(byte) {
        letters.append(byte)
      }
    }
    return letters
  }

  @Test func `the shape is the hash of the letters outside of tags`() {
    var random = SeededRandom()
    let pieces =
      [
        "<a href=1>", "成都市", "2009", " ", "x", "<", ">", "，", "经济和信息化委员会", "é", "</p>", "@AZaz",
        "?;:",
      ].map { Array($0.utf8) } + [
        [0xB3, 0xC9, 0xB6, 0xBC, 0x81, 0x40, 0x8F], [0x3F, 0x40, 0x7F, 0x80, 0xFF],
      ]
    for _ in 0..<500 {
      let body = (0..<Int.random(in: 0...40, using: &random))
        .flatMap { _ in pieces.randomElement(using: &random) ?? [] }
      let letters = letters(body)

      let hashes = PageDigester.hashes(body.span)

      let content = StableHash.content(body.span)
      #expect(hashes.content == content)
      #expect(
        hashes.shape == (letters.count < 16 ? content : StableHash.content(letters.span)),
        "\(body), seed \(SeededRandom.seed)")
    }
  }

  @Test func `bytes hash alike in whatever pieces they come`() {
    let bytes = (0..<64).map { UInt8($0 * 3) }
    for start in 0..<9 {
      var stream = StableHash.Stream(.content)
      for at in 0..<start { stream.append(bytes[at]) }
      for at in stride(from: start, to: 56, by: 8) where at + 8 <= 56 {
        stream.append(ByteWord(bytes.span, at))
      }
      for at in stream.count..<60 { stream.append(bytes[at]) }

      #expect(stream.finish() == StableHash.content(bytes.span.extracting(first: 60)))
    }
  }
}
