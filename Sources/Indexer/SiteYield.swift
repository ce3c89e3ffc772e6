package import Bytes
package import Documents
package import SearchIndex

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

  /// The yields of all sites of the current generation, in its order.
  ///
  /// - Throws: `FileError` when the list of skipped pages can't be read.
  package static func all(
    _ reader: IndexReader, _ data: DataFolder
  ) throws(FileError) -> [SiteYield] {
    let skipped = try SkippedPages(data).counts
    let documents = reader.documentsBySite
    return reader.sites.map { site in
      SiteYield(
        site: site.id, name: site.name, documents: documents[site.id] ?? 0,
        skipped: skipped[site.id] ?? [:])
    }
  }

  /// The yield in a line: `61 of 64 pages give text (95.3 %): its pages are images without text 3`.
  package var line: String {
    let missing = skipped.values.reduce(0, +)
    let share = share.map { " (\((($0 * 1000).rounded()) / 10) %)" } ?? ""
    let reasons = skipped.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    return "\(documents) of \(documents + missing) pages are documents\(share)"
      + (reasons.isEmpty ? "" : "; \(reasons)")
  }
}
