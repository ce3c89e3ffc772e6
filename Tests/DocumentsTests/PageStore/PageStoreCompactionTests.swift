import Bytes
import Documents
import TestSupport
import Testing

@Suite struct PageStoreCompactionTests {
  private let folder: TemporaryFolder
  private let store: CompactableStore

  init() throws {
    folder = try TemporaryFolder()
    store = try CompactableStore(folder.file("data"))
  }

  private static let everything = PageLocation(file: .max, offset: 0)

  @discardableResult
  private func compact(
    read: PageLocation = everything, on files: some FileSystem = LocalFileSystem(),
    _ change: (inout CompactionOptions) -> Void = { _ in }
  ) throws -> CompactionReport {
    var options = CompactionOptions()
    change(&options)
    return try PageStoreCompaction(
      PageStoreReader(data: store.data), read: read, options: options, on: files
    ).run()
  }

  /// Keys and kinds of all records in order.
  private func labels() throws -> [PageLabel] {
    var cursor = try PageStoreReader(data: store.data).cursor()
    var labels: [PageLabel] = []
    while let next = try cursor.nextLabel() { labels.append(next.label) }
    return labels
  }

  @Test func `What is superseded goes, the last words stay in their order, and the count is right`()
    throws
  {
    try store.fill(rounds: 0..<12)
    let wordsBefore = try store.lastWords()
    let labelsBefore = try labels()
    let markBefore = try PageStoreReader(data: store.data).mark

    let report = try compact()

    let wordsAfter = try store.lastWords()
    let labelsAfter = try labels()
    let readerAfter = try PageStoreReader(data: store.data)
    let found = try store.problems()
    #expect(wordsBefore == wordsAfter)
    #expect(found.isEmpty, "\(found)")
    #expect(readerAfter.mark == markBefore, "the mark stays as it is")
    #expect(report.files.count >= 5)
    #expect(report.files.prefix(4).allSatisfy { $0.verdict == .compacted })
    #expect(report.total.dropped == labelsBefore.count - labelsAfter.count)
    #expect(report.total.bytesAfter * 2 < report.total.bytesBefore)
    let count = try readerAfter.recordCount()
    #expect(Int(count) == labelsAfter.count)
    var rest = labelsBefore[...]
    for label in labelsAfter {
      let place = try #require(rest.firstIndex(of: label), "the order is the old one")
      rest = rest[(place + 1)...]
    }
  }

  @Test func `The newest file is never touched, and a second compaction finds nothing to do`()
    throws
  {
    try store.fill(rounds: 0..<12)
    let newest = try PageStoreReader(data: store.data).mark.end.file
    let bytes = try store.bytes(newest)
    try compact()

    let again = try compact { $0.takesAll = true }

    #expect(try store.bytes(newest) == bytes)
    #expect(again.total.dropped == 0)
    #expect(again.total.bytesAfter == again.total.bytesBefore)
    #expect(try store.problems().isEmpty)
  }

  @Test func `The first record says how many were dropped in all, over several compactions`() throws
  {
    try store.fill(rounds: 0..<8)
    let first = try compact().files[0]
    try store.append((0..<20).map { CompactableStore.page($0, 20) })
    let second = try compact { $0.takesAll = true }.files[0]

    let bytes = try store.bytes(1)
    let output = Gzip.decompress(bytes.span, limit: 1 << 20, oneMember: true)
    let warc = try #require(WARCRecord.read(output.bytes)?.0)
    #expect(warc.field("WARC-Type") == "warcinfo")
    #expect(warc.field("Kuasou-Dropped") == "\(first.dropped + second.dropped)")
    #expect(second.dropped > 0)
    #expect(try store.problems().isEmpty)
  }

  @Test func `A dry run changes nothing and says what the real one does`() throws {
    try store.fill(rounds: 0..<12)
    let before = try store.bytes(1)

    let dry = try compact { $0.isDryRun = true }

    #expect(try store.bytes(1) == before)
    let real = try compact()
    #expect(dry.files.map(\.kept) == real.files.map(\.kept))
    #expect(dry.files.map(\.dropped) == real.files.map(\.dropped))
    for (dry, real) in zip(dry.files, real.files) {
      #expect(abs(dry.bytesAfter - real.bytesAfter) < 100, "but for the new first record")
    }
    #expect(dry.lines.first?.hasSuffix("would be compacted") == true)
  }

  @Test func `A file is left alone when less than a tenth of it would go, unless it is forced`()
    throws
  {
    try store.append((0..<40).map { CompactableStore.page($0, 0) })
    try store.append([CompactableStore.page(1, 1)])

    let gentle = try compact()
    let forced = try compact { $0.takesAll = true }

    #expect(gentle.files[0].verdict == .compacted || gentle.files[0].dropped == 1)
    #expect(gentle.total.dropped + forced.total.dropped == 1)
    #expect(try store.problems().isEmpty)
  }

  @Test func `Files that the index has not read to their ends are left alone`() throws {
    try store.fill(rounds: 0..<12)
    let inside = PageLocation(file: 3, offset: 300)

    let report = try compact(read: inside)

    #expect(report.files.prefix(2).allSatisfy { $0.verdict == .compacted })
    #expect(report.files.dropFirst(2).allSatisfy { $0.verdict == .unread })
    #expect(try store.problems().isEmpty)
  }

  @Test func `A removal goes only with all that it removes`() throws {
    let filler = (20..<60).map { CompactableStore.page($0, 0) }
    // The page is in a file of which less than a tenth would go, its removal in one that is compacted.
    try store.append([CompactableStore.page(1, 0)] + filler)
    let later = (60..<100).map { CompactableStore.page($0, 0) }
    try store.append(later + [CompactableStore.gone(1, 1)] + later + later)
    let removed = PageLabel(CompactableStore.gone(1, 1))

    _ = try compact { $0.leastShare = 0.5 }
    let kept = try labels().contains(removed)
    _ = try compact { $0.takesAll = true }
    let labels = try labels()

    #expect(kept)
    #expect(!labels.contains { $0.key == removed.key })
    #expect(try store.problems().isEmpty)
  }

  @Test func `A removal that the index has not read stays`() throws {
    try store.append([CompactableStore.page(1, 0)] + (20..<60).map { CompactableStore.page($0, 0) })
    let end = try PageStoreReader(data: store.data).mark.end
    try store.append((20..<60).map { CompactableStore.page($0, 1) } + [CompactableStore.gone(1, 1)])
    try store.append((20..<60).map { CompactableStore.page($0, 2) })

    _ = try compact(read: end) { $0.takesAll = true }

    #expect(try labels().contains(PageLabel(CompactableStore.gone(1, 1))))
    #expect(try store.problems().isEmpty)
  }

  @Test func `A damaged file is left as it is, and what its records would have replaced stays`()
    throws
  {
    try store.fill(rounds: 0..<12)
    let path = "\(store.data.pages)/\(PageStore.fileName(3))"
    var bytes = try store.bytes(3)
    let members = bytes.indices.filter { bytes[$0...].starts(with: [0x1F, 0x8B, 8, 6]) }
    bytes[members[2] + LabelledMember.headerBytes + 20] ^= 1
    try LocalFileSystem().writeSynchronized(bytes, to: path)

    let report = try compact { $0.takesAll = true }

    #expect(report.files[2].verdict == .damaged)
    #expect(report.files[2].problem?.hasPrefix("\(path) is damaged at byte \(members[2])") == true)
    #expect(try store.bytes(3) == bytes)
    #expect(report.files[0].verdict == .compacted)
    #expect(report.files[3].verdict == .compacted)
  }

  @Test func `When it can't be told what a file holds nothing is changed`() throws {
    try store.fill(rounds: 0..<12)
    var bytes = try store.bytes(2)
    bytes[1] ^= 1
    try LocalFileSystem().writeSynchronized(
      bytes, to: "\(store.data.pages)/\(PageStore.fileName(2))")
    let first = try store.bytes(1)

    #expect(throws: FileError.self) { _ = try compact() }
    #expect(try store.bytes(1) == first)
  }

  @Test func `Whichever file operation fails, each file is the old one or the new one`() throws {
    try store.fill(rounds: 0..<9)
    let words = try store.lastWords()
    let path = store.data.pages
    var saved: [String: [UInt8]] = [:]
    for name in try LocalFileSystem().names(in: path) {
      saved[name] = try LocalFileSystem().read("\(path)/\(name)")
    }
    var failing = 1
    while true {
      for (name, bytes) in saved {
        try LocalFileSystem().writeSynchronized(bytes, to: "\(path)/\(name)")
      }
      let files = FaultyFileSystem(failing: failing, code: failing % 2 == 0 ? 28 : 5)
      var isDone = true
      do { try compact(on: files) } catch { isDone = false }
      let found = try store.problems()
      #expect(found.isEmpty, "operation \(failing): \(found)")
      #expect(try store.lastWords() == words, "operation \(failing)")
      #expect(try LocalFileSystem().names(in: path).count == saved.count, "no rest is left")
      if isDone { break }
      failing += 1
    }
    #expect(failing > 15)
  }

  @Test func `A record that was moved is found by its old place, a removal that went is not`()
    throws
  {
    try store.fill(rounds: 0..<12)
    var places: [String: PageLocation] = [:]
    var cursor = try PageStoreReader(data: store.data).cursor()
    while let next = try cursor.next() { places[next.record.key] = next.location }
    let words = try store.lastWords()
    try compact()

    let reader = try PageStoreReader(data: store.data)
    var moved = 0
    for (key, place) in places {
      let found = reader.location(of: key, near: place)
      if words[key] == nil, place.file < reader.mark.end.file { #expect(found == nil) }
      guard let last = words[key]?.last else { continue }
      let location = try #require(found, "\(key)")
      #expect(try reader.record(at: location) == last)
      moved += location == place ? 0 : 1
    }
    #expect(moved > 0)
  }

  @Test func `A cursor at the old end of a compacted file goes on with the next file`() throws {
    try store.fill(rounds: 0..<12)
    let closed: UInt32 = 2
    let end = PageLocation(file: closed, offset: UInt64(try store.bytes(closed).count))
    try compact()

    var cursor = try PageStoreReader(data: store.data).cursor(from: end)
    let next = try cursor.next()
    var third = try PageStoreReader(data: store.data).cursor(
      from: PageLocation(file: closed + 1, offset: 0))
    let expected = try third.next()
    #expect(next?.location == expected?.location)
    #expect(next?.record == expected?.record)
    #expect(try store.bytes(closed).count < Int(end.offset))
  }

  @Test func `The next writer goes on behind the mark and removes what a killed compaction left`()
    throws
  {
    try store.fill(rounds: 0..<6)
    try folder.write("half", to: "data/pages/000001.warc.gz.tmp")
    try compact()
    try folder.write("half", to: "data/pages/000002.warc.gz.tmp")

    try store.append([CompactableStore.page(99, 1)])

    #expect(try store.lastWords()[CompactableStore.url(99)] != nil)
    #expect(try LocalFileSystem().names(in: store.data.pages).allSatisfy { !$0.hasSuffix(".tmp") })
    #expect(try store.problems().isEmpty)
  }
}
