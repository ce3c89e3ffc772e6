/// The rules of a robots.txt that apply to one crawler, ready for many verdicts.
package struct RobotsAgentRules: Sendable {
  /// Steps (comparisons of a byte) after which a verdict is given up as "disallowed".
  ///
  /// 16 million steps are about 0.03 s. Honest files (2,000 rules with stars, URLs of 2,000 bytes)
  /// stay below a quarter of it; a file made to stall the crawler ends here.
  static let maximumSteps = 1 << 24

  private struct Rule: Sendable {
    var pattern: RobotsPattern
    var isAllow: Bool
    var line: Int
  }

  /// Longest pattern first and, of two of equal length, that which allows: the first that matches
  /// decides.
  private let rules: [Rule]
  private let patterns: [UInt8]

  /// Whether a group names the crawler; else those for `*` apply, if any.
  package let isNamed: Bool
  /// Seconds between two requests that the file asks for; nil where it doesn't.
  package let delaySeconds: Double?

  /// How many rules apply.
  package var count: Int { rules.count }

  /// Whether the crawler may fetch `url` (a whole URL or a path, without meaning for its fragment),
  /// and by which line.
  ///
  /// The most specific, that is longest, matching rule decides, and of equal ones that which allows
  /// (RFC 9309 §2.2.2); without one everything is allowed. Escapes in small and in capital letters
  /// are the same. A URL with bytes past ASCII is compared as written, as Google's parser does, and
  /// must be allowed in the escaped form, in which it would be sent, too.
  /// - Complexity: O(rules × path), at most `maximumSteps`.
  package func verdict(url: String) -> RobotsVerdict {
    let written = RobotsPath.extract(Array(url.utf8))
    let path = RobotsPath.normalised(written, escapingNonASCII: false)
    let verdict = decide(path.span)
    guard verdict.allowed, path.contains(where: { $0 >= 0x80 }) else { return verdict }
    let escaped = self.verdict(href: url)
    return escaped.allowed ? verdict : escaped
  }

  /// Whether the crawler may fetch the URL with this WHATWG serialisation.
  ///
  /// - Complexity: O(rules × path), at most `maximumSteps`.
  package func verdict(href: String) -> RobotsVerdict {
    let path = RobotsPath.normalised(RobotsPath.extract(Array(href.utf8)), escapingNonASCII: true)
    return decide(path.span)
  }

  private func decide(_ path: Span<UInt8>) -> RobotsVerdict {
    var steps = 0
    for rule in rules {
      let isMatch = rule.pattern.matches(path, patterns.span, steps: &steps)
      if steps > Self.maximumSteps {
        return RobotsVerdict(allowed: false, line: rule.line, rule: nil)
      }
      if isMatch {
        let text = String(decoding: patterns[rule.pattern.range], as: UTF8.self)
        return RobotsVerdict(allowed: rule.isAllow, line: rule.line, rule: text)
      }
    }
    return RobotsVerdict(allowed: true, line: nil, rule: nil)
  }
}

extension RobotsAgentRules {
  /// Collects the rules of the groups that apply.
  struct Builder {
    private var rules: [Rule] = []
    private var patterns: [UInt8] = []
    private var seen: Set<ArraySlice<UInt8>> = []

    /// Takes a rule in the order of the file. An empty pattern matches everything at the lowest
    /// priority and decides nothing.
    mutating func add(isAllow: Bool, _ pattern: ArraySlice<UInt8>, line: Int) {
      guard !pattern.isEmpty, seen.insert([isAllow ? 1 : 0] + pattern).inserted else { return }
      append(isAllow: isAllow, pattern, line)
      guard isAllow, let folder = Self.folderOfIndex(pattern) else { return }
      append(isAllow: true, folder, line)
    }

    private mutating func append(isAllow: Bool, _ pattern: ArraySlice<UInt8>, _ line: Int) {
      let start = patterns.count
      patterns.append(contentsOf: pattern)
      let compiled = RobotsPattern(patterns.span, start..<patterns.count)
      rules.append(Rule(pattern: compiled, isAllow: isAllow, line: line))
    }

    /// "/x/$" for a pattern whose last part begins "/index.htm": who allows the file allows the
    /// folder (Google's parser only).
    private static func folderOfIndex(_ pattern: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
      guard let slash = pattern.lastIndex(of: UInt8(ascii: "/")),
        pattern[slash...].starts(with: "/index.htm".utf8)
      else { return nil }
      return pattern[...slash] + [UInt8(ascii: "$")]
    }

    /// Puts the rules into the order in which they decide.
    func finish(isNamed: Bool, delaySeconds: Double?) -> RobotsAgentRules {
      let sorted = rules.sorted {
        let left = $0.pattern.range.count
        let right = $1.pattern.range.count
        if left != right { return left > right }
        if $0.isAllow != $1.isAllow { return $0.isAllow }
        return $0.line < $1.line
      }
      return RobotsAgentRules(
        rules: sorted, patterns: patterns, isNamed: isNamed, delaySeconds: delaySeconds)
    }
  }
}

/// Whether an URL may be fetched, and why.
package struct RobotsVerdict: Sendable, Equatable {
  /// Whether it may be fetched.
  package let allowed: Bool
  /// The line of the robots.txt that decided, from 1; nil where no rule matched.
  package let line: Int?
  /// The deciding pattern, escaped as it was compared; nil where no rule matched or the work was
  /// given up.
  package let rule: String?
}
