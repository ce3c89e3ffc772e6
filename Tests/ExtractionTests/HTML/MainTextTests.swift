import Documents
import Extraction
import Foundation
import Testing

/// Main text against the gold of magic-html's pages; needs /work/shared/data unpacked (KUASOU_SHARED_DATA), skipped elsewhere because those pages may not be copied here.
@Suite("Main text")
struct MainTextTests {
  private static let shared = ProcessInfo.processInfo.environment["KUASOU_SHARED_DATA"] ?? ""

  private struct Gold: Decodable {
    var content: String
    var url: String
  }

  @Test("bigram F1 is at least .89 on average over the gold pages", .enabled(if: !shared.isEmpty))
  func gold() throws {
    let folder = "\(Self.shared)/html"
    let gold = try JSONDecoder().decode(
      [String: Gold].self, from: Data(contentsOf: URL(fileURLWithPath: "\(folder)/magic_gold.json"))
    )
    var sum = 0.0

    for (name, page) in gold {
      let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)"))
      let content = Extractor.extract(bytes: [UInt8](bytes), url: page.url, contentType: nil)
      sum += Self.overlap(page.content, content.text)
    }

    #expect(gold.count >= 60)
    #expect(sum / Double(max(1, gold.count)) >= 0.89)
  }

  @Test("text of forms, menus, scripts and footers stays out")
  func furniture() {
    let page =
      "<nav><a href=/>首页</a></nav><div><p>正文第一句，说明了事情的经过，也说明了原因和结果。</p><p>正文第二句，说明了今后的打算。</p></div>"
      + "<select><option>选项</option></select><footer>版权所有，侵权必究。</footer>"
    let content = Extractor.extract(bytes: Array(page.utf8), url: nil, contentType: "text/html")

    #expect(content.text == "正文第一句，说明了事情的经过，也说明了原因和结果。\n正文第二句，说明了今后的打算。")
  }

  /// F1 over the multisets of Han bigrams and words, as shared/tools/extraction/metrics.py counts it.
  private static func overlap(_ gold: String, _ text: String) -> Double {
    let (left, right) = (tokens(gold), tokens(text))
    let common = left.reduce(0) { $0 + min($1.value, right[$1.key] ?? 0) }
    let total = left.values.reduce(0, +) + right.values.reduce(0, +)
    return total == 0 ? 1 : 2 * Double(common) / Double(total)
  }

  private static func tokens(_ text: String) -> [String: Int] {
    var counts: [String: Int] = [:]
    var run: [Character] = []
    var word = ""
    func flush() {
      if run.count == 1 { counts[String(run), default: 0] += 1 }
      for (first, second) in zip(run, run.dropFirst()) {
        counts["\(first)\(second)", default: 0] += 1
      }
      if !word.isEmpty { counts[word, default: 0] += 1 }
      run = []
      word = ""
    }
    for scalar in text.lowercased().unicodeScalars {
      let isHan = (0x3400...0x9FFF).contains(scalar.value)
      let isWord = scalar.isASCII && scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
      if isHan, word.isEmpty {
        run.append(Character(scalar))
      } else if isWord, run.isEmpty {
        word.unicodeScalars.append(scalar)
      } else if !(scalar.properties.isWhitespace && !run.isEmpty) {
        flush()
        if isHan { run = [Character(scalar)] }
        if isWord { word = String(scalar) }
      }
    }
    flush()
    return counts
  }
}
