/// Ends what would never end: relative paths that grow, facets that combine, calendars, identical pages without number.
///
/// Rules on the URL alone refuse it before it is fetched; a learner watches what URLs of one pattern bring and closes the pattern
/// when they bring the same again and again.
package struct TrapGuard: Sendable {
  /// The rule that refused a URL, as reports count it.
  package enum Rule: String, Sendable, CaseIterable {
    /// More than `maximumSegments` path segments, or longer than `maximumLength`.
    case length = "trap: long"
    /// A path segment comes more than `maximumRepeats` times, or a group of segments follows itself twice.
    case repeatedPath = "trap: repeated path"
    /// More than `maximumParameters` query parameters.
    case parameters = "trap: parameters"
    /// One path has more than `maximumVariants` URLs that differ by query.
    case variants = "trap: variants"
    /// Pages of the pattern bring the same content again and again.
    case repetition = "trap: repetition"
    /// A file that holds no text.
    case fileType = "file type"
  }

  /// No government page measured lies deeper than 12 segments.
  static let maximumSegments = 24
  /// Longer URLs are session state, not addresses.
  static let maximumLength = 2_048
  static let maximumRepeats = 3
  static let maximumParameters = 12
  /// A list of 2,000 pages is plausible; more belongs into a path.
  static let maximumVariants = 5_000
  /// So many pages in a row with one and the same content close their pattern: they are a soft 404 or a session's home page, and
  /// nothing is lost with them.
  static let maximumSameContent = 24
  /// So many pages in a row that differ in digits only close their pattern: a calendar. Short notices can look alike, too, so
  /// this is patient.
  static let maximumSameShape = 400

  private var patterns: [UInt64: Pattern] = [:]
  private let hash = StableHash.content

  private struct Pattern: Sendable {
    var urls = 0
    var lastContent: UInt64 = 0
    var lastShape: UInt64 = 0
    var sameContent = 0
    var sameShape = 0
    var isClosed = false
  }

  /// A guard that has seen nothing.
  package init() {}

  /// The rule by which a URL isn't fetched; nil when it may be.
  package mutating func refusal(of url: CrawlURL) -> Rule? {
    let target = url.target.utf8
    guard target.count <= Self.maximumLength else { return .length }
    let end = target.firstIndex(of: UInt8(ascii: "?")) ?? target.endIndex
    let path = target[..<end]
    if FileNameRule.holdsNoText(path) { return .fileType }
    if let rule = Self.refusal(ofPath: path) { return rule }
    guard end < target.endIndex else {
      return patterns[pattern(of: url)]?.isClosed == true ? .repetition : nil
    }
    return refusal(ofQuery: target[end...].dropFirst(), url)
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

  private mutating func refusal(ofQuery query: Substring.UTF8View, _ url: CrawlURL) -> Rule? {
    let parameters = query.reduce(1) { $0 + ($1 == UInt8(ascii: "&") ? 1 : 0) }
    guard parameters <= Self.maximumParameters else { return .parameters }
    let key = pattern(of: url)
    var known = patterns[key] ?? Pattern()
    guard !known.isClosed else { return .repetition }
    known.urls += 1
    patterns[key] = known
    // Facets combine: the more parameters, the fewer combinations are worth having.
    let limit =
      parameters <= 2 ? Self.maximumVariants : Self.maximumVariants / (1 << min(parameters - 2, 6))
    return known.urls > limit ? .variants : nil
  }

  /// Learns what a URL brought; true when its pattern has brought the same too often.
  package mutating func learn(_ url: CrawlURL, content: UInt64, shape: UInt64) -> Bool {
    let key = pattern(of: url)
    var known = patterns[key] ?? Pattern()
    known.sameContent = known.lastContent == content ? known.sameContent + 1 : 0
    known.sameShape = known.lastShape == shape ? known.sameShape + 1 : 0
    known.lastContent = content
    known.lastShape = shape
    if known.sameContent >= Self.maximumSameContent || known.sameShape >= Self.maximumSameShape {
      known.isClosed = true
    }
    patterns[key] = known
    return known.isClosed
  }

  /// The hash of a URL with runs of digits made one and the values of its query left out.
  private func pattern(of url: CrawlURL) -> UInt64 {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(url.href.utf8.count)
    var isQuery = false
    var isValue = false
    for byte in url.href.utf8 {
      switch byte {
      case UInt8(ascii: "?"):
        isQuery = true
        isValue = false
      case UInt8(ascii: "&"): isValue = false
      case UInt8(ascii: "=") where isQuery: isValue = true
      default:
        if isValue { continue }
        if (48...57).contains(byte) {
          if bytes.last != 48 { bytes.append(48) }
          continue
        }
      }
      bytes.append(byte)
    }
    return hash(bytes.span)
  }
}
