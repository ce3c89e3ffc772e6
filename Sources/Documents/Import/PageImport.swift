package import Bytes

/// Takes files of documents or pages into the page store: JSON Lines and WARC, plain, gzip or zstd.
package struct PageImport: Sendable {
  /// What one file brought.
  package struct Outcome: Sendable, Equatable {
    /// Records that were stored.
    package var stored = 0
    /// Lines or records that are no document: where and why, at most `problemLimit` of them.
    package var problems: [String] = []
    /// Lines or records that are no document, all of them.
    package var refused = 0
  }

  /// How many problems are kept word by word.
  package static let problemLimit = 20

  /// The most bytes that a file may hold after decompression, 8 GiB.
  private static let fileLimit = 8 << 30
  /// Records between two commits.
  private static let batch = 10_000

  private let now: UnixTime

  /// An import whose documents are dated `now`.
  package init(now: UnixTime = .now) { self.now = now }

  /// Stores every document of the file; lines that are none are counted and passed over.
  ///
  /// - Throws: `FileError` when the file can't be read, is compressed and damaged, or the store can't be written.
  package func run(
    path: String, into writer: inout PageStoreWriter
  ) throws(FileError) -> Outcome {
    let bytes = try decompressed(try LocalFileSystem().read(path, limit: Self.fileLimit), path)
    var outcome = Outcome()
    if bytes.starts(with: Array("WARC/".utf8)) {
      try storeWARC(bytes, path, &writer, &outcome)
    } else {
      try storeLines(bytes, path, &writer, &outcome)
    }
    try writer.commit()
    return outcome
  }

  private func decompressed(_ bytes: [UInt8], _ path: String) throws(FileError) -> [UInt8] {
    if bytes.starts(with: [0x1F, 0x8B]) {
      let output = Gzip.decompress(bytes.span, limit: Self.fileLimit)
      guard output.end == .complete else {
        throw .corrupt(
          path: path, offset: output.consumed, problem: "its gzip data is damaged or cut short")
      }
      return output.bytes
    }
    guard bytes.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) else { return bytes }
    guard let output = Zstd.decompressStream(bytes, limit: Self.fileLimit) else {
      throw .corrupt(path: path, offset: 0, problem: "its zstd data is damaged or cut short")
    }
    return output
  }

  private func storeWARC(
    _ bytes: [UInt8], _ path: String, _ writer: inout PageStoreWriter, _ outcome: inout Outcome
  ) throws(FileError) {
    var offset = 0
    while offset < bytes.count {
      guard let (warc, end) = WARCRecord.read(bytes, at: offset) else {
        outcome.refuse("\(path): byte \(offset): no WARC record here; the rest is left out")
        return
      }
      if let record = PageRecord(warc: warc) {
        try store(record, &writer, &outcome)
      } else if warc.field("WARC-Type") == "response" {
        outcome.refuse("\(path): byte \(offset): no HTTP answer that can be decoded")
      }
      offset = end
    }
  }

  private func storeLines(
    _ bytes: [UInt8], _ path: String, _ writer: inout PageStoreWriter, _ outcome: inout Outcome
  ) throws(FileError) {
    var number = 0
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 10) ?? bytes.count
      number += 1
      let line = bytes[start..<end]
      start = end + 1
      guard line.contains(where: { $0 > 32 }) else { continue }
      do {
        var document = try ImportedDocument(json: Array(line))
        document.importedAt = now
        try store(.document(document), &writer, &outcome)
      } catch let problem as ImportProblem {
        outcome.refuse("\(path):\(number): \(problem)")
      } catch let error as FileError {
        throw error
      } catch {}
    }
  }

  private func store(
    _ record: PageRecord, _ writer: inout PageStoreWriter, _ outcome: inout Outcome
  ) throws(FileError) {
    _ = try writer.append(record)
    outcome.stored += 1
    if outcome.stored % Self.batch == 0 { try writer.commit() }
  }
}

extension PageImport.Outcome {
  mutating func refuse(_ problem: String) {
    refused += 1
    if problems.count < PageImport.problemLimit { problems.append(problem) }
  }
}
