/// A subject that the city's offices write about, with the phrases from which pages are made.
package struct Topic: Sendable {
  /// A short stable name, used by the table of hosts.
  package let id: String
  private let phrases: [Substring: [String]]

  /// Reads the lines `键 值` of one topic; a key may come often.
  ///
  /// - Precondition: every key of `requiredKeys` is there, as the texts are part of the program.
  init(_ id: String, _ lines: String) {
    self.id = id
    var phrases: [Substring: [String]] = [:]
    for line in lines.split(separator: "\n") {
      let parts = line.split(separator: " ", maxSplits: 1)
      precondition(parts.count == 2, "a topic's line without a value: \(line)")
      phrases[parts[0], default: []].append(String(parts[1]))
    }
    for key in Self.requiredKeys {
      precondition(phrases[key] != nil, "the topic \(id) has no \(key)")
    }
    self.phrases = phrases
  }

  private static let requiredKeys: [Substring] = [
    "主题", "项目", "办法", "事项", "对象", "科室", "依据", "目的", "条件", "支持", "材料", "任务",
    "问", "答", "动态",
  ]

  /// The phrases under a key, such as 条件; empty for an unknown key.
  func all(_ key: String) -> [String] { phrases[key[...]] ?? [] }

  /// The first phrase under a key.
  ///
  /// - Precondition: the key is one of the required ones.
  func one(_ key: String) -> String {
    guard let first = phrases[key[...]]?.first else {
      preconditionFailure("the topic \(id) has no \(key)")
    }
    return first
  }

  /// The subject's name, such as 扶持资金.
  package var name: String { one("主题") }

  /// Whether one applies for it, rather than being told or served.
  var isApplicable: Bool { Self.applicable.contains(id) }

  private static let applicable: Set<String> = [
    "fuchi", "chanye", "gaoqi", "zhaoshang", "jinrong", "shuzi", "rencai", "chuangye", "nongye",
    "wenlv", "tiyu", "zhishi",
  ]

  /// What the topic's slots are called in templates.
  var slots: [String: String] {
    [
      "主题": name, "项目": one("项目"), "办法": one("办法"), "事项": one("事项"),
      "对象": one("对象"), "科室": one("科室"), "依据": one("依据"),
      "申办": isApplicable ? "申报" : "办理",
    ]
  }

  /// Every topic by its id.
  static let byID: [String: Topic] = Dictionary(
    uniqueKeysWithValues: all.map { ($0.id, $0) })

  /// Every topic.
  package static let all: [Topic] =
    enterpriseTopics + peopleTopics + livelihoodTopics + governanceTopics
}
