/// The groups of a robots.txt for all agents (RFC 9309 §2.2).
package struct RobotsRules: Sendable {
  /// A user-agent line: its product token in lower case, or everyone.
  private struct Agent: Sendable, Equatable {
    /// The token; empty for everyone.
    var token: [UInt8]
    /// Whether the line says `*`.
    var isEveryone: Bool
  }

  /// Consecutive user-agent lines and the rules that follow them.
  private struct Group: Sendable {
    /// Its places in `agents`.
    var agents: Range<Int>
    /// Its places in `rules`.
    var rules: Range<Int>
  }

  /// A rule; its pattern stands in `patterns`, escaped as in `RobotsPath.escape`.
  private struct Rule: Sendable {
    /// Whether it permits.
    var isAllow: Bool
    /// Where its pattern stands.
    var pattern: Range<Int>
    /// The line it stands on, from 1.
    var line: Int
  }

  /// A delay and whom it is for.
  private struct Delay: Sendable {
    /// Its places in `agents`.
    var agents: Range<Int>
    /// Seconds between two requests.
    var seconds: Double
  }

  private var agents: [Agent] = []
  private var groups: [Group] = []
  private var rules: [Rule] = []
  private var patterns: [UInt8] = []
  private var delays: [Delay] = []
  /// Where the agents of the open group begin, and where those that a delay would be for.
  private var groupAgents = 0
  private var delayAgents = 0
  private var isGroupClosed = false
  private var isDelayClosed = false

  /// No rules: everything is allowed to everyone.
  package init() {}

  /// What applies to the crawler that calls itself `agent`, a product token such as "kuasou"
  /// (compared whole, in any case).
  ///
  /// All groups that name it are merged (§2.2.1); only where none does, those for `*` apply.
  /// - Complexity: O(lines + r log r), so keep the result as long as the file is fresh.
  package func agentRules(_ agent: String) -> RobotsAgentRules {
    let token = agent.utf8.map(\.asciiLowercased)
    let isNamed = agents.contains { !$0.isEveryone && $0.token == token }
    let applies = { (agent: Agent) in
      isNamed ? agent.token == token && !agent.isEveryone : agent.isEveryone
    }
    var builder = RobotsAgentRules.Builder()
    for group in groups where agents[group.agents].contains(where: applies) {
      for rule in rules[group.rules] {
        builder.add(isAllow: rule.isAllow, patterns[rule.pattern], line: rule.line)
      }
    }
    let delay = delays.lazy.filter { agents[$0.agents].contains(where: applies) }
      .map(\.seconds).max()
    return builder.finish(isNamed: isNamed, delaySeconds: delay)
  }

  /// Whether `agent` may fetch `url`, a whole URL or a path, and which line says so; see
  /// `RobotsAgentRules.verdict(url:)`.
  package func verdict(agent: String, url: String) -> RobotsVerdict {
    agentRules(agent).verdict(url: url)
  }

  /// Seconds that `agent` should leave between two requests; the longest where several lines say
  /// so.
  ///
  /// A delay counts for the user-agent lines directly above it, although Google's grouping goes on
  /// over it: files that give each agent its own delay and no rules are common, and RFC 9309 §2.2.4
  /// forbids other records to touch the grouping of rules.
  package func delaySeconds(agent: String) -> Double? { agentRules(agent).delaySeconds }
}

// Building, line by line.
extension RobotsRules {
  /// Takes a user-agent line. A `*` followed by a blank and more is everyone still; else the token
  /// is the leading letters, `-` and `_`.
  mutating func addAgent(_ bytes: Span<UInt8>, _ value: Range<Int>) {
    if isGroupClosed { groupAgents = agents.count }
    if isGroupClosed || isDelayClosed { delayAgents = agents.count }
    isGroupClosed = false
    isDelayClosed = false
    agents.append(Self.agent(bytes, value))
  }

  private static func agent(_ bytes: Span<UInt8>, _ value: Range<Int>) -> Agent {
    if !value.isEmpty, bytes[value.lowerBound] == UInt8(ascii: "*"),
      value.count == 1 || bytes[value.lowerBound + 1].isWhiteSpace
    {
      return Agent(token: [], isEveryone: true)
    }
    var token: [UInt8] = []
    for index in value {
      let byte = bytes[index].asciiLowercased
      let isLetter = byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z")
      guard isLetter || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") else { break }
      token.append(byte)
    }
    return Agent(token: token, isEveryone: false)
  }

  /// Takes a rule; false where no agent was named before, so that it is for nobody.
  mutating func addRule(
    isAllow: Bool, _ bytes: Span<UInt8>, _ value: Range<Int>, line: Int
  ) -> Bool {
    guard !agents.isEmpty else { return false }
    if !isGroupClosed {
      groups.append(Group(agents: groupAgents..<agents.count, rules: rules.count..<rules.count))
      isGroupClosed = true
    }
    let start = patterns.count
    RobotsPath.escape(bytes, value, into: &patterns)
    rules.append(Rule(isAllow: isAllow, pattern: start..<patterns.count, line: line))
    groups[groups.count - 1].rules = groups[groups.count - 1].rules.lowerBound..<rules.count
    return true
  }

  /// Takes a delay; false where no agent was named before.
  mutating func addDelay(_ seconds: Double, line: Int) -> Bool {
    guard !agents.isEmpty else { return false }
    isDelayClosed = true
    delays.append(Delay(agents: delayAgents..<agents.count, seconds: seconds))
    return true
  }
}
