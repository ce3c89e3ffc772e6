import Bytes

/// Which records of one file are dropped.
struct DropRule {
  /// Which records still say something.
  let living: LivingRecords
  /// Records of the store before the file.
  let first: UInt64
  /// Pages that are gone of which an earlier file still holds an answer.
  let haunting: Set<PageKey>
  /// Whether every generation of the index has read the file.
  let isRead: Bool

  /// Whether the file's record number `index`, from 1, is dropped.
  ///
  /// A removal goes when everyone has read it and nothing is left that it removes.
  func drops(_ label: PageLabel, _ index: Int) -> Bool {
    if living.isSuperseded(label, first + UInt64(index)) { return true }
    return label.kind == .gone && isRead && !haunting.contains(label.key)
  }
}

/// What compaction would make of one file, by its labels.
struct FileSurvey {
  /// Records that stay.
  private(set) var kept = 0
  /// Records that would be dropped.
  private(set) var dropped = 0
  /// Bytes of these.
  private(set) var droppedBytes = 0
  /// Pages that are gone and of which the file holds an answer.
  private(set) var goneContents: [PageKey] = []

  /// Reads the labels of the file that the cursor stands in.
  init(_ start: PageCursor, _ rule: DropRule) throws(FileError) {
    var cursor = start
    while let (location, label) = try cursor.nextLabel() {
      if rule.drops(label, kept + dropped + 1) {
        dropped += 1
        droppedBytes += Int(cursor.location.offset - location.offset)
      } else {
        kept += 1
      }
      if label.kind != .revisit, label.kind != .gone, rule.living.isGone(label) {
        goneContents.append(label.key)
      }
    }
  }

  /// The line of a report on a file that is left as it is.
  func file(named name: String, bytes: Int) -> CompactionReport.File {
    CompactionReport.File(
      name: name, verdict: .kept, kept: kept, dropped: dropped, bytesBefore: bytes,
      bytesAfter: bytes - droppedBytes)
  }
}

/// The writing anew of one file: what stays is copied byte for byte, but every record is read and checked first.
struct FileRewrite {
  let pages: PageStoreReader
  let number: UInt32
  let rule: DropRule
  /// Records that will be dropped.
  let dropped: UInt64
  /// How far every generation of the index has read.
  let read: PageLocation

  private static let pieceBytes = 1 << 20

  /// Replaces the file.
  ///
  /// - Throws: `FileError.corrupt` at a damaged record; then nothing has changed.
  func run(on files: some FileSystem) throws(FileError) {
    let path = "\(pages.folder)/\(PageStore.fileName(number))"
    let before = try pages.note(ofFile: number)?.dropped ?? 0
    let note = CompactionNote(dropped: before + dropped, read: read)
    Failpoint.pass("compact-before-file")
    try AtomicFile.write(to: path, on: files) { append throws(FileError) in
      try copy(Gzip.compress(WARCRecord.information(note).bytes), path, append)
    }
    Failpoint.pass("compact-after-file")
  }

  private func copy(
    _ head: [UInt8], _ path: String, _ append: ([UInt8]) throws(FileError) -> Void
  ) throws(FileError) {
    var cursor = pages.cursor(ofFile: number)
    var pending = head
    var (index, dropping): (Int, UInt64) = (0, 0)
    while let member = try cursor.nextVerbatim() {
      if let problem = member.problem {
        throw .corrupt(path: path, offset: Int(member.location.offset), problem: problem)
      }
      if let label = member.label {
        index += 1
        if rule.drops(label, index) {
          dropping += 1
          continue
        }
      } else if member.location.offset == 0, member.isInformation {
        continue
      }
      pending += member.bytes
      guard pending.count >= Self.pieceBytes else { continue }
      try append(pending)
      pending.removeAll(keepingCapacity: true)
    }
    guard dropping == dropped else {
      throw .corrupt(path: path, offset: 0, problem: "it holds other records than its labels say")
    }
    try append(pending)
  }
}
