package import Bytes

/// Merges neighbouring segments of a published index, one run of the policy after another, beside all who read and write it.
///
/// `write` does what takes long and holds up nobody: it reads one generation, which it holds so that the sources stay, and writes into
/// the folder `merging`, at which no writer looks. `install` takes moments: in the generation that is current by then the
/// merged segment takes its sources' place, and what has died in them meanwhile dies in it, too.
package struct TieredMerge: Sendable {
  /// Neighbours that should become one, in a generation that is held.
  package struct Due: Sendable {
    let reader: IndexReader
    let run: Range<Int>

    /// How many segments there are to merge.
    package var segmentCount: Int { run.count }
    /// How many live documents they have.
    package var documentCount: Int { parts.reduce(0) { $0 + $1.liveCount } }

    var parts: ArraySlice<IndexReader.Part> { reader.parts[run] }
    var ids: [UInt64] { reader.manifest.segments[run].map(\.id) }
  }

  /// A merged segment that no generation names yet.
  package struct Written: Sendable {
    let due: Due
    let segment: Segment
    /// For each source the number in the merged segment of each of its documents.
    let numbers: [[UInt32]]
  }

  private let store: IndexStore
  private let files: any FileSystem

  /// Merges of the index in this store.
  package init(_ store: IndexStore, on files: any FileSystem = LocalFileSystem()) {
    self.store = store
    self.files = files
  }

  /// What is due in the current generation; nil when nothing is, or when that is damaged and an older one stands in for it.
  package func due() throws(IndexError) -> Due? {
    guard let current = try store.openCurrentIfAny(), current.warnings.isEmpty else { return nil }
    let reader = current.reader
    return MergePolicy().next(reader.parts.map { MergePolicy.Candidate($0) })
      .map { Due(reader: reader, run: $0) }
  }

  /// Writes what the neighbours become, durably, without taking it into the index.
  ///
  /// Only for the holder of `merge.lock`.
  ///
  /// - Throws: also for a source that is damaged: what is made of it would carry the damage on under right checksums.
  package func write(_ due: Due) throws(IndexError) -> Written {
    for part in due.parts { try part.segment.requireSound() }
    try indexErrors { () throws(FileError) in
      try LocalFileSystem().makeFolder(store.path(Self.folder))
    }
    let merger = SegmentMerger(Array(due.parts))
    let path = store.path("\(Self.folder)/merged.kseg")
    Failpoint.pass("merge-before-write")
    _ = try merger.merge(to: path, on: files)
    Failpoint.pass("merge-after-write")
    return Written(due: due, segment: try Segment(path: path), numbers: merger.numbers)
  }

  /// Publishes a generation in which a merged segment stands for its sources.
  ///
  /// Only for the holder of `merge.lock` and `index.lock`; the second is needed for this step alone.
  ///
  /// - Returns: nil when the sources are no longer there as they were, after a rebuild for instance; then the merged segment is dropped.
  package func install(_ merge: Written) throws(IndexError) -> GenerationManifest? {
    defer { try? files.remove(merge.segment.path) }
    let current = try store.openCurrent()
    guard current.warnings.isEmpty, let place = place(of: merge.due, in: current.reader),
      let live = live(of: merge, among: current.reader.parts[place])
    else { return nil }
    var manifest = GenerationManifest(
      number: try store.largestNumber() + 1, highWaterMark: current.reader.manifest.highWaterMark)
    manifest.sites = current.reader.manifest.sites
    manifest.segments = current.reader.manifest.segments
    Failpoint.pass("merge-before-install")
    let merged = try move(merge.segment, live, generation: manifest.number)
    manifest.segments.replaceSubrange(place, with: [merged])
    try store.publish(manifest, on: files)
    Failpoint.pass("merge-after-install")
    // The generation is published: what can't be removed now is removed by the next commit.
    try? store.removeUnreferenced(on: files)
    return manifest
  }

  /// Removes what a merge has left that was killed.
  ///
  /// Only for the holder of `merge.lock`.
  package func removeLeftovers() throws(IndexError) {
    guard LocalFileSystem().isFolder(store.path(Self.folder)) else { return }
    try indexErrors { () throws(FileError) in
      for name in try LocalFileSystem().names(in: store.path(Self.folder)) {
        try files.remove(store.path("\(Self.folder)/\(name)"))
      }
    }
  }

  /// Where a merged segment is written, beside those that are published.
  static let folder = "merging"

  private func place(of due: Due, in reader: IndexReader) -> Range<Int>? {
    let (ids, segments) = (due.ids, reader.manifest.segments)
    guard let first = segments.firstIndex(where: { $0.id == ids.first }),
      segments[first...].prefix(ids.count).map(\.id) == ids
    else { return nil }
    return first..<first + ids.count
  }

  private func live(
    of merge: Written, among parts: ArraySlice<IndexReader.Part>
  ) -> LiveDocuments? {
    var live = LiveDocuments(documentCount: merge.segment.documentCount)
    for (numbers, (now, then)) in zip(merge.numbers, zip(parts, merge.due.parts)) {
      guard live.takeDeaths(of: now.live, since: then.live, numbers: numbers) else { return nil }
    }
    return live
  }

  /// Gives the merged segment its place among the others, with the list of its live documents where it needs one.
  private func move(
    _ segment: Segment, _ live: LiveDocuments, generation: UInt64
  ) throws(IndexError) -> SegmentReference {
    let reference = SegmentReference(
      id: try store.nextSegmentID(), live: live.deadCount > 0 ? generation : 0,
      documentCount: UInt64(segment.documentCount), liveCount: UInt64(live.liveCount),
      byteCount: UInt64(segment.byteCount))
    let path = store.path(reference.fileName)
    try indexErrors { () throws(FileError) in
      try files.rename(segment.path, to: path)
      try files.synchronizeFolder(LocalFileSystem.parent(of: path))
      Failpoint.pass("merge-after-rename")
      guard live.deadCount > 0 else { return }
      try AtomicFile.write(live.encoded, to: store.path(reference.liveName), on: files)
    }
    return reference
  }
}
