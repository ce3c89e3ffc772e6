/// Ends what would never end: relative paths that grow, facets that combine, calendars, identical pages without number.
///
/// Rules on the URL alone refuse it before it is fetched; a learner watches what URLs of one pattern bring and closes the pattern
/// when they bring the same again and again, or nothing but more of themselves.
package struct TrapGuard: Sendable {
  /// The rule that refused a URL, as reports count it.
  package enum Rule: String, Sendable, CaseIterable {
    /// More than `maximumSegments` path segments, or longer than `maximumLength`.
    case length = "trap: long"
    /// A path segment comes more than `maximumRepeats` times, or a group of segments follows itself twice.
    case repeatedPath = "trap: repeated path"
    /// More than `maximumParameters` query parameters.
    case parameters = "trap: parameters"
    /// A path has too many URLs that differ by three or more query parameters.
    case variants = "trap: variants"
    /// Pages of the pattern bring the same content again and again.
    case repetition = "trap: repetition"
    /// The host has shown the same text under many URLs already.
    case sameText = "trap: same text"
    /// Pages of the path bring nothing new but other queries of the same path.
    case selfLinks = "trap: only links to itself"
    /// A file that holds no text.
    case fileType = "file type"
  }

  /// What a page brought.
  package struct Lesson: Sendable {
    /// The hash of its bytes.
    package var content: UInt64
    /// The hash of its text without digits.
    package var shape: UInt64
    /// New URLs on it that differ from its own in digits and query only.
    package var ownLinks = 0
    /// All other new URLs on it.
    package var otherLinks = 0

    /// A page of these hashes that brought no new URL.
    package init(content: UInt64, shape: UInt64) {
      self.content = content
      self.shape = shape
    }
  }

  /// No government page measured lies deeper than 12 segments.
  static let maximumSegments = 24
  /// Longer URLs are session state, not addresses.
  static let maximumLength = 2_048
  static let maximumRepeats = 3
  static let maximumParameters = 12
  /// URLs of one path that differ by three parameters; half as many for each parameter more.
  static let maximumVariants = 4_000
  /// So many pages in a row with one and the same content close their pattern: they are a soft 404 or a session's home page, and
  /// nothing is lost with them.
  static let maximumSameContent = 12
  /// So many pages in a row whose texts differ in digits only close their pattern: a calendar, or one page under many session numbers.
  static let maximumSameShape = 60
  /// So many pages in a row that bring new URLs, all of their own path, close the path's queries: a calendar with texts, or facets. A list
  /// brings articles; articles that link to one another bring one or two URLs each, so that this is patient.
  static let maximumSelfLinks = 300
  /// The same for pages with three query parameters or more.
  static let maximumFacetSelfLinks = 40

  /// So many URLs of one host with the same text but for digits: what comes after them is a soft 404, a login page or a template's shell,
  /// whatever its URL looks like.
  static let maximumSameText = 24
  /// So many of such URLs of one pattern close it.
  static let maximumOverfamiliar = 8
  /// Texts that are counted at once; when there are more, those met once are forgotten.
  private static let maximumTexts = 1 << 17

  /// How many URLs have had a text, by host and text.
  private var texts: [UInt64: UInt8] = [:]
  private var patterns: [UInt64: Pattern] = [:]
  /// Pages in a row that brought only URLs of their own path, by path; -1 for a path whose queries are closed.
  private var selfLinks: [UInt64: Int] = [:]
  private let hash = StableHash.content

  private struct Pattern: Sendable {
    var urls = 0
    var lastContent: UInt64 = 0
    var lastShape: UInt64 = 0
    var sameContent = 0
    var sameShape = 0
    /// Pages whose text the host had shown too often.
    var overfamiliar = 0
    var isClosed = false

    /// Counts a URL; returns how many there are now.
    mutating func countURL() -> Int {
      urls += 1
      return urls
    }

    /// Counts a page whose text the host had shown too often, which closes the pattern when there are too many.
    mutating func countOverfamiliar() {
      overfamiliar += 1
      if overfamiliar >= TrapGuard.maximumOverfamiliar { isClosed = true }
    }
  }

  /// A guard that has seen nothing.
  package init() {}

  /// The rule by which a URL isn't taken into the frontier; nil when it is.
  package mutating func refusal(of url: CrawlURL) -> Rule? {
    let target = url.target.utf8
    guard target.count <= Self.maximumLength else { return .length }
    let end = target.firstIndex(of: UInt8(ascii: "?")) ?? target.endIndex
    let path = target[..<end]
    if FileNameRule.holdsNoText(path) { return .fileType }
    let pattern = pattern(of: url)
    if let rule = Self.refusal(ofPath: path) ?? closure(of: url, pattern) { return rule }
    return end < target.endIndex ? refusal(ofQuery: target[end...].dropFirst(), pattern) : nil
  }

  /// The rule by which a URL in the frontier isn't fetched any more, because of what its pattern has brought since; nil when it is.
  package func closure(of url: CrawlURL) -> Rule? {
    patterns.isEmpty ? nil : closure(of: url, pattern(of: url))
  }

  private func closure(of url: CrawlURL, _ pattern: UInt64) -> Rule? {
    if patterns[pattern]?.isClosed == true { return .repetition }
    guard url.target.utf8.contains(UInt8(ascii: "?")) else { return nil }
    return selfLinks[family(of: url)] == -1 ? .selfLinks : nil
  }

  private static func refusal(ofPath path: Substring.UTF8View) -> Rule? {
    let segments = path.split(separator: UInt8(ascii: "/"))
    guard segments.count <= maximumSegments else { return .length }
    guard segments.count > maximumRepeats else { return nil }
    var counts: [Substring: Int] = [:]
    for segment in segments {
      let count = (counts[Substring(segment)] ?? 0) + 1
      if count > maximumRepeats { return .repeatedPath }
      counts[Substring(segment)] = count
    }
    // a/b/a/b/a/b: a group that follows itself twice, before the file's name or at the end.
    return endsInRepetition(segments[...]) || endsInRepetition(segments.dropLast())
      ? .repeatedPath : nil
  }

  private static func endsInRepetition(_ segments: ArraySlice<Substring.UTF8View>) -> Bool {
    for width in 2...4 where segments.count >= width * 3 {
      let tail = segments.suffix(width * 3).map { Substring($0) }
      let (first, second, third) = (tail[..<width], tail[width..<(2 * width)], tail[(2 * width)...])
      if first.elementsEqual(second), second.elementsEqual(third) { return true }
    }
    return false
  }

  private mutating func refusal(
    ofQuery query: Substring.UTF8View, _ pattern: UInt64
  ) -> Rule? {
    let parameters = Self.parameterCount(query)
    guard parameters <= Self.maximumParameters else { return .parameters }
    // Facets combine: the more parameters, the fewer combinations are worth having. One or two may well number a site's articles.
    guard parameters >= 3 else { return nil }
    let limit = Self.maximumVariants >> min(parameters - 3, 6)
    return patterns[pattern, default: Pattern()].countURL() > limit ? .variants : nil
  }

  private static func parameterCount(_ query: some Sequence<UInt8>) -> Int {
    query.reduce(1) { $0 + ($1 == UInt8(ascii: "&") ? 1 : 0) }
  }

  /// Whether a URL's text is one that its host has shown too often; counts it.
  package mutating func isOverfamiliar(_ url: CrawlURL, shape: UInt64) -> Bool {
    let key = hash(Array(url.authority.utf8).span) ^ shape
    let count = texts[key] ?? 0
    if count >= Self.maximumSameText {
      patterns[pattern(of: url), default: Pattern()].countOverfamiliar()
      return true
    }
    if texts.count >= Self.maximumTexts { texts = texts.filter { $0.value > 1 } }
    texts[key] = count + 1
    return false
  }

  /// Learns what a URL brought; true when that closes its pattern.
  package mutating func learn(_ url: CrawlURL, _ lesson: Lesson) -> Bool {
    let key = pattern(of: url)
    var known = patterns[key] ?? Pattern()
    known.sameContent = known.lastContent == lesson.content ? known.sameContent + 1 : 0
    known.sameShape = known.lastShape == lesson.shape ? known.sameShape + 1 : 0
    known.lastContent = lesson.content
    known.lastShape = lesson.shape
    if known.sameContent >= Self.maximumSameContent || known.sameShape >= Self.maximumSameShape {
      known.isClosed = true
    }
    patterns[key] = known
    learnLinks(url, lesson)
    return known.isClosed
  }

  private mutating func learnLinks(_ url: CrawlURL, _ lesson: Lesson) {
    let target = url.target.utf8
    guard let mark = target.firstIndex(of: UInt8(ascii: "?")) else { return }
    let key = family(of: url)
    let count = selfLinks[key] ?? 0
    guard count >= 0, lesson.ownLinks + lesson.otherLinks > 0 else { return }
    guard lesson.otherLinks == 0 else { return selfLinks[key] = 0 }
    let limit =
      Self.parameterCount(target[mark...]) >= 3
      ? Self.maximumFacetSelfLinks : Self.maximumSelfLinks
    selfLinks[key] = count + 1 >= limit ? -1 : count + 1
  }

  /// The hash of a URL without its query, runs of digits made one: that of all URLs of its host and path but for digits.
  func family(of url: CrawlURL) -> UInt64 { collapsed(url, withQuery: false) }

  /// The hash of a URL with runs of digits made one and the values of its query left out.
  private func pattern(of url: CrawlURL) -> UInt64 { collapsed(url, withQuery: true) }

  private func collapsed(_ url: CrawlURL, withQuery: Bool) -> UInt64 {
    let href = url.href.utf8.span
    var text = StableHash.Stream(hash)
    var last: UInt8 = 0
    var isQuery = false
    var isValue = false
    for index in href.indices {
      var byte = href[index]
      switch byte {
      case UInt8(ascii: "?"):
        guard withQuery else { return text.finish() }
        isQuery = true
        isValue = false
      case UInt8(ascii: "&"): isValue = false
      case UInt8(ascii: "=") where isQuery: isValue = true
      default:
        if isValue { continue }
        if byte &- 48 < 10 {
          if last == 48 { continue }
          byte = 48
        }
      }
      text.append(byte)
      last = byte
    }
    return text.finish()
  }
}
