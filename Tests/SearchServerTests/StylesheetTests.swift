import SearchServer
import Testing

@Suite("The style sheet")
struct StylesheetTests {
  private let source = String(decoding: StaticAssets.shared.stylesheet.body, as: UTF8.self)

  /// The colours of the light scheme, then those of the dark one.
  private func schemes() throws -> [[String: UInt32]] {
    let dark = try #require(source.firstRange(of: "@media(prefers-color-scheme:dark)"))
    let end = try #require(source[dark.upperBound...].firstRange(of: "}}"))
    return [source[..<dark.lowerBound], source[dark.upperBound..<end.lowerBound]].map(colours)
  }

  private func colours(_ rules: Substring) -> [String: UInt32] {
    var result: [String: UInt32] = [:]
    for part in rules.split(whereSeparator: { ";{}".contains($0) }) where part.hasPrefix("--") {
      let pair = part.split(separator: ":#")
      guard pair.count == 2, let value = UInt32(pair[1], radix: 16) else { continue }
      let isShort = pair[1].count == 3
      result[String(pair[0].dropFirst(2))] =
        isShort
        ? (value >> 8 & 15) * 0x110000 | (value >> 4 & 15) * 0x1100 | (value & 15) * 0x11 : value
    }
    return result
  }

  /// WCAG 2.1, definition of relative luminance.
  private func luminance(_ colour: UInt32) -> Double {
    func linear(_ shift: UInt32) -> Double {
      let value = Double(colour >> shift & 255) / 255
      if value <= 0.03928 { return value / 12.92 }
      let base = (value + 0.055) / 1.055
      // x^2.4 = x² · x^0.4, and x^0.4 = the fifth root of x², by Newton's method.
      let square = base * base
      var root = base
      for _ in 0..<40 {
        root -= (root * root * root * root * root - square) / (5 * root * root * root * root)
      }
      return square * root
    }
    return 0.2126 * linear(16) + 0.7152 * linear(8) + 0.0722 * linear(0)
  }

  private func contrast(_ first: UInt32, _ second: UInt32) -> Double {
    let both = [luminance(first), luminance(second)].sorted()
    return (both[1] + 0.05) / (both[0] + 0.05)
  }

  @Test("knows black on white as 21 to 1")
  func contrastIsRight() {
    #expect(abs(contrast(0x000000, 0xFFFFFF) - 21) < 0.001)
    #expect(abs(contrast(0x777777, 0xFFFFFF) - 4.48) < 0.01)
  }

  @Test(
    "has text of at least 4.5:1 and borders of at least 3:1 in both schemes (WCAG 2.1, 1.4.3 and 1.4.11)",
    arguments: [
      ("ink", "paper", 4.5), ("ink", "wash", 4.5), ("soft", "paper", 4.5), ("soft", "wash", 4.5),
      ("link", "paper", 4.5), ("link", "wash", 4.5), ("seen", "paper", 4.5), ("mark", "paper", 4.5),
      ("brand", "paper", 4.5), ("brand", "wash", 4.5), ("on-brand", "brand", 4.5),
      ("on-brand", "deep", 4.5), ("ink", "note", 4.5), ("edge", "paper", 3), ("seal", "paper", 3),
      ("seal", "wash", 3),
    ])
  func hasContrast(text: String, ground: String, atLeast: Double) throws {
    for scheme in try schemes() {
      let ratio = contrast(try #require(scheme[text]), try #require(scheme[ground]))
      #expect(ratio >= atLeast, "\(text) on \(ground)")
    }
  }

  @Test("asks for nothing from outside and nests its braces")
  func isSelfContained() {
    #expect(!source.contains("url(") && !source.contains("@import") && !source.contains("//"))
    #expect(source.count(where: { $0 == "{" }) == source.count(where: { $0 == "}" }))
  }
}
