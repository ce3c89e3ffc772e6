/// A value of sites.conf with its place.
struct Located<Value: Sendable>: Sendable {
  let value: Value
  let position: TextPosition
}

/// What one table of sites.conf says, each value checked by itself; nil or empty where it says nothing good.
struct SiteSettings: Sendable {
  var strings: [SiteKey: Located<String>] = [:]
  var booleans: [SiteKey: Located<Bool>] = [:]
  var integers: [SiteKey: Int] = [:]
  var durations: [SiteKey: Located<Duration>] = [:]
  var crawlWindow: CrawlWindow?
  var addresses: [SiteKey: [Located<SiteAddress>]] = [:]
  var patterns: [SiteKey: [Located<ScopePattern>]] = [:]
  /// Keys that the table has, good or bad; a bad value is not also reported as missing.
  var present: Set<SiteKey> = []
}

/// A site while it is being read: what its own table says and where the table stands.
struct SiteDraft: Sendable {
  /// Which `[[site]]` of the file it is, from 0.
  let index: Int
  let own: SiteSettings
  /// Whether no error was found in it so far.
  var isGood: Bool
}
