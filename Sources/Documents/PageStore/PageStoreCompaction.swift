package import Bytes

/// Writes closed files of the page store anew without the records that nobody needs any more (docs/formats/page-store.md).
///
/// Files keep their numbers and records their order. Each file is replaced atomically, and each replacement leaves a store
/// that says the same as before: files are taken in ascending order, so that a removal is dropped only when everything that
/// it removes has been dropped durably. The caller holds the locks of the writer and of the indexer.
package struct PageStoreCompaction<Files: FileSystem> {
  private let pages: PageStoreReader
  private let read: PageLocation
  private let options: CompactionOptions
  private let files: Files

  /// A compaction of this store.
  ///
  /// - Parameter read: how far every generation of the index has read it.
  package init(
    _ pages: PageStoreReader, read: PageLocation, options: CompactionOptions, on files: Files
  ) {
    self.pages = pages
    self.read = read
    self.options = options
    self.files = files
  }

  /// Compacts what is worth it.
  ///
  /// - Throws: `FileError` when the system refuses an operation, or when a file is so damaged that it can't be told what it holds;
  ///   files before that one may be compacted by then, none is half done.
  package func run(progress: (CompactionProgress) -> Void = { _ in }) throws(FileError)
    -> CompactionReport
  {
    if !options.isDryRun { try PageStore.removeRests(pages.folder, on: files) }
    var report = CompactionReport(isDryRun: options.isDryRun)
    guard !pages.closedFiles.isEmpty else { return report }
    progress(CompactionProgress(count: pages.closedFiles.count))
    var living = try LivingRecords(pages)
    if !options.isDryRun { try living.readSuccessors(pages) }
    var walk = Walk(living: living)
    for number in pages.closedFiles {
      progress(
        CompactionProgress(
          file: PageStore.fileName(number), number: Int(number), count: pages.closedFiles.count))
      report.files.append(try compact(number, &walk))
    }
    return report
  }

  /// What is known while files are gone through in ascending order.
  private struct Walk {
    let living: LivingRecords
    /// Records before the present file, dropped ones included.
    var number: UInt64 = 0
    /// Pages that are gone of which earlier files still hold an answer.
    var haunting: Set<PageKey> = []
  }

  private func compact(
    _ number: UInt32, _ walk: inout Walk
  ) throws(FileError) -> CompactionReport.File {
    let mayDrop = try isRead(number)
    let rule = DropRule(
      living: walk.living, first: walk.number, haunting: walk.haunting, isRead: mayDrop)
    let survey = try FileSurvey(pages.cursor(ofFile: number), rule)
    walk.number += UInt64(survey.kept + survey.dropped)
    var file = survey.file(named: PageStore.fileName(number), bytes: try size(number))
    if let problem = walk.living.damage[number] {
      (file.verdict, file.problem) = (.damaged, "\(problem)")
    } else if !mayDrop {
      file.verdict = .unread
    } else if isWorthIt(file) {
      try compact(number, rule, &file)
    }
    if file.verdict != .compacted { walk.haunting.formUnion(survey.goneContents) }
    return file
  }

  private func compact(
    _ number: UInt32, _ rule: DropRule, _ file: inout CompactionReport.File
  ) throws(FileError) {
    file.verdict = .compacted
    guard !options.isDryRun else { return }
    let rewrite = FileRewrite(
      pages: pages, number: number, rule: rule, dropped: UInt64(file.dropped), read: read)
    do throws(FileError) {
      try rewrite.run(on: files)
      file.bytesAfter = try size(number)
    } catch .corrupt(let path, let offset, let problem) {
      file.verdict = .damaged
      file.bytesAfter = file.bytesBefore
      file.problem = "\(FileError.corrupt(path: path, offset: offset, problem: problem))"
    }
  }

  private func isWorthIt(_ file: CompactionReport.File) -> Bool {
    let bytes = file.bytesBefore - file.bytesAfter
    return file.dropped > 0
      && (options.takesAll || Double(bytes) >= options.leastShare * Double(file.bytesBefore))
  }

  /// Whether the index has read the whole file.
  private func isRead(_ number: UInt32) throws(FileError) -> Bool {
    PageLocation(file: number, offset: UInt64(try size(number))) <= read
  }

  private func size(_ number: UInt32) throws(FileError) -> Int {
    try FileDescriptor.open("\(pages.folder)/\(PageStore.fileName(number))", .read).size()
  }
}

/// How a page store is compacted.
package struct CompactionOptions: Sendable {
  /// Whether to say what would be done and do nothing.
  package var isDryRun = false
  /// Whether to take files of which little would be dropped, too.
  package var takesAll = false
  /// A file is written anew when at least that share of its bytes would be dropped.
  package var leastShare = 0.1

  /// The defaults.
  package init() {}
}

/// How far a compaction is.
package struct CompactionProgress: Sendable {
  /// The file that is being read or written; nil while the labels of all are read.
  package var file: String?
  /// Its place among the closed files, from 1.
  package var number = 0
  /// How many closed files there are.
  package var count = 0
}

extension PageStore {
  /// Removes the temporary files that a compaction left which was killed.
  static func removeRests(_ folder: String, on files: some FileSystem) throws(FileError) {
    guard LocalFileSystem().isFolder(folder) else { return }
    for name in try LocalFileSystem().names(in: folder) where name.hasSuffix(".warc.gz.tmp") {
      try files.remove("\(folder)/\(name)")
    }
  }
}
