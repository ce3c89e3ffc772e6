package import Documents

/// What a page asks of those who index it, by `X-Robots-Tag` headers or `<meta name="robots">`.
///
/// Source: developers.google.com/search/docs/crawling-indexing/robots-meta-tag. Several sources add
/// up: what any of them forbids is forbidden. Words that aren't known here (max-snippet,
/// noimageindex, …) ask nothing of a text index and are passed over.
package struct RobotsDirectives: Sendable, Equatable {
  /// Don't show the page in results.
  package var noIndex = false
  /// Don't follow its links.
  package var noFollow = false
  /// Don't show a stored copy.
  package var noArchive = false
  /// Don't show an excerpt.
  package var noSnippet = false
  /// Don't show the page after this moment; the earliest where several are given.
  package var unavailableAfter: WebDate?

  /// Nothing is asked.
  package init() {}

  /// Bytes of one value that are read.
  private static let maximumBytes = 8192

  /// Adds what the value of one `X-Robots-Tag` header asks of the crawler that calls itself
  /// `agent`.
  ///
  /// "noindex, nofollow" is for everyone; "otherbot: noindex" for that agent, up to the next
  /// "name:".
  package mutating func add(header value: String, agent: String) {
    var words = Words(value, limit: Self.maximumBytes)
    var applies = true
    while let word = words.next() {
      let colon = word.firstIndex(of: UInt8(ascii: ":"))
      let name = word[..<(colon ?? word.endIndex)]
      if let colon, !Self.takesValue(name) {
        applies = Self.isName(name, of: agent)
        words.putBack(word[(colon + 1)...])
      } else if applies {
        add(word, &words)
      }
    }
  }

  /// Adds what `<meta name="…" content="…">` asks, where `name` is "robots" or the agent's own;
  /// else nothing.
  package mutating func add(metaNamed name: String, content: String, agent: String) {
    guard Self.isName(name.utf8.map(\.asciiLowercased)[...], of: agent) else { return }
    var words = Words(content, limit: Self.maximumBytes)
    while let word = words.next() { add(word, &words) }
  }

  /// Adds everything that `other` asks.
  package mutating func formUnion(_ other: RobotsDirectives) {
    noIndex = noIndex || other.noIndex
    noFollow = noFollow || other.noFollow
    noArchive = noArchive || other.noArchive
    noSnippet = noSnippet || other.noSnippet
    if let date = other.unavailableAfter { add(unavailableAfter: date) }
  }

  /// Whether the page may be shown at `moment`.
  package func allowsIndexing(at moment: UnixTime) -> Bool {
    !noIndex && (unavailableAfter.map { moment < $0.end } ?? true)
  }

  private mutating func add(_ word: ArraySlice<UInt8>, _ words: inout Words) {
    let name = word.prefix { $0 != UInt8(ascii: ":") }
    switch String(decoding: name, as: UTF8.self) {
    case "noindex": noIndex = true
    case "nofollow": noFollow = true
    case "none":
      noIndex = true
      noFollow = true
    case "noarchive", "nocache": noArchive = true
    case "nosnippet": noSnippet = true
    case "unavailable_after":
      let text = String(decoding: word.dropFirst(name.count + 1), as: UTF8.self)
      let date = words.text(after: text) { Self.isDirective($0) }
      if let date = WebDate(date) { add(unavailableAfter: date) }
    default: break
    }
  }

  private mutating func add(unavailableAfter date: WebDate) {
    if let earlier = unavailableAfter, earlier.end <= date.end { return }
    unavailableAfter = date
  }

  private static func takesValue(_ name: ArraySlice<UInt8>) -> Bool {
    name.elementsEqual("unavailable_after".utf8) || name.starts(with: "max-".utf8)
  }

  private static func isDirective(_ word: ArraySlice<UInt8>) -> Bool {
    ["noindex", "nofollow", "none", "noarchive", "nosnippet", "index", "follow", "all"]
      .contains { word.elementsEqual($0.utf8) } || takesValue(word.prefix { $0 != 0x3A })
  }

  private static func isName(_ name: ArraySlice<UInt8>, of agent: String) -> Bool {
    name.elementsEqual("robots".utf8) || name.elementsEqual("*".utf8)
      || name.elementsEqual(agent.utf8.lazy.map(\.asciiLowercased))
  }
}

/// The words of a directive list in lower case, between commas, semicolons and blanks.
private struct Words {
  private let bytes: [UInt8]
  private var position = 0
  private var pending: ArraySlice<UInt8> = []

  init(_ text: String, limit: Int) { bytes = text.utf8.prefix(limit).map(\.asciiLowercased) }

  mutating func next() -> ArraySlice<UInt8>? {
    if !pending.isEmpty {
      defer { pending = [] }
      return pending
    }
    while position < bytes.count, Self.separates(bytes[position]) { position += 1 }
    let start = position
    while position < bytes.count, !Self.separates(bytes[position]) { position += 1 }
    return start < position ? bytes[start..<position] : nil
  }

  /// Makes `word` the next word, unless it is empty.
  mutating func putBack(_ word: ArraySlice<UInt8>) { pending = word }

  /// `text` and the words up to the first for which `ends` holds, joined by blanks.
  mutating func text(after text: String, until ends: (ArraySlice<UInt8>) -> Bool) -> String {
    var result = text
    while true {
      let mark = position
      guard let word = next() else { return result }
      if ends(word) {
        position = mark
        return result
      }
      result += (result.isEmpty ? "" : " ") + String(decoding: word, as: UTF8.self)
    }
  }

  private static func separates(_ byte: UInt8) -> Bool {
    byte.isWhiteSpace || byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";")
  }
}
