/// What a server answered when it was asked for its robots.txt, after redirects.
package enum RobotsAnswer: Sendable {
  /// An answer with a status; `redirects` were followed to it.
  case response(status: Int, contentType: String?, body: [UInt8], redirects: Int)
  /// No answer: the name didn't resolve, the connection, the handshake or the transfer failed.
  case networkError
}

extension RobotsAnswer {
  /// Redirects that are followed, also to other hosts (RFC 9309 §2.3.1.2).
  package static let maximumRedirects = 5
  /// The longest time that an answer is used (§2.4).
  package static let longestLife: Duration = .seconds(24 * 3600)
  /// The shortest time that rules are used whatever `Cache-Control` says, so that no site makes us
  /// ask before each page.
  static let shortestLife: Duration = .seconds(10 * 60)
  /// The wait after a first failure; it doubles with each further one.
  static let firstRetry: Duration = .seconds(10 * 60)

  /// What the answer means for the crawler that calls itself `agent` (a product token).
  ///
  /// RFC 9309 §2.3.1: a 2xx is parsed; more than five redirects and any 4xx mean that there are no
  /// rules; 5xx and network errors mean that nothing may be fetched until an answer comes. As at
  /// Google, 429 counts as 5xx. A page of HTML under the name robots.txt (a "soft 404", a home
  /// page) is no robots.txt.
  /// - Parameters:
  ///   - maximumAge: the answer's `Cache-Control: max-age`, if any.
  ///   - retryAfter: the answer's `Retry-After`, if any.
  ///   - failures: how many times in a row, this one not counted, the server failed to answer.
  package func policy(
    for agent: String, maximumAge: Duration? = nil, retryAfter: Duration? = nil, failures: Int = 0
  ) -> RobotsPolicy {
    let life = min(max(maximumAge ?? Self.longestLife, Self.shortestLife), Self.longestLife)
    let retry = Self.retry(retryAfter, failures: failures)
    switch self {
    case .networkError:
      return RobotsPolicy(access: .nothing, reason: .networkError, validFor: retry)
    case .response(_, _, _, let redirects) where redirects > Self.maximumRedirects:
      return RobotsPolicy(access: .everything, reason: .tooManyRedirects, validFor: life)
    case .response(200..<300, _, let body, _):
      return Self.read(body, for: agent, life)
    case .response(429, _, _, _):
      return RobotsPolicy(access: .nothing, reason: .serverError(status: 429), validFor: retry)
    case .response(let status, _, _, _) where (300..<500).contains(status):
      return RobotsPolicy(access: .everything, reason: .unavailable(status: status), validFor: life)
    case .response(let status, _, _, _):
      return RobotsPolicy(access: .nothing, reason: .serverError(status: status), validFor: retry)
    }
  }

  private static func read(_ body: [UInt8], for agent: String, _ life: Duration) -> RobotsPolicy {
    guard !isMarkup(body) else {
      return RobotsPolicy(access: .everything, reason: .markup, validFor: life)
    }
    let file = RobotsFile.parse(body.span.extracting(first: RobotsFile.maximumBytes))
    return RobotsPolicy(
      access: .rules(file.rules.agentRules(agent)), reason: .read, validFor: life,
      sitemaps: file.sitemaps.map(\.address))
  }

  /// Whether the first character that is no blank is `<`. A robots.txt served as text/html by
  /// mistake is still read; HTML that is called text/plain isn't.
  private static func isMarkup(_ body: [UInt8]) -> Bool {
    let text = body.starts(with: [0xEF, 0xBB, 0xBF]) ? body.dropFirst(3) : body[...]
    return text.first { !$0.isWhiteSpace } == UInt8(ascii: "<")
  }

  private static func retry(_ retryAfter: Duration?, failures: Int) -> Duration {
    let backoff = firstRetry * (1 << min(max(0, failures), 10))
    return min(max(retryAfter ?? backoff, .seconds(60)), longestLife)
  }
}

/// What a crawler may fetch from one host, why, and for how long that is known.
package struct RobotsPolicy: Sendable {
  /// What may be fetched.
  package enum Access: Sendable {
    /// What the rules allow.
    case rules(RobotsAgentRules)
    /// Everything.
    case everything
    /// Nothing for now.
    case nothing
  }

  /// Where the access comes from.
  package enum Reason: Sendable, Equatable, CustomStringConvertible {
    /// The robots.txt was read.
    case read
    /// The answer was HTML or XML.
    case markup
    /// The server has none, or none for us: a 4xx, or a 3xx that leads nowhere.
    case unavailable(status: Int)
    /// More than `RobotsAnswer.maximumRedirects` redirects.
    case tooManyRedirects
    /// The server couldn't say: a 5xx, 429 or a status that doesn't exist.
    case serverError(status: Int)
    /// The server couldn't be asked.
    case networkError

    /// The reason as a clause for a report.
    package var description: String {
      switch self {
      case .read: "robots.txt was read"
      case .markup: "robots.txt is a page of HTML, so there are no rules"
      case .unavailable(let status): "robots.txt answered \(status), so there are no rules"
      case .tooManyRedirects: "robots.txt redirects too often, so there are no rules"
      case .serverError(let status): "robots.txt answered \(status), so nothing may be fetched yet"
      case .networkError: "robots.txt can't be reached, so nothing may be fetched yet"
      }
    }
  }

  /// What may be fetched.
  package let access: Access
  /// Why.
  package let reason: Reason
  /// How long to rely on it before asking again: at most 24 hours.
  package let validFor: Duration
  /// The sitemaps named by the robots.txt, as written.
  package let sitemaps: [String]

  /// A policy that names no sitemaps unless they are given.
  init(access: Access, reason: Reason, validFor: Duration, sitemaps: [String] = []) {
    self.access = access
    self.reason = reason
    self.validFor = validFor
    self.sitemaps = sitemaps
  }

  /// Seconds between two requests that the robots.txt asks for.
  package var delaySeconds: Double? {
    if case .rules(let rules) = access { rules.delaySeconds } else { nil }
  }

  /// Whether the URL with this WHATWG serialisation may be fetched.
  package func verdict(href: String) -> RobotsVerdict {
    switch access {
    case .rules(let rules): rules.verdict(href: href)
    case .everything: RobotsVerdict(allowed: true, line: nil, rule: nil)
    case .nothing: RobotsVerdict(allowed: false, line: nil, rule: nil)
    }
  }
}
