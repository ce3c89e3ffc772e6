import Bytes
import Documents
import TestSupport
import Testing

/// The two forms of an imported document in the page store: named header fields before plain text, and JSON before.
@Suite struct ImportedDocumentRecordTests {
  private let folder: TemporaryFolder
  private let data: DataFolder

  init() throws {
    folder = try TemporaryFolder()
    data = try DataFolder.create(folder.file("data"))
  }

  private func document(_ change: (inout ImportedDocument) -> Void = { _ in }) -> ImportedDocument {
    var document = ImportedDocument(id: "示例", text: "第一行\r\n\r\n第二行\n")
    document.title = "关于申报扶持资金的通知"
    document.importedAt = UnixTime(milliseconds: 1_700_000_000_000)
    change(&document)
    return document
  }

  private func throughStore(_ document: ImportedDocument) throws -> PageRecord? {
    let location: PageLocation
    do {
      var writer = try PageStoreWriter(data: data, holder: "test")
      location = try writer.append(.document(document))
      try writer.commit()
    }
    return try PageStoreReader(data: data).record(at: location)
  }

  /// What a cursor reads from a labelled member of these bytes.
  private func read(labelled text: String) throws -> PageRecord? {
    let label = LabelledMember.stored(
      Array(text.utf8), label: [4] + [UInt8](repeating: 0, count: 16))
    try RawPageStore.write([label], version: 2, pages: data.pages)
    return try PageStoreReader(data: data).record(at: .start)
  }

  private static let head = "WARC/1.1\r\nWARC-Type: resource\r\nWARC-Target-URI: urn:x\r\n"
  private static let text = "Content-Type: text/plain; charset=utf-8\r\n"

  @Test(arguments: [
    "", " ", "a\nb", "\r\n", " a ", "\ta", "100%", "%0A", "a: b", "\u{301}x", "\0\u{7F}",
    "换行\n换行", "x\u{2028}y",
  ])
  func `A field of any text comes back as it was`(text: String) throws {
    let document = document {
      $0.id = "id\(text)"
      ($0.url, $0.title, $0.site, $0.source) = (text, text, text, text)
      ($0.issuer, $0.documentNumber, $0.text) = (text, text, text)
      $0.date = CalendarDate(iso: "2024-03-01")
    }

    let record = PageRecord.document(document)
    let stored = try throughStore(document)

    #expect(stored == record)
    #expect(PageRecord(warc: record.warc) == record)
    #expect(!record.warc.fields.contains { $0.value.contains("\n") })
  }

  @Test func `The block is the text itself and empty fields are left out`() {
    let warc = PageRecord.document(document()).warc

    #expect(warc.block == Array("第一行\r\n\r\n第二行\n".utf8))
    #expect(warc.field("Content-Type") == "text/plain; charset=utf-8")
    #expect(warc.field("Kuasou-Id") == "示例")
    #expect(warc.field("Kuasou-URL") == nil)
    #expect(warc.field("Kuasou-Date") == nil)
  }

  @Test(arguments: [100, 20_000, 70_000, 300_000])
  func `Long texts and long fields come back too`(length: Int) throws {
    let long = String(repeating: "长", count: length)

    let longText = document { $0.text = long }
    let longTitle = document { $0.title = long }

    #expect(try throughStore(longText) == .document(longText))
    #expect(try throughStore(longTitle) == .document(longTitle))
  }

  @Test func `The older form is still read`() throws {
    let document = document { $0.date = CalendarDate(iso: "2024-03-01") }
    let old = document.jsonRecord(
      PageRecord.document(document).warc.fields.filter { $0.name.hasPrefix("WARC-") })
    try RawPageStore.write([Gzip.compress(old.bytes)], version: 1, pages: data.pages)

    var cursor = try PageStoreReader(data: data).cursor()
    let found = try cursor.next()

    #expect(found?.record == .document(document))
    #expect(found?.label == PageLabel(.document(document)))
  }

  @Test func `Damaged header fields read as they stand, without their escapes' meaning`() throws {
    let fields = "Kuasou-Id: a\r\nKuasou-Title: 5%zz%4\r\nKuasou-Date: never\r\nno colon\r\n"
    let found = try read(
      labelled: Self.head + Self.text + fields + "Content-Length: 1\r\n\r\nx\r\n\r\n")

    guard case .document(let document)? = found else {
      Issue.record("it is a document")
      return
    }
    #expect(document.title == "5%zz%4")
    #expect(document.date == nil)
    #expect(document.text == "x")
  }

  @Test(arguments: [
    ("Kuasou-Id: \r\n", "Content-Length: 1"), ("", "Content-Length: 1"),
    ("Kuasou-Id: a\r\nContent-Type: text/html\r\n", "Content-Length: 1"),
  ])
  func `A resource without an id or of another type is no document`(
    fields: String, length: String
  ) throws {
    let type = fields.contains("Content-Type") ? "" : Self.text
    let found = try read(labelled: Self.head + type + fields + length + "\r\n\r\nx\r\n\r\n")

    #expect(found == nil)
  }

  @Test(arguments: ["Content-Length: 2", "Content-Length: -1", "Content-Length: x", "X: 1"])
  func `A record without a true length is reported`(length: String) throws {
    #expect(throws: FileError.self) {
      _ = try read(
        labelled: Self.head + Self.text + "Kuasou-Id: a\r\n" + length + "\r\n\r\nx")
    }
  }

  @Test func `Folded lines and other spellings are read the long way`() throws {
    let found = try read(
      labelled: Self.head + Self.text
        + "Kuasou-Id: a\r\nkuasou-title: one\r\n two\r\nContent-Length: 1\r\n\r\nx")

    guard case .document(let document)? = found else {
      Issue.record("it is a document")
      return
    }
    #expect(document.title == "one two")
  }

  @Test func `Mutated documents never trap`() throws {
    var random = SeededRandom()
    let good = PageRecord.document(document { $0.url = "http://a.gov.cn/%41" }).warc.bytes
    var read = 0
    for _ in 0..<400 {
      var bytes = good
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = random.bytes(1)[0]
      }
      let label = [4] + [UInt8](repeating: 0, count: 16)
      let member = LabelledMember.stored(bytes, label: label)
      try RawPageStore.write([member], version: 2, pages: data.pages)
      var cursor = try PageStoreReader(data: data).cursor()
      if let found = try? cursor.next() { read += found.record.key.isEmpty ? 0 : 1 }
      _ = PageStoreCheck(try PageStoreReader(data: data)).run()
    }
    #expect(read > 0, "seed \(SeededRandom.seed)")
  }

  @Test func `A label that is another record's is found by the check`() throws {
    let bytes = PageRecord.document(document()).warc.bytes
    let member = LabelledMember.stored(
      bytes, label: [4] + [UInt8](repeating: 7, count: 16))
    try RawPageStore.write([member], version: 2, pages: data.pages)

    let outcome = PageStoreCheck(try PageStoreReader(data: data)).run()

    #expect(outcome.problems.count == 1)
    #expect(outcome.problems.first?.hasSuffix("another record's") == true)
  }

  @Test func `A WARC file that ends before its mark is reported`() throws {
    try RawPageStore.write(
      [Gzip.compress(PageRecord.document(document()).warc.bytes)], version: 2, pages: data.pages)
    let path = "\(data.pages)/000001.warc.gz"
    let bytes = try LocalFileSystem().read(path)
    try LocalFileSystem().writeSynchronized(Array(bytes.dropLast(9)), to: path)

    var cursor = try PageStoreReader(data: data).cursor()

    #expect(throws: FileError.self) { _ = try cursor.next() }
  }
}
