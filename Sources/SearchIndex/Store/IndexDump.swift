import Bytes
import Documents
import Tokenizer

/// Files of the index as text.
package enum IndexDump {
  /// Whether `lines` knows this file by its name.
  package static func canDump(path: String) -> Bool {
    [".kseg", ".klive", ".kgen", "/current"].contains { "/\(path)".hasSuffix($0) }
  }

  /// A `.kseg`, `.klive`, `.kgen` or `current` file as lines.
  ///
  /// - Parameter termLimit: how many terms of a segment are listed.
  package static func lines(path: String, termLimit: Int = 1000) throws(IndexError) -> [String] {
    if path.hasSuffix(".kseg") { return segment(try Segment(path: path), termLimit) }
    let bytes = try indexErrors { () throws(FileError) in try LocalFileSystem().read(path) }
    return try indexErrors { () throws(FileError) in
      if path.hasSuffix(".klive") { return live(try LiveDocuments(bytes, path: path)) }
      if path.hasSuffix(".kgen") { return manifest(try GenerationManifest(bytes, path: path)) }
      let payload = try FramedFile.payload(IndexStore.currentMagic, 1, bytes, path: path)
      return ["current generation \(payload.span.load64(0))"]
    }
  }

  private static func manifest(_ manifest: GenerationManifest) -> [String] {
    [
      "generation \(manifest.number)", "created \(manifest.createdAt)",
      "documents \(manifest.documentCount)",
      "page store read to file \(manifest.highWaterMark.file), byte \(manifest.highWaterMark.offset)",
    ]
      + manifest.segments.map {
        "segment \($0.fileName) live \($0.liveCount) of \($0.documentCount), \($0.byteCount) bytes"
          + ($0.live > 0 ? ", \($0.liveName)" : "")
      }
      + manifest.sites.map { "site \($0.id)\t\($0.name)\t\($0.kind)\t\($0.district)" }
  }

  private static func live(_ live: LiveDocuments) -> [String] {
    let dead = (0..<UInt32(live.documentCount)).filter { !live.isLive($0) }
    return [
      "live \(live.liveCount) of \(live.documentCount)",
      "dead terms \(live.deadTerms.count)",
      "dead \(dead.map(String.init).joined(separator: " "))",
    ]
  }

  private static func segment(_ segment: Segment, _ termLimit: Int) -> [String] {
    let summary = segment.summary
    var lines = [
      "segment, \(segment.byteCount) bytes, format \(SegmentLayout.version)",
      "documents \(summary.documentCount), terms \(summary.termCount), "
        + "postings \(summary.postingCount), positions \(summary.positionCount)",
      "tokens body \(summary.tokenCounts[0]), characters \(summary.tokenCounts[1]), "
        + "title \(summary.tokenCounts[2])",
    ]
    for section in SegmentSection.allCases where !segment.place(section).isEmpty {
      let place = segment.place(section)
      lines.append("section \(section) at \(place.lowerBound), \(place.count) bytes")
    }
    for (index, id) in segment.siteIDs.enumerated() {
      lines.append(
        "site \(id), \(segment.siteStarts[index + 1] - segment.siteStarts[index]) documents")
    }
    var terms = TermIterator(segment)
    for _ in 0..<termLimit {
      guard let entry = terms.current else { break }
      lines.append(term(entry, segment))
      terms.advance()
    }
    return lines
  }

  private static func term(_ entry: TermEntry, _ segment: Segment) -> String {
    let file = segment.file
    let token = IndexField.tokenKey(of: entry.key)
    let hashed = entry.spelling.map { file.bytes.load8($0) }
    let text = TokenKey.spelling(of: token) ?? String(decoding: hashed, as: UTF8.self)
    let field = IndexField.of(termKey: entry.key).map { "\($0)" } ?? "?"
    var cursor = PostingsCursor(
      entry, documentCount: segment.documentCount,
      hasPositions: IndexField.of(termKey: entry.key)?.hasPositions == true)
    var shown: [String] = []
    cursor.load(0, file.bytes)
    while cursor.document != PostingsCursor.end && shown.count < 8 {
      shown.append("\(cursor.document)×\(cursor.frequency(file.bytes))")
      cursor.next(file.bytes)
    }
    let more = entry.documents > shown.count ? " …" : ""
    return "term \(field) \(text) documents \(entry.documents) occurrences \(entry.occurrences): "
      + shown.joined(separator: " ") + more
  }
}
