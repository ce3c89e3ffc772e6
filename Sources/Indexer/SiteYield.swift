package import Documents
import SearchIndex

/// What of a site can be found: its documents, and its pages that gave none, by reason.
package struct SiteYield: Sendable, Codable, Equatable {
  /// The site's id.
  package var site: String
  /// The site's name.
  package var name: String
  /// Documents in the index.
  package var documents: Int
  /// Pages without a document, by reason.
  package var skipped: [String: Int]

  /// Documents out of all pages that should give one, 0…1: pages that ask not to be indexed are not counted. nil for no pages.
  package var share: Double? {
    let missing = skipped.filter { $0.key != SkipReason.noindex.description }.values.reduce(0, +)
    return documents + missing == 0 ? nil : Double(documents) / Double(documents + missing)
  }

  /// That share for people: `95.3 %`.
  package var percentage: String? { share.map { "\(($0 * 1000).rounded() / 10) %" } }

  /// The yields of all sites of the current generation, in its order; none before the first.
  ///
  /// - Throws: `IndexError` or `FileError` when index or list of skipped pages can't be read.
  package static func all(in data: DataFolder) throws -> [SiteYield] {
    let store = IndexStore(folder: data.index)
    guard try store.currentNumber() != nil else { return [] }
    let reader = try store.openCurrent().reader
    let skipped = try SkippedPages(data).counts
    let documents = reader.documentsBySite
    return reader.sites.map { site in
      SiteYield(
        site: site.id, name: site.name, documents: documents[site.id] ?? 0,
        skipped: skipped[site.id] ?? [:])
    }
  }

  /// The yield in a line: `61 of 64 pages are documents (95.3 %); its pages are images without text 3`.
  package var line: String {
    let all = documents + skipped.values.reduce(0, +)
    return "\(documents) of \(all) pages are documents"
      + (percentage.map { " (\($0))" } ?? "") + (skipped.isEmpty ? "" : "; \(skipped.listing)")
  }
}
