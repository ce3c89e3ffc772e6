package import Bytes

/// The folder `index` of a data folder: segments, generations, and which generation is current.
///
/// Any number of processes may read; each holds the generation that it has open (`FileHold`), so that it is not removed. One may
/// write: it holds `index.lock`, which is its caller's to take. One more may merge (`TieredMerge`): it holds `merge.lock`.
package struct IndexStore: Sendable {
  /// The folder.
  package let folder: String
  private let files = LocalFileSystem()

  static let currentMagic = Array("kuaCUR\r\n".utf8)
  /// Files with larger numbers in their names are not ours: counting on from one never overflows.
  private static let numberLimit: UInt64 = 1 << 62

  /// The store in `folder`; nothing is read or made yet.
  package init(folder: String) { self.folder = folder }

  /// The number of the current generation; nil when none has been published. Cheap enough to be asked every second.
  package func currentNumber() throws(IndexError) -> UInt64? {
    let path = path("current")
    guard files.exists(path) else { return nil }
    return try indexErrors { () throws(FileError) in
      let payload = try FramedFile.payload(
        Self.currentMagic, 1, try files.read(path, limit: 4096), path: path)
      guard payload.count == 8 else {
        throw .corrupt(path: path, offset: 20, problem: "it names no generation")
      }
      return payload.span.load64(0)
    }
  }

  /// The manifest of the generation that `openCurrent` opens; nil when none has been published.
  ///
  /// - Throws: `.noGoodGeneration` when none can be opened.
  package func currentManifest() throws(IndexError) -> GenerationManifest? {
    try openCurrentIfAny()?.reader.manifest
  }

  /// The manifest of a generation.
  package func manifest(_ number: UInt64) throws(IndexError) -> GenerationManifest {
    let path = path(GenerationManifest.fileName(number))
    return try indexErrors { () throws(FileError) in
      try GenerationManifest(try files.read(path), path: path)
    }
  }

  /// The numbers of the generations on disk, ascending.
  package func generations() throws(IndexError) -> [UInt64] {
    guard files.isFolder(path("generations")) else { return [] }
    let names = try indexErrors { () throws(FileError) in
      try files.names(in: path("generations"))
    }
    return names.filter { $0.hasSuffix(".kgen") }.compactMap { UInt64($0.dropLast(5)) }
      .filter { $0 <= Self.numberLimit }.sorted()
  }

  /// Opens the current generation, or the newest one that is good when it is damaged.
  ///
  /// - Throws: `.empty` when nothing was ever published, `.noGoodGeneration` when none can be opened.
  package func openCurrent() throws(IndexError) -> OpenedIndex {
    while true {
      let named = try? currentNumber()
      let attempt = Result { () throws(IndexError) in try openCurrentOnce() }
      if case .success(let opened) = attempt, opened.warnings.isEmpty { return opened }
      // What was named a moment ago may have been replaced and removed since: then that was no damage.
      if (try? currentNumber()) == named { return try attempt.get() }
    }
  }

  private func openCurrentOnce() throws(IndexError) -> OpenedIndex {
    var problems: [String] = []
    var current: UInt64?
    do {
      current = try currentNumber()
      if let current { return OpenedIndex(reader: try open(current), warnings: []) }
    } catch {
      problems.append(error.description)
    }
    let older = try generations().reversed().filter { $0 != current }
    if older.isEmpty && problems.isEmpty { throw .empty(folder: folder) }
    for number in older {
      do {
        let reader = try open(number)
        return OpenedIndex(reader: reader, warnings: [Self.warning(number, current, problems)])
      } catch {
        problems.append(error.description)
      }
    }
    throw .noGoodGeneration(folder: folder, problems: problems)
  }

  /// What to say when a generation stands in for the current one, or for none: a first publishing that was cut off
  /// between its manifest and `current` leaves a whole generation that nothing names.
  private static func warning(_ used: UInt64, _ current: UInt64?, _ problems: [String]) -> String {
    if current == nil && problems.isEmpty {
      return "no generation is named current, as after a first publishing that was cut off; "
        + "generation \(used) is used"
    }
    return "THE CURRENT INDEX IS DAMAGED; generation \(used) is used instead of "
      + "\(current.map(String.init) ?? "an unknown one"): \(problems.joined(separator: "; "))"
  }

  /// As `openCurrent`, but nil when nothing was ever published.
  func openCurrentIfAny() throws(IndexError) -> OpenedIndex? {
    do {
      return try openCurrent()
    } catch {
      if case .empty = error { return nil }
      throw error
    }
  }

  /// The largest number that a generation has on disk or in `current`, however damaged they are; 0 when there is none.
  func largestNumber() throws(IndexError) -> UInt64 {
    max(try generations().last ?? 0, (try? currentNumber()) ?? 0)
  }

  /// Opens one generation and holds it for as long as the reader lives.
  package func open(_ number: UInt64) throws(IndexError) -> IndexReader {
    let file = path(GenerationManifest.fileName(number))
    let hold = try indexErrors { () throws(FileError) in try FileHold(path: file) }
    let manifest = try manifest(number)
    var parts: [IndexReader.Part] = []
    for reference in manifest.segments { parts.append(try open(reference)) }
    return IndexReader(manifest: manifest, parts: parts, hold: hold)
  }

  /// Opens a segment with its live documents and checks that both are what the generation says.
  func open(_ reference: SegmentReference) throws(IndexError) -> IndexReader.Part {
    let segment = try Segment(path: path(reference.fileName))
    let live = try liveDocuments(reference)
    let dead = live?.deadCount ?? 0
    guard segment.documentCount == Int(clamping: reference.documentCount),
      segment.byteCount == Int(clamping: reference.byteCount),
      (live?.documentCount ?? segment.documentCount) == segment.documentCount,
      segment.documentCount - dead == Int(clamping: reference.liveCount)
    else {
      throw .file(
        .corrupt(
          path: segment.path, offset: 0,
          problem: "it is not the file that the generation was published with"))
    }
    return IndexReader.Part(segment: segment, live: live)
  }

  private func liveDocuments(_ reference: SegmentReference) throws(IndexError) -> LiveDocuments? {
    guard reference.live > 0 else { return nil }
    let path = path(reference.liveName)
    return try indexErrors { () throws(FileError) in
      try LiveDocuments(try files.read(path), path: path)
    }
  }

  /// Publishes a generation whose files are all durable: its manifest first, then `current`.
  ///
  /// When this returns, the generation outlives a power cut; when it throws, the old one is still current.
  package func publish(
    _ manifest: GenerationManifest, on files: some FileSystem = LocalFileSystem()
  ) throws(IndexError) {
    var writer = ByteWriter()
    writer.append(littleEndian: manifest.number)
    let name = FramedFile.encode(Self.currentMagic, 1, writer.bytes)
    try indexErrors { () throws(FileError) in
      Failpoint.pass("publish-before-manifest")
      try AtomicFile.write(
        manifest.encoded, to: path(GenerationManifest.fileName(manifest.number)), on: files)
      Failpoint.pass("publish-before-current")
      try AtomicFile.write(name, to: path("current"), on: files)
      Failpoint.pass("publish-after")
    }
  }

  /// Makes the store's folders.
  func makeFolders() throws(IndexError) {
    try indexErrors { () throws(FileError) in
      try files.makeFolder(path("segments"))
      try files.makeFolder(path("generations"))
    }
  }

  /// One more than the largest number that a segment's file has or had in a generation on disk.
  func nextSegmentID() throws(IndexError) -> UInt64 {
    let names = try indexErrors { () throws(FileError) in try files.names(in: path("segments")) }
    let numbers = names.compactMap { UInt64($0.prefix { $0 != "." }) }
    return (numbers.filter { $0 <= Self.numberLimit }.max() ?? 0) + 1
  }

  /// The path of a file of the store.
  func path(_ name: String) -> String { "\(folder)/\(name)" }
}

/// An opened index and what must be said loudly about it.
package struct OpenedIndex: Sendable {
  /// The snapshot.
  package let reader: IndexReader
  /// Sentences for people; not empty when an older generation stands in for a damaged one.
  package let warnings: [String]
}
