import Bytes
import Crawler
import Documents
import TestSupport
import Testing

/// The frozen crawl state of version 1: four pages of the sample city fetched, eight links waiting.
@Suite struct CrawlStateFixtureTests {
  private let folder: TemporaryFolder
  private let data: DataFolder

  init() throws {
    folder = try TemporaryFolder()
    data = try DataFolder.create(folder.file("data"))
    try folder.write(
      try LocalFileSystem().read("\(Program.project)/Fixtures/formats/crawl-state-1.sqlite"),
      to: "data/crawl/state.sqlite")
  }

  @Test func `A state of version 1 is still read`() throws {
    let opened = try CrawlState.reading(path: "\(data.crawl)/state.sqlite")
    let state = try #require(opened)

    let urls = try state.dump(.urls, columns: ["url", "status", "pending"])

    #expect(urls.count == 13, "a line of columns and twelve URLs")
    #expect(urls[1] == "http://ic.gov.localhost:8790/|200|0")
    #expect(urls[5] == "http://ic.gov.localhost:8790/detail/1214||1")
  }

  @Test func `A sound state passes the check, a damaged one does not`() throws {
    let sound = try CrawlStateCheck.problems(data: data)
    let path = "\(data.crawl)/state.sqlite"
    var bytes = try LocalFileSystem().read(path)
    // The second page is a table's root; its header says what kind of page it is.
    bytes[4096] = 0xEE
    try LocalFileSystem().writeSynchronized(bytes, to: path)

    #expect(sound.isEmpty)
    let isFound = (try? CrawlStateCheck.problems(data: data))?.isEmpty != true
    #expect(isFound)
  }

  @Test func `A state of a later version is refused by name`() throws {
    let path = "\(data.crawl)/state.sqlite"
    var bytes = try LocalFileSystem().read(path)
    // SQLite's user_version: four bytes, highest first, at offset 60 of the file.
    bytes[63] = 99
    try LocalFileSystem().writeSynchronized(bytes, to: path)

    #expect {
      _ = try CrawlState.reading(path: path)
    } throws: { error in
      guard case CrawlError.newerState(_, let found, _) = error else { return false }
      return found == 99
    }
  }
}
