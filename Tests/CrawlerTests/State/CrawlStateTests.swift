import Bytes
import Crawler
import Documents
import Foundation
import TestSupport
import Testing

struct CrawlStateTests {
  private let now = UnixTime(milliseconds: 1_260_000_000_000)

  private func url(_ text: String, _ state: CrawlState) throws -> CrawlURL {
    try #require(LinkReader(hash: state.hash).read(text))
  }

  private func found(_ id: Int64, _ text: String, _ state: CrawlState, host: Int = 0) throws
    -> StateChange
  {
    .found(
      FoundURL(id: id, url: try url(text, state), site: 0, host: host, depth: 0, source: .start))
  }

  private func stored(_ id: Int64, due: UnixTime?) -> StateChange {
    var ended = EndedURL(id: id, at: now, verdict: .stored, reason: "ok")
    ended.status = 200
    ended.known = KnownPage(
      etag: "\"v\"", contentHash: .max, isStored: true, interval: .seconds(6 * 3600))
    ended.due = due
    return .ended(ended)
  }

  @Test func `gives back what waits, in order, and what is due`() throws {
    let folder = try TemporaryFolder()
    let state = try CrawlState(path: folder.file("s"), siteIDs: ["a"])
    let changes =
      try [.newHost(authority: "a.cn"), .newHost(authority: "b.cn")]
      + (1...5).map { try found(Int64($0), "http://a.cn/\($0)", state) }
      + [
        found(6, "http://b.cn/", state, host: 1), stored(1, due: now),
        stored(2, due: now.adding(.seconds(1))),
      ]
    _ = try state.write(StateBatch(changes: changes))

    let backlog = try state.backlog(active: [true], robotsToken: ["kuasou"], now: now)
    let waiting = try state.waiting(host: 0, lane: .fresh, after: 3, active: [true])
    let due = try state.waiting(host: 0, lane: .revisit, after: 0, active: [true])

    #expect(backlog.hosts.map(\.authority) == ["a.cn", "b.cn"])
    #expect(backlog.hosts.map(\.fresh) == [3, 1])
    #expect(backlog.hosts.map(\.revisits) == [1, 0])
    #expect(backlog.nextID == 7)
    #expect(backlog.seen.count == 6)
    #expect(backlog.storedPages == [2])
    #expect(waiting.map(\.id) == [4, 5])
    #expect(due.map(\.id) == [1])
    #expect(due.first?.known?.etag == "\"v\"")
    #expect(due.first?.known?.contentHash == .max)
  }

  @Test func `leaves the sites of other runs alone`() throws {
    let folder = try TemporaryFolder()
    let state = try CrawlState(path: folder.file("s"), siteIDs: ["a"])
    _ = try state.write(
      StateBatch(changes: [.newHost(authority: "a.cn"), found(1, "http://a.cn/", state)]))

    let other = try CrawlState(path: folder.file("s"), siteIDs: ["b", "a"])

    #expect(
      try other.backlog(active: [true, false], robotsToken: ["k", "k"], now: now).hosts.map(\.fresh)
        == [0])
    #expect(
      try other.backlog(active: [false, true], robotsToken: ["k", "k"], now: now).hosts.map(\.fresh)
        == [1])
    #expect(
      try other.waiting(host: 0, lane: .fresh, after: 0, active: [true, true]).map(\.site) == [1])
  }

  @Test func `keeps the hash of URLs for ever`() throws {
    let folder = try TemporaryFolder()
    let first = try CrawlState(path: folder.file("s"), siteIDs: ["a"])
    let second = try CrawlState(path: folder.file("s"), siteIDs: ["a"])
    let other = try CrawlState(path: folder.file("t"), siteIDs: ["a"])

    #expect(first.hash("http://a.cn/") == second.hash("http://a.cn/"))
    #expect(first.hash("http://a.cn/") != other.hash("http://a.cn/"))
  }

  @Test func `makes a page due that a sitemap says has changed`() throws {
    let folder = try TemporaryFolder()
    let state = try CrawlState(path: folder.file("s"), siteIDs: ["a"])
    _ = try state.write(
      StateBatch(changes: [
        .newHost(authority: "a.cn"), found(1, "http://a.cn/", state), stored(1, due: nil),
      ]))
    let hash = try url("http://a.cn/", state).hash

    let older = try state.write(
      StateBatch(changes: [.sitemapDate(hash: hash, changed: now.adding(.seconds(-1)))]))
    let newer = try state.write(
      StateBatch(changes: [.sitemapDate(hash: hash, changed: now.adding(.seconds(1)))]))
    let again = try state.write(
      StateBatch(changes: [.sitemapDate(hash: hash, changed: now.adding(.seconds(1)))]))

    #expect(older.isEmpty)
    #expect(newer.map(\.id) == [1])
    #expect(again.isEmpty)
  }

  @Test func `refuses a state of a newer version and a file that is no database`() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("s")
    _ = try CrawlState(path: path, siteIDs: [])
    // SQLite's file header has user_version at byte 60, big-endian (sqlite.org/fileformat2.html §1.3).
    var bytes = try LocalFileSystem().read(path)
    bytes.replaceSubrange(60..<64, with: [0, 0, 0, 99])
    try LocalFileSystem().writeSynchronized(bytes, to: path)
    let junk = try folder.write(Array(repeating: 65, count: 5000), to: "junk")

    #expect(throws: CrawlError.newerState(path: path, found: 99, supported: 1)) {
      try CrawlState(path: path, siteIDs: [])
    }
    #expect(throws: CrawlError.self) { try CrawlState(path: junk, siteIDs: []) }
  }

  @Test func `writes the row that docs formats crawl-state md shows`() throws {
    let folder = try TemporaryFolder()
    let state = try CrawlState(path: folder.file("s"), siteIDs: ["portal"], hashKey: (1, 2))
    let start = try url("http://www.gov.localhost/", state)
    _ = try state.write(
      StateBatch(
        changes: [
          .newHost(authority: "www.gov.localhost"), found(1, start.href, state),
          stored(1, due: now.adding(.seconds(6 * 3600))),
        ], locations: [1: PageLocation(file: 1, offset: 512)]))

    let columns =
      "id,hash,url,site,host,depth,source,pending,verdict,status,reason,stored,file,offset,revisit_interval,due"
    let lines = try state.dump(.urls, columns: columns.split(separator: ",").map(String.init))
    let document = String(
      decoding: try LocalFileSystem().read("\(Program.project)/docs/formats/crawl-state.md"),
      as: UTF8.self)

    #expect(document.contains("`\(start.hash)`"), "\(start.hash)")
    #expect(lines.count == 2)
    for line in lines { #expect(document.contains("\n\(line)\n"), "\(line)") }
  }
}
