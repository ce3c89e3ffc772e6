import Bytes
import Documents
import TestSupport
import Testing

@Suite struct PageStoreTests {
  private let folder: TemporaryFolder
  private let data: DataFolder

  init() throws {
    folder = try TemporaryFolder()
    data = try DataFolder.create(folder.file("data"))
  }

  private let records: [PageRecord] = [
    .response(
      Page(
        url: "https://www.example.gov.cn/a?b=1", siteID: "www",
        fetchedAt: UnixTime(milliseconds: 1_259_920_800_000), status: 200,
        headers: [HTTPHeader("Content-Type", "text/html; charset=gb2312")],
        body: Array("<p>扶持资金</p>\r\n\r\n".utf8))),
    .revisit(
      PageRevisit(
        url: "https://www.example.gov.cn/b", siteID: "www",
        fetchedAt: UnixTime(milliseconds: 1_259_920_801_000), reason: .notModified)),
    .gone(
      PageRemoval(
        url: "https://www.example.gov.cn/c", siteID: "www",
        at: UnixTime(milliseconds: 1_259_920_802_000), reason: "404 seen twice")),
  ]

  private func read(from start: PageLocation = .start) throws -> [PageRecord] {
    var cursor = try PageStoreReader(data: data).cursor(from: start)
    var found: [PageRecord] = []
    while let next = try cursor.next() { found.append(next.record) }
    return found
  }

  @Test func `Records come back in order, each also by its location`() throws {
    var locations: [PageLocation] = []
    do {
      var writer = try PageStoreWriter(data: data, holder: "test")
      for record in records { locations.append(try writer.append(record)) }
      try writer.commit()
    }

    let reader = try PageStoreReader(data: data)
    let all = try read()
    let second = try reader.record(at: locations[1])

    #expect(all == records)
    #expect(second == records[1])
    #expect(reader.mark.records == 3)
  }

  @Test func `What was not committed is not seen and is cut off by the next writer`() throws {
    do {
      var writer = try PageStoreWriter(data: data, holder: "test")
      _ = try writer.append(records[0])
      try writer.commit()
      _ = try writer.append(records[1])
    }
    let path = "\(data.pages)/000001.warc.gz"
    try FileDescriptor.open(path, .append).write([1, 2, 3])

    let before = try read()
    do {
      var writer = try PageStoreWriter(data: data, holder: "test")
      _ = try writer.append(records[2])
      try writer.commit()
    }
    let after = try read()

    #expect(before == [records[0]])
    #expect(after == [records[0], records[2]])
  }

  @Test func `A second writer is refused while the first one lives`() throws {
    let first = try PageStoreWriter(data: data, holder: "kuasou crawl")

    #expect(throws: FileError.self) { _ = try PageStoreWriter(data: data, holder: "second") }
    _ = first.committedRecords
  }

  @Test func `A flipped byte in a record or in the mark is found`() throws {
    do {
      var writer = try PageStoreWriter(data: data, holder: "test")
      for record in records { _ = try writer.append(record) }
      try writer.commit()
    }
    for name in ["000001.warc.gz", "committed"] {
      let path = "\(data.pages)/\(name)"
      let good = try LocalFileSystem().read(path)
      var bad = good
      bad[bad.count / 2] ^= 0x10
      try LocalFileSystem().writeSynchronized(bad, to: path)
      #expect(throws: FileError.self, "\(name)") { _ = try read() }
      try LocalFileSystem().writeSynchronized(good, to: path)
    }
    let restored = try read()
    #expect(restored.count == 3)
  }

  @Test func `A data folder of another version or another program is refused`() throws {
    let other = try TemporaryFolder()
    try other.write("kuasou-data 99\n", to: "VERSION")
    let foreign = try TemporaryFolder()
    try foreign.write("hello", to: "notes.txt")

    #expect(throws: DataFolderError.self) { _ = try DataFolder.open(other.path) }
    #expect(throws: DataFolderError.foreign(path: foreign.path)) {
      _ = try DataFolder.create(foreign.path)
    }
    #expect(throws: DataFolderError.missing(path: "/nowhere")) {
      _ = try DataFolder.open("/nowhere")
    }
  }
}
