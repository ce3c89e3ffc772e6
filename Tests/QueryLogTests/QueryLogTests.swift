import Bytes
import Documents
import QueryLog
import TestSupport
import Testing

@Suite struct QueryLogTests {
  private let folder: TemporaryFolder
  private let data: DataFolder
  private let now = UnixTime(milliseconds: 1_260_000_000_000)

  init() throws {
    folder = try TemporaryFolder()
    data = try DataFolder.create(folder.path)
  }

  private func search(
    _ words: String, daysAgo: Int = 0, hoursAgo: Int = 0, results: Int = 3, milliseconds: Int = 2
  ) -> LoggedSearch {
    LoggedSearch(
      words, at: now.adding(.seconds(-86_400 * daysAgo - 3600 * hoursAgo)), results: results,
      took: .milliseconds(milliseconds))
  }

  @Test(arguments: [
    ("  扶持\u{3000}资金 ", "扶持 资金"), ("ＡＢＣ１２３", "abc123"), ("a\nb\u{0}c", "a b c"), ("", ""),
  ])
  func `Equal questions are kept as one text`(typed: String, kept: String) {
    #expect(QueryText.storable(typed) == kept)
  }

  @Test(arguments: [
    "张三 510107199001011234", "51010719900101123X", "１３８００１３８０００", "电话138-0013-8000",
    "138 0013 8000", "+8613800138000", "028-86666666", "0831 8666 6666", "510107 19900101 1234",
    "6222 021234567890123", "someone@example.com",
  ])
  func `What looks like a number of a person is withheld as a whole`(typed: String) {
    #expect(QueryText.storable(typed) == QueryText.withheld)
  }

  @Test(arguments: [
    "成办发〔2009〕12号", "2009-01-01 2010-12-31", "20090101-20091231", "12345", "2008..2010", "扶持资金",
  ])
  func `Dates, document numbers and hotlines are kept`(typed: String) {
    #expect(QueryText.storable(typed) == typed)
  }

  @Test
  func `The file has columns for time, words, results, latency and place, and for nothing else`()
    throws
  {
    let writer = QueryLogWriter(data, retention: .seconds(86_400))
    writer.record(search("扶持资金"))
    try writer.flush(at: now)

    let schema = try #require(try QueryLog.reading(in: data)).columns()

    #expect(
      schema == [
        "clicks.at", "clicks.position", "clicks.query", "queries.number", "queries.text",
        "searches.at", "searches.query", "searches.results", "searches.took",
      ])
  }

  @Test func `The report counts days, words without result, latency and clicks`() throws {
    let writer = QueryLogWriter(data, retention: .seconds(86_400 * 90))
    for number in 1...98 { writer.record(search("扶持资金", milliseconds: number)) }
    writer.record(search("没有", daysAgo: 1, results: 0))
    writer.record(search("没有", daysAgo: 8, results: 0))
    writer.record(search("慢", milliseconds: 900))
    writer.record(try #require(LoggedClick("扶持资金", at: now, position: 2)))
    try writer.flush(at: now)

    let report = try QueryReport.of(data, days: 7, now: now.adding(.seconds(60)))

    #expect(report.searches == 100 && report.withoutResult == 1)
    #expect(report.perDay.map(\.searches) == [1, 99])
    #expect(report.top.map(\.text) == ["扶持资金", "慢", "没有"])
    #expect(report.zeroResults.map(\.text) == ["没有"])
    #expect(report.slow.first?.text == "慢" && report.latency.slowest == 900_000)
    #expect(report.latency.p50 == 49_000 && report.latency.p99 == 98_000)
    #expect(report.clicks.map { [$0.position, $0.clicks] } == [[2, 1]])
    #expect(report.lines.contains("  2\t1"))
  }

  @Test func `What is past its time is gone, its words from the bytes of the file too`() throws {
    let old = QueryLogWriter(data, retention: .seconds(86_400 * 90))
    old.record(search("veryoldwords", daysAgo: 91))
    old.record(search("scarcelyold", daysAgo: 89))
    try old.flush(at: now)
    #expect(try bytesHold("veryoldwords"))

    try QueryLogWriter(data, retention: .seconds(86_400 * 90)).flush(at: now)

    #expect(try QueryReport.of(data, days: 365, now: now).top.map(\.text) == ["scarcelyold"])
    try QueryLog.writing(in: data).checkpoint()
    #expect(try !bytesHold("veryoldwords"))
    #expect(try bytesHold("scarcelyold"))
  }

  private func bytesHold(_ text: String) throws -> Bool {
    try ["", "-wal"].contains { suffix in
      let path = QueryLog.path(in: data) + suffix
      guard LocalFileSystem().exists(path) else { return false }
      return String(decoding: try LocalFileSystem().read(path), as: UTF8.self).contains(text)
    }
  }

  @Test func `A full queue drops and counts, and neither waits nor fails`() throws {
    let writer = QueryLogWriter(data, retention: .seconds(86_400), capacity: 2)
    for _ in 1...5 { writer.record(search("a")) }

    try writer.flush(at: now)

    #expect(writer.dropped == 3)
    #expect(try QueryReport.of(data, days: 7, now: now).searches == 2)
  }

  @Test func `What can't be written waits and is written once it can be`() throws {
    try folder.write("in the way", to: "log")
    let writer = QueryLogWriter(data, retention: .seconds(86_400))
    writer.record(search("a"))
    #expect(throws: QueryLogError.self) { try writer.flush(at: now) }
    LocalFileSystem().removeTree(data.log)

    try writer.flush(at: now)

    #expect(try QueryReport.of(data, days: 7, now: now).searches == 1)
  }

  @Test func `Hot queries are asked in several hours, find something and may not be a name`() throws
  {
    let writer = QueryLogWriter(data, retention: .seconds(86_400 * 90))
    for hour in 1...4 {
      for words in ["扶持资金", "王小明", "高考", "13800138000"] {
        writer.record(search(words, hoursAgo: hour))
      }
      writer.record(search("没有", hoursAgo: hour, results: 0))
      writer.record(search("一时"))
    }
    writer.record(search("扶持资金"))
    try writer.flush(at: now)
    let log = try #require(try QueryLog.reading(in: data))

    #expect(try log.hotQueries(days: 7, limit: 5, now: now) == ["扶持资金"])
    #expect(
      try log.hotQueries(days: 7, limit: 5, now: now) { $0 == "高考" } == ["扶持资金", "高考"])
  }
}
