import Documents
import SearchIndex

/// What a batch did, site by site; printed by `kuasou index` and written as JSON by `--json`.
package struct IndexReport: Sendable, Codable, Equatable {
  /// What happened to one site's pages.
  package struct SiteCount: Sendable, Codable, Equatable {
    /// The site's name.
    package var name = ""
    /// Documents added or replaced.
    package var indexed = 0
    /// Documents taken out because their page is gone.
    package var removed = 0
    /// Pages without a document, by reason.
    package var skipped: [String: Int] = [:]
  }

  /// The number of the generation that was published.
  package private(set) var generation: UInt64 = 0
  /// Records of the page store that were read.
  package var recordsRead = 0
  /// Documents added or replaced.
  package private(set) var indexed = 0
  /// Documents by file type.
  package private(set) var types: [String: Int] = [:]
  /// Counts by site id.
  package private(set) var sites: [String: SiteCount] = [:]
  /// Documents in the published generation.
  package private(set) var documents = 0
  /// Bytes of segments and manifests on disk.
  package private(set) var bytes = 0
  /// What a person must know, such as a damaged generation that was passed over.
  package internal(set) var warnings: [String] = []
  /// Seconds from start to publication.
  package private(set) var seconds = 0.0

  /// The labels of all sites that the generation will know.
  private(set) var labels: [SiteLabel] = []

  private enum CodingKeys: String, CodingKey {
    case generation, recordsRead, indexed, types, sites, documents, bytes, seconds, warnings
  }

  init(sites: [SiteLabel]) { labels = sites }

  mutating func countIndexed(_ document: Document) {
    indexed += 1
    types[document.type.rawValue, default: 0] += 1
    sites[document.siteID, default: SiteCount()].indexed += 1
  }

  mutating func countRemoved(_ siteID: String) {
    sites[siteID, default: SiteCount()].removed += 1
  }

  mutating func countSkipped(_ siteID: String, _ reason: SkipReason) {
    sites[siteID, default: SiteCount()].skipped[reason.description, default: 0] += 1
  }

  mutating func finish(_ manifest: GenerationManifest, seconds: Duration, bytes: Int) {
    generation = manifest.number
    documents = manifest.documentCount
    self.bytes = bytes
    self.seconds =
      Double(seconds.components.seconds) + Double(seconds.components.attoseconds) / 1e18
    let names = Dictionary(labels.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    for id in sites.keys { sites[id]?.name = names[id] ?? id }
  }

  /// Pages without a document, by reason, over all sites.
  package var skipped: [String: Int] {
    sites.values.reduce(into: [:]) { total, site in
      total.merge(site.skipped, uniquingKeysWith: +)
    }
  }

  /// The summary for people: a line for the whole, a line a file type, a line a reason.
  package var lines: [String] {
    let removed = sites.values.reduce(0) { $0 + $1.removed }
    var lines = [
      "generation \(generation): \(documents) documents of \(labels.count) sites, \(bytes) bytes",
      "read \(recordsRead) records in \(Self.rounded(seconds)) s: indexed \(indexed), removed \(removed), without document \(skipped.values.reduce(0, +))",
    ]
    lines += types.byCount.map {
      "  \($0.key)\t\($0.value)"
    }
    lines += skipped.byCount.map {
      "  skipped: \($0.key)\t\($0.value)"
    }
    return lines
  }

  private static func rounded(_ seconds: Double) -> Double { (seconds * 100).rounded() / 100 }
}
