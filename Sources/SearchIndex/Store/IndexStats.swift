/// What an index is made of and how many bytes each structure takes.
package struct IndexStats: Sendable, Equatable {
  /// The generation's number.
  package var generation: UInt64
  /// Live documents.
  package var documents = 0
  /// Dead documents that still take room.
  package var deadDocuments = 0
  /// Terms, summed over segments.
  package var terms: UInt64 = 0
  /// Postings, summed over segments.
  package var postings: UInt64 = 0
  /// Positions, summed over segments.
  package var positions: UInt64 = 0
  /// Bytes per structure, in the order of the format.
  package var sections: [(name: String, bytes: Int)] = []
  /// Segments.
  package var segments = 0
  /// Bytes of all segment files.
  package var bytes = 0

  package static func == (left: Self, right: Self) -> Bool { left.lines == right.lines }

  /// A line for each figure.
  package var lines: [String] {
    var lines = [
      "generation \(generation), \(segments) segments, \(bytes) bytes",
      "documents \(documents), dead \(deadDocuments)",
      "terms \(terms), postings \(postings), positions \(positions)",
    ]
    for section in sections { lines.append("\(section.name) \(section.bytes) bytes") }
    func each(_ name: String, _ unit: Double, _ count: UInt64, _ what: String) {
      let size = sections.first { $0.name == name }?.bytes ?? 0
      if count > 0 { lines.append("\(decimal(Double(size) * unit / Double(count), 2)) \(what)") }
    }
    each("postings", 8, postings, "bits a posting")
    each("positions", 8, positions, "bits a position")
    each("dictionary", 1, terms, "bytes a term in the dictionary")
    return lines
  }
}

extension IndexReader {
  /// The figures of this generation.
  package var stats: IndexStats {
    var stats = IndexStats(generation: generation)
    stats.documents = documentCount
    stats.segments = parts.count
    for part in parts {
      let segment = part.segment
      stats.deadDocuments += segment.documentCount - part.liveCount
      stats.terms += segment.summary.termCount
      stats.postings += segment.summary.postingCount
      stats.positions += segment.summary.positionCount
      stats.bytes += segment.byteCount
    }
    stats.sections = SegmentSection.allCases.map { section in
      ("\(section)", parts.reduce(0) { $0 + $1.segment.place(section).count })
    }
    return stats
  }
}

extension IndexStore {
  /// The figures of the current generation.
  package func stats() throws(IndexError) -> IndexStats { try openCurrent().reader.stats }
}
