import Bytes

/// Reads a whole page store and checks every record: gzip's checksum, the WARC frame, the payload's digest, the count.
package struct PageStoreCheck {
  /// What was found.
  package struct Outcome: Sendable {
    /// Records that are whole.
    package var records: UInt64 = 0
    /// A sentence for everything that is not as it should be.
    package var problems: [String] = []
  }

  private let pages: PageStoreReader

  /// A check of this store.
  package init(_ pages: PageStoreReader) { self.pages = pages }

  /// Reads to the end or to the first record that can't be read.
  package func run() -> Outcome {
    var outcome = Outcome()
    var cursor = pages.cursor()
    var dropped: UInt64 = 0
    do {
      while let (location, warc, label) = try cursor.nextWARC() {
        let record = PageRecord(warc: warc)
        if let problem = Self.problem(of: warc, record, label) {
          outcome.problems.append("\(pages.folder)/\(location): \(problem)")
        }
        if record != nil { outcome.records += 1 }
        if location.offset == 0 { dropped += CompactionNote(warc)?.dropped ?? 0 }
      }
    } catch {
      outcome.problems.append("\(error)")
      return outcome
    }
    if outcome.records + dropped != pages.mark.records {
      outcome.problems.append(
        "\(pages.folder) holds \(outcome.records) records and \(dropped) were dropped by compaction, "
          + "but \(pages.mark.records) were committed")
    }
    return outcome
  }

  /// What is wrong with a record that is whole; nil when nothing is.
  static func problem(
    of warc: WARCRecord, _ record: PageRecord?, _ label: PageLabel?
  ) -> String? {
    if let label, record.map({ PageLabel($0) }) != label {
      return "the label of its gzip member is another record's"
    }
    guard warc.field("WARC-Type") == "response" else { return nil }
    guard case .response(let page)? = record else {
      return "the response is no HTTP answer"
    }
    guard let digest = warc.field("WARC-Payload-Digest"), digest.hasPrefix("sha256:") else {
      return nil
    }
    return digest == "sha256:\(SHA256.hex(page.body))" ? nil : "the body does not have its digest"
  }
}
