package import Bytes
package import Documents

/// Changes an index: adds, replaces and deletes documents, then publishes a new generation in one step.
///
/// Not for more than one thread. Its caller holds `index.lock`. Nothing that it does is seen before `commit` returns. It leaves
/// the segments that were there as they are: merging them is `TieredMerge`'s.
package final class IndexWriter {
  /// How to write.
  package struct Options: Sendable {
    /// Bytes that a batch may hold in memory; twice as many distinct files are merged at commit. At least 4 MB.
    package var memoryBudget = 256 << 20
    /// Threads that index at once, at least 1.
    package var threads = 1
    /// Whether to start from nothing: the old generation's segments are dropped at commit.
    package var rebuild = false
    /// What of the documents to index.
    package var content = IndexedContent.whole

    /// The defaults.
    package init() {}
  }

  /// The high-water mark of the generation that it started from; zeros when there was none or it is a rebuild.
  package let highWaterMark: HighWaterMark
  /// Sentences for people; not empty when it started from an older generation because the current one is damaged.
  package let warnings: [String]
  private let store: IndexStore
  private let options: Options
  private let files: any FileSystem
  private var parts: [WrittenPart] = []
  private var builder: SegmentBuilder?
  private var batchNumbers: [String: UInt32] = [:]
  private var batchDead: [UInt32] = []
  private var nextID: UInt64
  private var generation: UInt64

  /// A segment of the state that is being written.
  private struct WrittenPart {
    var id: UInt64
    var part: IndexReader.Part
    var liveNumber: UInt64
    var isChanged = false
    /// Whether this commit has written it and not merged it yet; such parts are the last ones.
    var isNew = false
  }

  /// Starts from the current generation (the newest good one when that is damaged), or from nothing.
  ///
  /// - Throws: `.noGoodGeneration` when there are generations of which none can be opened, unless it is a rebuild.
  package init(
    store: IndexStore, options: Options = Options(), on files: any FileSystem = LocalFileSystem()
  ) throws(IndexError) {
    self.store = store
    self.files = files
    self.options = options
    try store.makeFolders()
    // A rebuild must work however damaged the old index is.
    let current = options.rebuild ? nil : try store.openCurrentIfAny()
    warnings = current?.warnings ?? []
    generation = try store.largestNumber()
    nextID = try store.nextSegmentID()
    highWaterMark = current?.reader.manifest.highWaterMark ?? HighWaterMark()
    guard let reader = current?.reader else { return }
    for (reference, part) in zip(reader.manifest.segments, reader.parts) {
      parts.append(WrittenPart(id: reference.id, part: part, liveNumber: reference.live))
    }
  }

  /// Live documents of the state that is being written.
  package var documentCount: Int {
    parts.reduce(0) { $0 + $1.part.liveCount } + (builder?.documentCount ?? 0) - batchDead.count
  }

  /// Adds a document; an older one of the same `id` is replaced.
  package func add(_ document: Document) throws(IndexError) {
    try delete(document.id)
    if builder == nil {
      builder = try SegmentBuilder(
        path: store.path("segments/\(SegmentReference.padded(nextID)).kseg"),
        memoryBudget: max(4 << 20, options.memoryBudget), threads: options.threads,
        content: options.content, on: files)
    }
    batchNumbers[document.id] = try builder?.add(document)
    if builder?.isFull == true { try flush() }
  }

  /// Deletes the document of this `id`, if there is one.
  package func delete(_ id: String) throws(IndexError) {
    if let number = batchNumbers.removeValue(forKey: id) { batchDead.append(number) }
    let hash = KeyHash.of(id)
    for index in parts.indices {
      for number in parts[index].part.segment.documents(keyHash: hash)
      where parts[index].part.isLive(number) {
        try kill(number, in: index, id: id)
      }
    }
  }

  /// Writes what is left, merges what it has written itself into one segment, and publishes a new generation, durably. The writer
  /// is spent afterwards.
  package func commit(
    highWaterMark: HighWaterMark, sites: [SiteLabel]
  ) throws(IndexError) -> GenerationManifest {
    try flush()
    parts.removeAll { $0.part.liveCount == 0 }
    try mergeOwn()
    var manifest = GenerationManifest(number: generation + 1, highWaterMark: highWaterMark)
    manifest.sites = sites
    for index in parts.indices { manifest.segments.append(try reference(index)) }
    try store.publish(manifest, on: files)
    // The generation is published: what can't be removed now is removed by the next commit.
    try? store.removeUnreferenced(on: files)
    return manifest
  }

  private func mergeOwn() throws(IndexError) {
    while let first = parts.firstIndex(where: \.isNew),
      let run = MergePolicy().nextOfOneCommit(
        parts[first...].map { MergePolicy.Candidate($0.part) })
    {
      try merge(first + run.lowerBound..<first + run.upperBound)
    }
  }

  private func flush() throws(IndexError) {
    guard builder != nil else { return }
    defer { builder = nil }
    _ = try builder?.finish()
    let id = nextID
    nextID += 1
    try append(id)
    if !batchDead.isEmpty {
      let numbers = parts[parts.count - 1].part.segment.numbersByArrival()
      for arrival in batchDead { try kill(numbers[Int(arrival)], in: parts.count - 1, id: nil) }
    }
    batchDead.removeAll()
    batchNumbers.removeAll()
  }

  private func append(_ id: UInt64) throws(IndexError) {
    let segment = try Segment(path: store.path("segments/\(SegmentReference.padded(id)).kseg"))
    parts.append(
      WrittenPart(
        id: id, part: IndexReader.Part(segment: segment, live: nil), liveNumber: 0, isNew: true))
  }

  private func merge(_ run: Range<Int>) throws(IndexError) {
    let id = nextID
    nextID += 1
    let path = store.path("segments/\(SegmentReference.padded(id)).kseg")
    for part in parts[run] { try part.part.segment.requireSound() }
    let merger = SegmentMerger(parts[run].map(\.part))
    Failpoint.pass("commit-before-merge")
    _ = try merger.merge(to: path, on: files)
    let merged = IndexReader.Part(segment: try Segment(path: path), live: nil)
    parts.replaceSubrange(run, with: [WrittenPart(id: id, part: merged, liveNumber: 0)])
  }

  private func kill(_ number: UInt32, in index: Int, id: String?) throws(IndexError) {
    let segment = parts[index].part.segment
    let document = segment.document(number)
    // Another id may share the hash; a document that can't be read is taken for the one that is meant.
    if let id, let document, document.id != id { return }
    let gone = document.map { DocumentTerms($0) }
    var live = parts[index].part.live ?? LiveDocuments(documentCount: segment.documentCount)
    guard
      live.kill(number, terms: gone?.terms ?? [], lengths: gone?.lengths ?? [0, 0, 0, 0])
    else { return }
    parts[index].part.live = live
    parts[index].isChanged = true
  }

  private func reference(_ index: Int) throws(IndexError) -> SegmentReference {
    if parts[index].isChanged { parts[index].liveNumber = generation + 1 }
    let part = parts[index]
    let reference = SegmentReference(
      id: part.id, live: part.liveNumber, documentCount: UInt64(part.part.segment.documentCount),
      liveCount: UInt64(part.part.liveCount), byteCount: UInt64(part.part.segment.byteCount))
    if part.isChanged, let live = part.part.live {
      try indexErrors { () throws(FileError) in
        try AtomicFile.write(live.encoded, to: store.path(reference.liveName), on: files)
      }
    }
    return reference
  }
}
