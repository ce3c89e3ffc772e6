import Bytes
import Documents
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Crawler

struct CrawlStorageTests {
  /// The pages that are durable, as the storage says it.
  private final class Durable: Sendable {
    let tokens = Mutex<[Int]>([])
    let isClosed = Mutex(false)
    /// How often the storage has said something.
    let answers = Mutex(0)

    func take(_ several: [CrawlStorage.Answer]) {
      answers.withLock { $0 += 1 }
      several.forEach(take)
    }

    func take(_ answer: CrawlStorage.Answer) {
      switch answer {
      case .event(.persisted(let token)): tokens.withLock { $0.append(token) }
      case .closed: isClosed.withLock { $0 = true }
      default: break
      }
    }
  }

  private func wait(until isDone: () -> Bool) async throws {
    for _ in 0..<2_000 where !isDone() { try await Task.sleep(for: .milliseconds(5)) }
  }

  /// A storage of a crawl without delay that gives its answers to `durable`.
  private func storage(
    _ folder: borrowing TemporaryFolder, _ durable: Durable
  ) throws -> CrawlStorage {
    let state = try CrawlState(path: folder.file("s"), siteIDs: ["a"])
    return try #require(
      CrawlStorage(state: state, active: [true], gather: .milliseconds(1)) { durable.take($0) })
  }

  private func page(_ number: Int) -> CrawlStorage.Job {
    let page = Page(
      url: "http://a.cn/\(number)", siteID: "a", fetchedAt: UnixTime(milliseconds: 0), status: 200,
      headers: [], body: [65])
    return .persist(token: number, .response(page), url: Int64(number), [])
  }

  @Test func `pages are durable though others that are under way never come`() async throws {
    let folder = try TemporaryFolder()
    let data = try DataFolder.create(folder.file("data"))
    let durable = Durable()
    let storage = try storage(folder, durable)
    storage.expect(100)
    storage.start(try PageStoreWriter(data: data, holder: "test"))

    storage.add(page(1))
    try await wait { !durable.tokens.withLock(\.isEmpty) }
    storage.add(page(2))
    storage.add(.close)
    try await wait { durable.isClosed.withLock { $0 } }

    #expect(durable.tokens.withLock { $0 } == [1, 2])
    #expect(try PageStore.readMark(folder: data.pages).records == 2)
  }

  @Test func `pages of one batch are said to be durable at once`() async throws {
    let folder = try TemporaryFolder()
    let data = try DataFolder.create(folder.file("data"))
    let durable = Durable()
    let storage = try storage(folder, durable)
    for number in 1...3 { storage.add(page(number)) }
    storage.add(.close)
    storage.start(try PageStoreWriter(data: data, holder: "test"))

    try await wait { durable.isClosed.withLock { $0 } }

    #expect(durable.tokens.withLock { $0 } == [1, 2, 3])
    // The pages, and the end.
    #expect(durable.answers.withLock { $0 } == 2)
  }
}
