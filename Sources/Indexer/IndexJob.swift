package import Bytes
package import Documents
package import SearchIndex

/// One run of the batch that turns the page store into a published generation of the index.
///
/// Without `rebuild` it goes on where the current generation stopped reading; with it, it reads the whole store into a
/// fresh set of segments. Nothing is visible to searchers, and nothing is lost, until the new generation is published
/// at the very end. One job at a time: it holds `index.lock`. Merging the segments that are there is `MergeJob`'s, afterwards.
package struct IndexJob: Sendable {
  /// How a job runs.
  package struct Options: Sendable {
    /// Whether to start from nothing instead of from the current generation.
    package var rebuild = false
    /// Threads that index, and documents that are extracted, at once; also the size of the worker pool that `extract` should have.
    package var threads = 2
    /// The most memory, in bytes, that the index writer may hold before it writes to disk.
    package var memoryBudget = 256 << 20
    /// Whether PDFs that were scanned, and gave no document for it, are extracted again.
    package var retriesScanned = false

    /// The defaults.
    package init() {}
  }

  /// How far a job is.
  package struct Progress: Sendable {
    /// Records read from the page store so far.
    package var read = 0
    /// Documents given to the index so far.
    package var indexed = 0
    /// What the job is about to do or doing, for people.
    package var step = "reading the page store"
  }

  /// Makes text of fetched pages, an answer for each in their order; the command connects it to the pool of sandboxed workers.
  package typealias Extract = @Sendable ([Page]) async -> [ExtractedContent]

  private let data: DataFolder
  private let sites: [SiteLabel]
  private let options: Options
  private let extract: Extract

  /// A job over the pages of `data` whose generation will know these sites.
  package init(
    data: DataFolder, sites: [SiteLabel], options: Options = Options(), extract: @escaping Extract
  ) {
    self.data = data
    self.sites = sites
    self.options = options
    self.extract = extract
  }

  /// Reads, extracts, indexes and publishes.
  ///
  /// - Throws: `IndexJobError`; then the generation that was current still is.
  package func run(
    progress: (Progress) -> Void = { _ in }
  ) async throws(IndexJobError) -> IndexReport {
    let clock = ContinuousClock()
    let started = clock.now
    let lock = try takeLock()
    let store = IndexStore(folder: data.index)
    let pages = try openPages()
    let previous = try currentManifest(of: store)
    let start = try startingPoint(previous, pages)
    let latest = try LatestRecords(pages, from: start)
    var report = IndexReport(sites: labels(after: previous))
    let writer = try openWriter(store)
    report.warnings = writer.warnings
    var skipped = try skippedBefore(previous, &report)
    let filler = IndexFiller(latest: latest, extract: extract, width: options.threads)
    if options.retriesScanned {
      let places = try RetriedPages.places(of: .scanned, in: skipped, pages, before: start, latest)
      try await filler.retry(
        places, of: pages, to: writer, report: &report, skipped: &skipped, progress)
    }
    try await filler.fill(
      writer, from: pages.cursor(from: start), report: &report, skipped: &skipped, progress)
    progress(Progress(read: report.recordsRead, indexed: report.indexed, step: "publishing"))
    try write(skipped)
    let manifest = try publish(writer, end: pages.mark.end, sites: report.labels)
    report.finish(manifest, seconds: started.duration(to: clock.now), bytes: indexBytes())
    withExtendedLifetime(lock) {}
    return report
  }

  private func takeLock() throws(IndexJobError) -> HeldLock {
    do throws(FileError) {
      return try HeldLock.writing(data, holder: "kuasou index")
    } catch { throw .file(error) }
  }

  private func openPages() throws(IndexJobError) -> PageStoreReader {
    do throws(FileError) { return try PageStoreReader(data: data) } catch { throw .file(error) }
  }

  private func currentManifest(
    of store: IndexStore
  ) throws(IndexJobError) -> GenerationManifest? {
    if options.rebuild { return try? store.currentManifest() }
    do throws(IndexError) { return try store.currentManifest() } catch { throw .index(error) }
  }

  private func openWriter(_ store: IndexStore) throws(IndexJobError) -> IndexWriter {
    var settings = IndexWriter.Options()
    settings.memoryBudget = options.memoryBudget
    settings.rebuild = options.rebuild
    settings.threads = options.threads
    do throws(IndexError) {
      return try IndexWriter(store: store, options: settings)
    } catch { throw .index(error) }
  }

  /// The pages that gave no document so far. Without them nothing is wrong but the report, so a damaged list is told of and made anew.
  private func skippedBefore(
    _ previous: GenerationManifest?, _ report: inout IndexReport
  ) throws(IndexJobError) -> SkippedPages {
    guard !options.rebuild, previous != nil else { return SkippedPages() }
    do throws(FileError) {
      return try SkippedPages(data)
    } catch {
      report.warnings.append("\(error): pages without a document are counted from this run on")
      return SkippedPages()
    }
  }

  private func write(_ skipped: SkippedPages) throws(IndexJobError) {
    do throws(FileError) {
      try AtomicFile.write(skipped.encoded, to: SkippedPages.path(data))
    } catch { throw .file(error) }
  }

  private func publish(
    _ writer: IndexWriter, end: PageLocation, sites: [SiteLabel]
  ) throws(IndexJobError) -> GenerationManifest {
    do throws(IndexError) {
      return try writer.commit(
        highWaterMark: HighWaterMark(file: end.file, offset: end.offset), sites: sites)
    } catch { throw .index(error) }
  }

  private func startingPoint(
    _ previous: GenerationManifest?, _ pages: PageStoreReader
  ) throws(IndexJobError) -> PageLocation {
    guard !options.rebuild, let mark = previous?.highWaterMark, mark.file > 0 else {
      return .start
    }
    let location = PageLocation(file: mark.file, offset: mark.offset)
    guard location <= pages.mark.end else {
      throw .storeIsShorter(store: data.pages, read: location)
    }
    let hasDropped: Bool
    do throws(FileError) {
      hasDropped = try pages.hasDropped(behind: location)
    } catch { throw .file(error) }
    guard !hasDropped else { throw .storeIsCompacted(store: data.pages, read: location) }
    return location
  }

  /// The sites that the command knows, and those that only the previous generation does.
  private func labels(after previous: GenerationManifest?) -> [SiteLabel] {
    let known = Set(sites.map(\.id))
    return sites + (previous?.sites ?? []).filter { !known.contains($0.id) }
  }

  private func indexBytes() -> Int {
    let files = LocalFileSystem()
    var total = 0
    for folder in ["\(data.index)/segments", "\(data.index)/generations"] {
      for name in (try? files.names(in: folder)) ?? [] {
        total += (try? FileDescriptor.open("\(folder)/\(name)", .read).size()) ?? 0
      }
    }
    return total
  }
}

/// Why a batch could not be done.
package enum IndexJobError: Error, CustomStringConvertible {
  /// A file of the page store, a lock, or the disk.
  case file(FileError)
  /// The index itself.
  case index(IndexError)
  /// The page store ends before what the index has already read: it was replaced.
  case storeIsShorter(store: String, read: PageLocation)
  /// The page store was compacted for an index that had read more: this one is older, as from a backup.
  case storeIsCompacted(store: String, read: PageLocation)
  /// Segments of a published generation could not be merged; it stays current.
  case merge(IndexError)

  package var description: String {
    switch self {
    case .file(let error): error.description
    case .index(let error): error.description
    case .storeIsShorter(let store, let read):
      "the index has read \(store) up to \(read), but the store ends before that"
    case .storeIsCompacted(let store, let read):
      "the index has read \(store) up to \(read), but the store was compacted for one that had read more"
    case .merge(let error):
      "everything is published, but segments could not be merged: \(error.description)"
    }
  }

  /// What a person can do about it.
  package var help: String {
    switch self {
    case .file(let error): error.help
    case .index(let error), .merge(let error): error.help
    case .storeIsShorter: "run 'kuasou index --rebuild' if the page store was replaced on purpose"
    case .storeIsCompacted:
      "run 'kuasou index --rebuild': the index is older than the store's last compaction, as one from a backup is"
    }
  }
}
