import Bytes
import Documents

/// A feed of the newest answers to a query (RFC 4287).
struct AtomView {
  /// The query, sorted by date.
  let query: SearchQuery
  /// Its answers.
  let page: ResultPage
  /// What the index holds.
  let holdings: Holdings
  /// Scheme, host and port of this server.
  let origin: String

  /// The whole feed.
  func render() -> [UInt8] {
    let own = origin + query.link(to: "/search.atom").reference
    var lines = [
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
      "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"zh-CN\">",
      "<title>\(safe(Wording.pageTitle(query)))</title>", "<id>\(safe(own))</id>",
      "<link rel=\"self\" type=\"application/atom+xml\" href=\"\(safe(own))\"/>",
      "<link rel=\"alternate\" type=\"text/html\" href=\"\(safe(origin + query.link().reference))\"/>",
      "<updated>\(moment(holdings.updated))</updated>",
      "<author><name>\(Wording.brand)</name></author>",
    ]
    for item in page.items { lines.append(entry(item)) }
    lines.append("</feed>\n")
    return Array(lines.joined(separator: "\n").utf8)
  }

  private func entry(_ item: ResultItem) -> String {
    let link = WebLink(item.url)
    let identity = link.reference ?? "\(origin)/#\(PercentCoding.encode(item.id))"
    let summary = item.fragments.map(\.text.text).joined(separator: "…")
    var text =
      "<entry><title>\(safe(item.title.text.isEmpty ? Wording.noTitle : item.title.text))</title>"
    text += "<id>\(safe(identity))</id><updated>\(moment(item.date ?? holdings.updated))</updated>"
    if let reference = link.reference { text += "<link href=\"\(safe(reference))\"/>" }
    if !item.siteName.isEmpty { text += "<author><name>\(safe(item.siteName))</name></author>" }
    return text + "<summary>\(safe(summary))</summary></entry>"
  }

  private func safe(_ text: String) -> String { Escaping.escaped(text) }

  /// The first moment of a day in China; the epoch for no day, since Atom wants one.
  private func moment(_ day: CalendarDate?) -> String {
    "\(day?.description ?? "1970-01-01")T00:00:00+08:00"
  }
}
