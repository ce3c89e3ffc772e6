import Foundation
import SearchServer
import TestSupport
import Testing

@Suite("The JSON writer")
struct JSONWriterTests {
  @Test("sets commas between members and elements only")
  func setsCommas() {
    var json = JSONWriter()
    json.object { json in
      json.member("a", 1)
      json.key("b")
      json.array { json in
        json.number(1)
        json.array { _ in }
        json.object { _ in }
        json.null()
      }
      json.member("c", "x" as String)
      json.key("d")
      json.bool(true)
    }

    #expect(
      String(decoding: json.bytes, as: UTF8.self) == #"{"a":1,"b":[1,[],{},null],"c":"x","d":true}"#
    )
  }

  @Test("writes numbers that JSON can't say as null")
  func writesNonFinite() {
    var json = JSONWriter()
    json.array { json in
      json.number(Double.nan)
      json.number(-Double.infinity)
      json.number(0.1234567)
      json.number(2.0)
    }

    #expect(String(decoding: json.bytes, as: UTF8.self) == "[null,null,0.123457,2.0]")
  }

  @Test(
    "keeps any text through Foundation's decoder, and never writes a byte that could leave a script"
  )
  func keepsAnyText() throws {
    var random = SeededRandom()
    let special: [Character] = [
      "\"", "\\", "\u{0}", "\u{8}", "\n", "\r", "\t", "\u{1F}", "\u{7F}", "\u{2028}", "\u{2029}",
      "<", "/", ">", "&", "中", "🀄", "\u{2027}", "\u{202A}", "\u{FFFF}",
    ]
    for round in 0..<1000 {
      let text = String(
        (0..<Int.random(in: 0...20, using: &random)).map { _ in
          special.randomElement(using: &random) ?? "x"
        })
      var json = JSONWriter()
      json.array { $0.string(text) }

      let comment = Comment(rawValue: "seed \(SeededRandom.seed), round \(round)")
      let decoded = try JSONDecoder().decode([String].self, from: Data(json.bytes))
      #expect(decoded == [text], comment)
      let written = String(decoding: json.bytes, as: UTF8.self).unicodeScalars
      #expect(
        written.allSatisfy {
          !"<>&\u{2028}\u{2029}".unicodeScalars.contains($0) && $0.value >= 0x20
        }, comment)
    }
  }
}
