import Bytes
import SearchServer
import TestSupport
import Testing

@Suite("Escaping")
struct EscapingTests {
  @Test("turns what has a meaning in HTML into references")
  func escapes() {
    #expect(
      Escaping.escaped("<a href='x' b=\"y\">&amp;</a>")
        == "&lt;a href=&#39;x&#39; b=&quot;y&quot;&gt;&amp;amp;&lt;/a&gt;")
  }

  @Test("replaces what XML forbids and keeps tab and line ends")
  func replacesForbidden() {
    #expect(
      Escaping.escaped("a\u{0}b\u{8}c\u{7F}\u{FFFE}\u{FFFF}d\t\n\r")
        == "a\u{FFFD}b\u{FFFD}c\u{FFFD}\u{FFFD}\u{FFFD}d\t\n\r")
    #expect(Escaping.escaped("\u{FFFD}，\u{FFEF}") == "\u{FFFD}，\u{FFEF}")
  }

  @Test("leaves no byte with a meaning for any bytes, and can be undone")
  func holdsForAnyBytes() {
    var random = SeededRandom()
    for round in 0..<3000 {
      let source = String(
        decoding: random.bytes(Int.random(in: 0...40, using: &random)), as: UTF8.self)
      let escaped = Escaping.escaped(source)

      let comment = Comment(rawValue: "seed \(SeededRandom.seed), round \(round)")
      #expect(escaped.utf8.allSatisfy { !Array("<>\"'".utf8).contains($0) }, comment)
      #expect(Self.unescaped(escaped) == Array(Self.allowed(source).utf8), comment)
    }
  }

  /// Works on bytes: to Swift, "<" and a combining mark after it are one Character.
  private static func unescaped(_ text: String) -> [UInt8] {
    var bytes = Array(text.utf8)
    for (reference, character) in [
      ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&"),
    ] {
      bytes = bytes.replacing(Array(reference.utf8), with: Array(character.utf8))
    }
    return bytes
  }

  private static func allowed(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let isForbidden =
        (scalar.value < 0x20 && ![9, 10, 13].contains(scalar.value)) || scalar.value == 0x7F
        || scalar.value == 0xFFFE || scalar.value == 0xFFFF
      scalars.append(isForbidden ? "\u{FFFD}" : scalar)
    }
    return String(scalars)
  }
}

@Suite("The HTML writer")
struct HTMLWriterTests {
  @Test("nests elements and escapes texts and attribute values")
  func nestsAndEscapes() {
    var html = HTMLWriter()
    html.element(.p, .class("a\"b"), .title("<x>")) { html in
      html.text("1 < 2")
      html.void(.br)
      html.element(
        .a, .local(LocalLink(path: "/search", parameters: [("q", "a&b \"")])), text: "’&’")
    }

    #expect(
      String(decoding: html.bytes, as: UTF8.self)
        == "<p class=\"a&quot;b\" title=\"&lt;x&gt;\">1 &lt; 2<br><a href=\"/search?q=a%26b%20%22\">’&amp;’</a></p>"
    )
  }

  @Test("writes a fixed attribute as it stands in the source")
  func writesFixed() {
    var html = HTMLWriter()
    html.void(.input, .fixed("autofocus"))

    #expect(String(decoding: html.bytes, as: UTF8.self) == "<input autofocus>")
  }
}
