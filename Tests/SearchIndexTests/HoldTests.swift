import Bytes
import Documents
import Glibc
import TestSupport
import Testing

@testable import SearchIndex

/// Readers hold their generation, in any process, and none is ever turned away by a writer that removes others.
struct HoldTests {
  private struct WrongAnswer: Error {}

  private static func document(_ id: String) -> Document {
    Document(id: id, url: "http://a/\(id)", siteID: "s1", title: "标题", text: "资金\(id)")
  }

  @Test func `a generation that a reader holds stays with its files, and goes after it`() throws {
    let fixture = try IndexFixture()
    try fixture.add([Self.document("a")])
    var reader: IndexReader? = try fixture.open()
    for _ in 0..<4 { try fixture.add([Self.document("a")], rebuild: true) }

    #expect(try fixture.store.generations() == [1, 4, 5])
    #expect(try fixture.store.generationsLine() == "generations 1 held, 4, 5")
    #expect(try fixture.store.open(1).documentCount == 1)
    #expect(reader?.documentCount == 1)
    reader = nil
    try fixture.store.removeUnreferenced()

    #expect(try fixture.store.generations() == [4, 5])
    #expect(try LocalFileSystem().names(in: fixture.store.path("segments")).count == 2)
  }

  @Test func `verify reads every generation, also one that only a reader keeps`() throws {
    let fixture = try IndexFixture()
    let first = try fixture.add([Self.document("a")])
    let reader = try fixture.open()
    let segment = try #require(first.segments.first).fileName
    for _ in 0..<3 { try fixture.add([Self.document("a")], rebuild: true) }
    #expect(fixture.store.verify() == [])
    let path = fixture.store.path(segment)
    var bytes = try LocalFileSystem().read(path)
    bytes[bytes.count / 2] ^= 0xFF
    try LocalFileSystem().writeSynchronized(bytes, to: path)

    #expect(fixture.store.verify().map(\.path) == [path])
    withExtendedLifetime(reader) {}
  }

  @Test func `verify takes no generation for damaged that a writer removes meanwhile`() async throws
  {
    let fixture = try IndexFixture()
    try fixture.add([Self.document("0")])
    let store = fixture.store
    let watcher = Task.detached {
      var problems: [IndexProblem] = []
      while !Task.isCancelled {
        problems += store.verify()
        // Other tests need this thread as well.
        await Task.yield()
      }
      return problems
    }
    for number in 1...60 {
      try fixture.add(
        [Self.document("\(number)")], delete: ["\(number - 1)"], rebuild: number % 7 == 0)
    }
    watcher.cancel()

    #expect(await watcher.value == [])
  }

  @Test func `a reader that was killed holds nothing`() async throws {
    let fixture = try IndexFixture()
    try fixture.add([Self.document("a")])
    let path = fixture.folder.path

    await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
      let reader = try IndexStore(folder: "\(path)/index").openCurrent().reader
      _ = kill(getpid(), SIGKILL)
      withExtendedLifetime(reader) {}
    }
    for _ in 0..<2 { try fixture.add([Self.document("a")], rebuild: true) }

    #expect(try fixture.store.generations() == [2, 3])
  }

  @Test func `processes and threads that open in a loop never fail while a writer commits`()
    async throws
  {
    let fixture = try IndexFixture()
    try fixture.add([Self.document("0")])
    let path = fixture.folder.path
    async let first: Void = Self.openInProcess(path)
    async let second: Void = Self.openInProcess(path)
    let thread = Task.detached { try HoldTests.openForEver(path) }
    for number in 1...200 {
      try fixture.add([Self.document("\(number)")], delete: ["\(number - 1)"])
    }
    try fixture.folder.write("", to: "stop")
    _ = await (first, second)
    try await thread.value
    try fixture.store.removeUnreferenced()

    #expect(try fixture.store.generations() == [200, 201])
    #expect(fixture.store.verify().isEmpty)
  }

  private static func openInProcess(_ path: String) async {
    await #expect(processExitsWith: .success) { [path = path as String] in
      try HoldTests.openForEver(path)
    }
  }

  /// Opens what is current until there is a file `stop`: there is always exactly one document, and it is found.
  private static func openForEver(_ path: String) throws {
    let store = IndexStore(folder: "\(path)/index")
    while !LocalFileSystem().exists("\(path)/stop") {
      let opened = try store.openCurrent()
      let found = opened.reader.search(SearchRequest(query: QueryParser.parse("资金"))).total
      guard opened.warnings.isEmpty, opened.reader.documentCount == 1, found == 1 else {
        throw WrongAnswer()
      }
    }
  }
}
