/// What a compaction did or would do.
package struct CompactionReport: Sendable, Equatable, Codable {
  /// What becomes of a file.
  package enum Verdict: String, Sendable, Codable {
    /// It was written anew, or would be.
    case compacted
    /// Too little of it would be dropped.
    case kept
    /// Some generation of the index has not read it to its end.
    case unread
    /// It is damaged and was left as it is.
    case damaged
  }

  /// What became of one closed file.
  package struct File: Sendable, Equatable, Codable {
    /// Its name, such as 000001.warc.gz.
    package var name: String
    /// What became of it.
    package var verdict: Verdict
    /// Records that stay.
    package var kept = 0
    /// Records that were dropped; of a file that was left alone, that could be.
    package var dropped = 0
    /// Its bytes before.
    package var bytesBefore = 0
    /// Its bytes afterwards; without the new first record's when nothing was written.
    package var bytesAfter = 0
    /// What is damaged, for people.
    package var problem: String?
  }

  /// The closed files, ascending; the one that is being appended to is not among them.
  package var files: [File] = []
  /// Whether files were only looked at.
  package var isDryRun = false

  /// The sum over all closed files; what could be dropped of files that were left alone does not count.
  package var total: File {
    var total = File(name: "total", verdict: .kept)
    for file in files {
      let isDone = file.verdict == .compacted
      total.kept += file.kept + (isDone ? 0 : file.dropped)
      total.dropped += isDone ? file.dropped : 0
      total.bytesBefore += file.bytesBefore
      total.bytesAfter += isDone ? file.bytesAfter : file.bytesBefore
      if isDone { total.verdict = .compacted }
    }
    return total
  }

  /// The share of the closed bytes that would be dropped, from 0 to 1.
  package var droppedShare: Double {
    let (sum, total) = (files.reduce(0) { $0 + $1.bytesBefore }, total)
    return sum == 0 ? 0 : Double(total.bytesBefore - total.bytesAfter) / Double(sum)
  }

  /// A line a file and one for the sum, columns separated by tabs.
  package var lines: [String] {
    let rows = files.map { line($0, word($0.verdict)) }
    return rows + [line(total, isDryRun ? "dry run" : "done")]
  }

  private func word(_ verdict: Verdict) -> String {
    switch verdict {
    case .compacted: isDryRun ? "would be compacted" : "compacted"
    case .kept: "kept: too little to drop"
    case .unread: "kept: not indexed to its end yet"
    case .damaged: "kept: DAMAGED"
    }
  }

  private func line(_ file: File, _ word: String) -> String {
    "\(file.name)\t\(file.kept) records kept\t\(file.dropped) dropped\t"
      + "\(file.bytesBefore) bytes before\t\(file.bytesAfter) after\t\(word)"
  }
}
