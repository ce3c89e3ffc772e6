import Bytes
import Foundation
import Testing
import TestSupport

@testable import Documents

struct URLNormalizerTests {
  static let cases: [(String, String, [URLRule])] = [
    ("http://a.cn/", "http://a.cn/", []),
    ("HTTP://A.cn:80/./x", "http://a.cn/x", [.standardForm]),
    ("http://a.cn/x#top", "http://a.cn/x", [.fragment]),
    ("http://a.cn./x", "http://a.cn/x", [.trailingDot]),
    ("http://a.cn//x///y", "http://a.cn/x/y", [.repeatedSlashes]),
    ("http://a.cn/go/http://b.cn/x", "http://a.cn/go/http://b.cn/x", []),
    ("http://a.cn/?a=1&amp;b=2&amp;amp;c=3", "http://a.cn/?a=1&b=2&c=3", [.ampersandEntity]),
    ("http://a.cn/?q=%252525", "http://a.cn/?q=%25", [.doubleEscape]),
    ("http://a.cn/?q=%25E6%2594%25BF", "http://a.cn/?q=%E6%94%BF", [.doubleEscape]),
    ("http://a.cn/?q=100%25E6", "http://a.cn/?q=100%25E6", []),
    ("http://a.cn/?q=50%2541", "http://a.cn/?q=50%2541", []),
    ("http://a.cn/90%+x", "http://a.cn/90%25+x", [.strayPercent]),
    ("http://a.cn/%41%7e", "http://a.cn/A~", [.needlessEscape]),
    ("http://a.cn/%e6%94%bf", "http://a.cn/%E6%94%BF", [.escapeCase]),
    ("http://a.cn/?x[y]=1|2", "http://a.cn/?x%5By%5D=1%7C2", [.missingEscape]),
    ("http://a.cn/x;jsessionid=A1B2.n1?y=1", "http://a.cn/x?y=1", [.sessionID]),
    ("http://a.cn/(S(lit3py55t21z5v55vlm25s55))/x", "http://a.cn/x", [.sessionID]),
    ("http://a.cn/?PHPSESSID=1&y=1", "http://a.cn/?y=1", [.sessionID]),
    ("http://a.cn/?sid=12&ASPSESSIONIDQQ=X", "http://a.cn/?sid=12", [.sessionID]),
    ("http://a.cn/?sid=0a1b2c3d4e5f6a7b", "http://a.cn/", [.sessionID]),
    ("http://a.cn/?utm_source=x&spm=1.2&id=3", "http://a.cn/?id=3", [.trackingParameter]),
    ("http://a.cn/?from=singlemessage&isappinstalled=0", "http://a.cn/", [.trackingParameter]),
    ("http://a.cn/?from=2009-01-01", "http://a.cn/?from=2009-01-01", []),
    ("http://a.cn/?_=1257379200000&t=12", "http://a.cn/?t=12", [.cacheBuster]),
    ("http://a.cn/?rnd=0.731289423", "http://a.cn/", [.cacheBuster]),
    ("http://a.cn/?a=1&&b=2&", "http://a.cn/?a=1&b=2", [.emptyParameter]),
    ("http://a.cn/?", "http://a.cn/", [.emptyParameter]),
    ("http://a.cn/?b=1&a=2&b=0", "http://a.cn/?a=2&b=1&b=0", [.parameterOrder]),
    (
      "http://a.cn/?b=1&amp;a=2#x", "http://a.cn/?a=2&b=1",
      [.fragment, .ampersandEntity, .parameterOrder]
    ),
    ("http://a.cn/%25252e%25252e/x", "http://a.cn/%252e%252e/x", [.doubleEscape]),
    ("http://a.cn/index.html", "http://a.cn/index.html", []),
    ("mailto:a@b?utm_x=1#y", "mailto:a@b?utm_x=1#y", []),
    ("http://u:p@a.cn/?", "http://u:p@a.cn/", [.emptyParameter]),
  ]

  @Test(arguments: cases)
  func `each rule changes what it names and nothing else`(
    text: String, wanted: String, rules: [URLRule]
  ) throws {
    let (url, applied) = try #require(URLNormalizer().normalize(text))

    #expect(url.href == wanted)
    #expect(applied == rules)
  }

  @Test func `a rule that is off changes nothing, and the index rule must be asked for`() throws {
    let url = try #require(WebURL("http://a.cn/x/Index.html#y"))

    #expect(URLNormalizer(rules: []).normalize(url).url == url)
    #expect(URLNormalizer(rules: [.directoryIndex]).normalize(url).url.href == "http://a.cn/x/#y")
    #expect(!URLRule.standard.contains(.directoryIndex))
  }

  @Test func `normalising what is normal changes nothing`() {
    var random = SeededRandom()
    let pieces = [
      "/", "//", ";jsessionid=a", ";", "?", "&", "&amp;", "amp;", "=", "%", "%25", "25", "%2525",
      "E6",
      "%E6", "%e6", "41", "%2541", "%2e", "..", "[", "|", "a", "b=1", "utm_x=1", "sid=", "#", "_=",
      "1257379200000", "(S(abcdefghijklmnop))", ":", "from=timeline", "0.1234567", "rnd=", "%3B",
      "%26",
    ]
    let normalizer = URLNormalizer(rules: Set(URLRule.allCases))
    for _ in 0..<5_000 {
      let text = (0..<Int.random(in: 0...10, using: &random)).map { _ in
        pieces.randomElement(using: &random) ?? ""
      }.joined()
      guard let once = normalizer.normalize("http://a.cn/" + text) else { continue }

      let twice = normalizer.normalize(once.url)

      #expect(twice.url == once.url, "\(text), seed \(SeededRandom.seed)")
      #expect(twice.applied == [], "\(text), seed \(SeededRandom.seed)")
    }
  }

  /// Lines of crawler-commons' list where kuasou decides otherwise, and why.
  static let differences: [String: String] = [
    "http://foo.com/index?a=1&b=": "an empty value may mean something else than no value",
    "http://foo.com/index?b=&a=1": "an empty value may mean something else than no value",
    "http:////": "there is no host", "http:///////": "there is no host",
    "http://foo.com/index?&=1&a=1": "a value without a name is still sent",
    "http://foo.com/index?=1&b=1&a=1": "a value without a name is still sent",
  ]

  @Test(.enabled(if: SharedData.has("suites/url-normalise"), "\(SharedData.absence)"))
  func `crawler-commons' list is met but for the listed differences`() throws {
    let path = SharedData.path("suites/url-normalise/weirdToNormalizedUrls.csv")
    let lines = String(decoding: try LocalFileSystem().read(path), as: UTF8.self)
      .split(separator: "\n").filter { $0.hasPrefix("http") && $0.contains(", ") }
    var wrong: [String] = []
    for line in lines {
      guard let comma = line.range(of: ", ", options: .backwards) else { continue }
      let text = String(line[..<comma.lowerBound])
      let wanted = String(line[comma.upperBound...])
      let found = URLNormalizer().normalize(text)?.url.href
      if found != wanted && Self.differences[text] == nil {
        wrong.append(
          "\(text.debugDescription) → \(found ?? "-"), not \(wanted)")
      } else if found == wanted && Self.differences[text] != nil {
        wrong.append("\(text) is listed as a difference and is none")
      }
    }
    #expect(lines.count > 80)
    #expect(wrong == [])
  }
}
