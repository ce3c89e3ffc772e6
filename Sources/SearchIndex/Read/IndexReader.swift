import Bytes
package import Documents

/// An immutable snapshot of one generation, for any number of threads.
package final class IndexReader: Sendable {
  /// A segment with the documents of it that are live.
  package struct Part: Sendable {
    let segment: Segment
    /// nil when all are live.
    var live: LiveDocuments?

    @inline(__always) func isLive(_ document: UInt32) -> Bool { live?.isLive(document) ?? true }
    var liveCount: Int { segment.documentCount - (live?.deadCount ?? 0) }
  }

  /// What was published.
  package let manifest: GenerationManifest
  let parts: [Part]
  /// The first document of each part in the numbering of the whole index.
  let firstDocuments: [UInt32]
  /// BM25 of each field over the live documents of all parts.
  let statistics: CollectionStatistics
  /// What the age of documents is worth.
  let freshness = FreshnessTable()
  private let labels: [String: SiteLabel]
  /// Keeps the generation's files from being removed.
  private let hold: FileHold?

  init(manifest: GenerationManifest, parts: [Part], hold: FileHold? = nil) {
    self.manifest = manifest
    self.hold = hold
    self.parts = parts
    var first: UInt32 = 0
    firstDocuments = parts.map { part in
      defer { first &+= UInt32(part.segment.documentCount) }
      return first
    }
    statistics = CollectionStatistics(parts)
    labels = Dictionary(manifest.sites.map { ($0.id, $0) }) { first, _ in first }
  }

  /// The number of the generation.
  package var generation: UInt64 { manifest.number }

  /// Live documents.
  package var documentCount: Int { statistics.documentCount }

  /// The sites as people know them.
  package var sites: [SiteLabel] { manifest.sites }

  /// The label of a site; a bare one of that id when it is unknown.
  package func siteLabel(id: String) -> SiteLabel { labels[id] ?? SiteLabel(id: id, name: id) }

  /// The document of a hit; nil when its block is damaged or the hit is of another index.
  package func document(_ hit: Hit) -> Document? {
    guard parts.indices.contains(hit.segment),
      Int(hit.document) < parts[hit.segment].segment.documentCount
    else { return nil }
    return parts[hit.segment].segment.document(hit.document)
  }

  /// The live document of this id; nil when there is none.
  package func document(id: String) -> Document? {
    let hash = KeyHash.of(id)
    for part in parts.reversed() {
      for number in part.segment.documents(keyHash: hash) where part.isLive(number) {
        if let document = part.segment.document(number), document.id == id { return document }
      }
    }
    return nil
  }
}

/// A document that a search found.
package struct Hit: Sendable, Equatable {
  /// Its score; larger is better. 0 when hits are sorted by date.
  package let score: Double
  /// The segment's place in the generation.
  package let segment: Int
  /// The document's number in the segment.
  package let document: UInt32
  /// Near-duplicates that rank behind it, best first; none unless the search folds them.
  package var copies: [Hit] = []

  /// A hit without copies.
  package init(score: Double, segment: Int, document: UInt32) {
    self.score = score
    self.segment = segment
    self.document = document
  }
}

/// Counts over the live documents of all segments, on which BM25 rests.
struct CollectionStatistics: Sendable {
  let documentCount: Int
  /// Per field, in `IndexField` order.
  let lengths: [BM25Length]

  init(_ parts: [IndexReader.Part]) {
    documentCount = parts.reduce(0) { $0 + $1.liveCount }
    let count = max(1, documentCount)
    lengths = IndexField.allCases.map { field in
      guard field.hasNorms else { return BM25Length() }
      let field = Int(field.rawValue)
      let tokens = parts.reduce(UInt64(0)) { sum, part in
        let all = part.segment.summary.tokenCounts[field]
        return sum &+ all &- min(all, part.live?.deadTokens[field] ?? 0)
      }
      return BM25Length(averageLength: tokens == 0 ? 1 : Float(tokens) / Float(count))
    }
  }

  /// The inverse document frequency, as Lucene and Tantivy define it.
  func inverseFrequency(_ documents: Int) -> Float {
    let (count, frequency) = (Float(documentCount), Float(min(documents, documentCount)))
    return logarithm(1 + (count - frequency + 0.5) / (frequency + 0.5))
  }
}
