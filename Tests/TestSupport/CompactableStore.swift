package import Bytes
package import Documents
import Glibc

/// A page store of small files in which much is superseded.
package struct CompactableStore {
  /// Its data folder.
  package let data: DataFolder
  /// Files of this store are closed at that many bytes.
  package static let rotationBytes: UInt64 = 4000

  /// A store in this folder, empty unless one is there.
  package init(_ folder: String) throws { data = try DataFolder.create(folder) }

  /// Appends records.
  package func append(_ records: [PageRecord]) throws(FileError) {
    var writer = try patiently()
    for record in records { _ = try writer.append(record) }
    try writer.commit()
  }

  /// Fills the store by `rounds` looks at pages p0 to p11 and an import a round: some change each time, some not, and p11 of each
  /// odd round is gone.
  package func fill(rounds: Range<Int>) throws(FileError) {
    for round in rounds {
      var records: [PageRecord] = (0..<11).map { page in
        page % 3 == 0 && round > 0 ? Self.revisit(page, round) : Self.page(page, round)
      }
      records.append(round % 2 == 1 ? Self.gone(11, round) : Self.page(11, round))
      var document = ImportedDocument(id: "d\(round % 3)", text: "导入文本 \(round)")
      document.importedAt = Self.time(round)
      try append(records + [.document(document)])
    }
  }

  /// The URL of a page.
  package static func url(_ number: Int) -> String { "http://jxw.gov.localhost/p\(number)" }

  /// A page as it was in that round.
  package static func page(_ number: Int, _ round: Int) -> PageRecord {
    let text = (0..<40).map { "扶持\(number * $0 + round)资金" }.joined(separator: "，")
    return .response(
      Page(
        url: url(number), siteID: "jxw", fetchedAt: time(round), status: 200, headers: [],
        body: Array("第\(number)页 第\(round)轮 \(text)".utf8)))
  }

  /// A look at a page in that round which found nothing new.
  package static func revisit(_ number: Int, _ round: Int) -> PageRecord {
    .revisit(
      PageRevisit(
        url: url(number), siteID: "jxw", fetchedAt: time(round), reason: .notModified))
  }

  /// The end of a page in that round.
  package static func gone(_ number: Int, _ round: Int) -> PageRecord {
    .gone(
      PageRemoval(url: url(number), siteID: "jxw", at: time(round), reason: "404 seen twice"))
  }

  /// What the store says, removals aside: the last word on each page, and its last revisit behind that.
  package func lastWords() throws(FileError) -> [String: [PageRecord]] {
    var words: [String: [PageRecord]] = [:]
    var cursor = try PageStoreReader(data: data).cursor()
    while let next = try cursor.next() {
      switch next.record {
      case .gone: words[next.record.key] = nil
      case .revisit:
        let word = words[next.record.key]?.first.map { [$0] } ?? []
        words[next.record.key] = word + [next.record]
      case .response, .document: words[next.record.key] = [next.record]
      }
    }
    return words
  }

  /// What the check of the whole store finds.
  package func problems() throws(FileError) -> [String] {
    PageStoreCheck(try PageStoreReader(data: data)).run().problems
  }

  /// A writer; a child that another test is just starting holds its locks, too, until it has begun.
  private func patiently() throws(FileError) -> PageStoreWriter {
    for _ in 0..<100 {
      do throws(FileError) {
        return try PageStoreWriter(data: data, holder: "test", rotationBytes: Self.rotationBytes)
      } catch .locked {
        usleep(5000)
      }
    }
    return try PageStoreWriter(data: data, holder: "test", rotationBytes: Self.rotationBytes)
  }

  /// The bytes of a file of the store.
  package func bytes(_ number: UInt32) throws(FileError) -> [UInt8] {
    try LocalFileSystem().read("\(data.pages)/\(PageStore.fileName(number))")
  }

  private static func time(_ round: Int) -> UnixTime {
    UnixTime(milliseconds: 1_700_000_000_000 + Int64(round) * 86_400_000)
  }
}
