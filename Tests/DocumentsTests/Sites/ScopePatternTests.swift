import Testing

@testable import Documents

/// Which URLs a pattern stands for, and when two patterns meet.
struct ScopePatternTests {
  private func pattern(_ text: String) throws -> ScopePattern { try ScopePattern.parse(text).get() }

  private func matches(_ text: String, _ url: String) throws -> Bool {
    try pattern(text).matches(try SiteAddress.parse(url).get())
  }

  @Test(arguments: [
    ("https://a.gov.cn/", "https://a.gov.cn/x/y?z=1", true),
    ("https://a.gov.cn/", "http://a.gov.cn/", true),
    ("https://a.gov.cn", "https://a.gov.cn.evil.com/", false),
    ("https://a.gov.cn/", "https://b.a.gov.cn/", false),
    ("https://a.gov.cn/", "https://a.gov.cn:8443/", false),
    ("http://a.gov.cn:8080/", "http://a.gov.cn:8080/x", true),
    ("https://A.gov.cn:443/政策/", "https://a.gov.cn/%E6%94%BF%E7%AD%96/1.html", true),
    ("https://a.gov.cn/zw", "https://a.gov.cn/zwgk/", true),
    ("https://a.gov.cn/zw/", "https://a.gov.cn/ZW/", false),
    ("https://*.gov.cn/*", "https://a.b.gov.cn/x", true),
    ("https://*.gov.cn/*", "https://evil.com/x.gov.cn/y", false),
    ("https://*.gov.cn", "https://a.gov.cn/x?y", true),
    ("https://a.gov.cn/*/list_*.shtml", "https://a.gov.cn/c1/list_2.shtml", true),
    ("https://a.gov.cn/*/list_*.shtml", "https://a.gov.cn/c1/list_2.shtml?p=1", false),
    ("https://a.gov.cn/政策/*", "http://a.gov.cn/%E6%94%BF%E7%AD%96/x", true),
    ("*/print/*", "https://a.gov.cn/x/print/1", true),
    ("*/print/*", "https://a.gov.cn/printer/1", false),
    ("*.pdf", "https://a.gov.cn/x.pdf", true),
    ("/print/", "https://any.gov.cn/print/1", true),
    ("/print/", "https://any.gov.cn/x/print/1", false),
    ("/*/print", "https://any.gov.cn/x/print", true),
    ("*", "https://a.gov.cn/", true),
  ])
  func `a pattern stands for these URLs and not those`(text: String, url: String, isMatch: Bool)
    throws
  {
    #expect(try matches(text, url) == isMatch)
  }

  @Test(arguments: ["", "print", "a.gov.cn/*", "x*"])
  func `what begins with nothing known is no pattern`(text: String) {
    #expect(ScopePattern.parse(text) == .failure(.spelling))
  }

  @Test func `a glob with a user name is refused`() {
    #expect(ScopePattern.parse("https://a@*.gov.cn/") == .failure(.address(.credentials)))
  }

  @Test func `a pattern over 512 bytes is refused`() {
    #expect(ScopePattern.parse("/" + String(repeating: "a", count: 512)) == .failure(.tooLong))
  }

  @Test(arguments: [
    ("https://a.cn/", "https://a.cn/x", true),
    ("https://a.cn/x/", "https://a.cn/y/", false),
    ("https://a.cn/", "https://b.cn/", false),
    ("https://*.cn/*", "http://a.cn/", true),
    ("https://a.*/x/*", "https://*.cn/*/y", true),
    ("https://a.cn/*.pdf", "https://a.cn/*.doc", false),
    ("https://a.cn/a*c", "https://a.cn/ab*c", true),
    ("https://a.cn/*b", "https://a.cn/a*", true),
  ])
  func `two patterns overlap when some URL is matched by both`(
    left: String, right: String, isOverlap: Bool
  ) throws {
    #expect(try pattern(left).overlaps(pattern(right)) == isOverlap)
    #expect(try pattern(right).overlaps(pattern(left)) == isOverlap)
  }

  @Test func `a star pattern with many stars takes no exponential time`() throws {
    let text = "/" + String(repeating: "a*", count: 200) + "b"
    let url = "https://x.cn/" + String(repeating: "a", count: 5000)

    #expect(try !matches(text, url))
  }
}

/// The wildcard algorithms against the plainest definition.
struct WildcardPatternTests {
  /// Whether `pattern` matches, straight from the definition; exponential.
  private func definition(_ pattern: Substring, _ text: Substring) -> Bool {
    guard let first = pattern.first else { return text.isEmpty }
    if first == "*" {
      return definition(pattern.dropFirst(), text)
        || !text.isEmpty && definition(pattern, text.dropFirst())
    }
    return text.first == first && definition(pattern.dropFirst(), text.dropFirst())
  }

  private func words(_ alphabet: String, upTo length: Int) -> [String] {
    var all = [""]
    var last = [""]
    for _ in 0..<length {
      last = last.flatMap { word in alphabet.map { word + String($0) } }
      all += last
    }
    return all
  }

  @Test func `all short patterns match all short texts as defined`() {
    for pattern in words("ab*", upTo: 4) {
      for text in words("ab", upTo: 4) {
        let isMatch = WildcardPattern(pattern).matches(Array(text.utf8))

        #expect(isMatch == definition(pattern[...], text[...]), "\(pattern) \(text)")
      }
    }
  }

  @Test func `two short patterns overlap exactly when a text matches both`() {
    let texts = words("ab", upTo: 5)
    let patterns = words("ab*", upTo: 3)
    let matched = patterns.map { pattern in
      Set(texts.filter { definition(pattern[...], $0[...]) })
    }

    for (left, leftTexts) in zip(patterns, matched) {
      for (right, rightTexts) in zip(patterns, matched) {
        let isOverlap = WildcardPattern(left).overlaps(WildcardPattern(right))

        #expect(isOverlap == !leftTexts.isDisjoint(with: rightTexts), "\(left) \(right)")
      }
    }
  }
}
