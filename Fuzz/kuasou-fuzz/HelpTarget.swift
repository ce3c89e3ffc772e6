import Documents
import QueryHelp
import SearchIndex

/// Help made from a small sound index, which gets foreign text as what was typed.
///
/// The text is a query as a whole; its lines are the titles of answers, too.
final class HelpTarget: Sendable {
  static let shared = HelpTarget()

  private let help: QueryHelp
  private static let limit = 8

  private init() {
    let store = IndexStore(folder: "/tmp/kuasou-fuzz-help-\(UnixTime.now.milliseconds)")
    let topics = ["扶持资金", "人才引进", "重点项目", "重大项目", "廉租住房", "饮用水源保护", "安宁小区", "小额贷款"]
    do {
      let writer = try IndexWriter(store: store)
      for number in 0..<400 {
        let topic = topics[number % topics.count]
        let form = ["管理办法", "申报指南", "的通知", "公示", ""][number % 5]
        try writer.add(
          Document(
            id: "\(number)", url: "", siteID: "s\(number % 5)", title: "\(topic)\(form)",
            text: "企业可以申请\(topic)，重庆市按照本办法办理。2009 led qx-\(number)"))
      }
      _ = try writer.commit(highWaterMark: HighWaterMark(), sites: [])
      help = QueryHelp(try store.openCurrent().reader, asked: [("扶贫项目", 9), ("女单 qx", 3), ("", 1)])
    } catch { preconditionFailure("no index to help with: \(error)") }
  }

  func run(_ bytes: [UInt8]) {
    let typed = String(decoding: bytes, as: UTF8.self)
    let query = QueryParser.parse(typed)
    if let meant = help.correction(of: query) {
      precondition(meant != query.text && !meant.isEmpty, "what was meant is not what was typed")
    }
    check(help.spelt(typed, limit: Self.limit))
    let suggestions = help.suggestions(for: typed, limit: Self.limit)
    check(suggestions)
    precondition(!suggestions.contains(typed), "what was typed goes on")
    let titles = typed.split(separator: "\n").map(String.init)
    let related = help.related(to: query, titles: titles, limit: Self.limit)
    check(related)
    precondition(related.allSatisfy { !query.text.contains($0) }, "related says something else")
  }

  private func check(_ found: [String]) {
    precondition(found.count <= Self.limit, "no more than asked for")
    precondition(Set(found).count == found.count, "nothing comes twice")
    precondition(!found.contains(""), "nothing is empty")
  }
}
