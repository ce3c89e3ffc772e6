import Bytes
import Foundation
import TestSupport
import Testing

/// The query log from the request to the report, by the real programs.
@Suite struct QueryLogTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    let lines = (1...3).map {
      #"{"id":"d\#($0)","url":"https://a.example.gov.cn/\#($0)","title":"扶持资金通知","text":"企业可以申请扶持资金。","site":"a"}"#
    }
    let file = try folder.write(lines.joined(separator: "\n"), to: "pages.jsonl")
    for words in [["import", file], ["index"]] {
      let outcome = try Program("kuasou").run(words + ["--data", data])
      #expect(outcome.code == 0, "\(outcome.errors)")
    }
  }

  private var data: String { folder.file("data") }

  /// Starts the server, has `script` ask it at `$url`, kills it with signal 9 and waits for it.
  private func serve(_ options: String = "", script: String) throws {
    let server = Program("kuasou-server").file
    let text = """
      "\(server)" --data "\(data)" --listen 127.0.0.1:0 \(options) >"\(folder.file("out"))" 2>"\(folder.file("err"))" &
      server=$!
      until url=$(grep -o 'http://.*' "\(folder.file("out"))"); do sleep 0.05; done
      \(script)
      kill -9 $server; wait $server 2>/dev/null; exit 0
      """
    let outcome = try Program(path: "/bin/bash").run(["-c", text])
    #expect(outcome.code == 0, "\(outcome.errors)")
  }

  /// Waits until a command succeeds, a minute at most: a loaded machine takes its time.
  private static func await(_ command: String) -> String {
    "for _ in $(seq 300); do \(command) && break; sleep 0.2; done"
  }

  /// Waits until a line of the report is as `pattern` says.
  private func awaitReport(_ pattern: String) -> String {
    let report = "\"\(Program("kuasou").file)\" report queries --json --data \"\(data)\""
    return Self.await("\(report) | grep -q '\(pattern)'")
  }

  private func report() throws -> [String: Any] {
    let outcome = try Program("kuasou").run(["report", "queries", "--json", "--data", data])
    #expect(outcome.code == 0, "\(outcome.errors)")
    return try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
  }

  private static let address = "$url/search?q=%E6%89%B6%E6%8C%81%E8%B5%84%E9%87%91"
  private static let search = "curl -s -o /dev/null \(address)"

  @Test func `A killed server has logged its searches, without an address`()
    throws
  {
    let forwarded =
      "-H 'X-Forwarded-For: 203.0.113.77' -H 'User-Agent: SpyGlass' -H 'Cookie: a=secretcookie'"
    try serve(
      script: """
        \(Self.search) \(forwarded); curl -s -o /dev/null $url/api/v1/search?q=nothinglikethis \(forwarded)
        curl -s -o /dev/null $url/search?q=13800138000; curl -s -o /dev/null "$url/search?q=a&page=2"
        \(awaitReport("^  \"searches\" : 3"))
        """)

    let report = try report()

    #expect(report["searches"] as? Int == 3)
    #expect(report["withoutResult"] as? Int == 2)
    let top = try #require(report["top"] as? [[String: Any]]).compactMap { $0["text"] as? String }
    #expect(top == ["nothinglikethis", "扶持资金", "（已隐去）"].sorted())
    for suffix in ["", "-wal"] {
      let path = "\(data)/log/queries.sqlite\(suffix)"
      let bytes = LocalFileSystem().exists(path) ? try LocalFileSystem().read(path) : []
      let text = String(decoding: bytes, as: UTF8.self)
      for secret in ["203.0.113", "127.0.0.1", "SpyGlass", "secretcookie", "13800138000"] {
        #expect(!text.contains(secret), "\(secret) in \(path)")
      }
    }
  }

  @Test func `A log that can't be written costs no search`() throws {
    try folder.write("in the way", to: "data/log")

    try serve(
      script:
        "\(Self.await("grep -q 'queries\\|data/log' '\(folder.file("err"))'")); curl -s -o '\(folder.file("page"))' -w '%{http_code}' \(Self.address) >'\(folder.file("code"))'"
    )

    #expect(try LocalFileSystem().read(folder.file("code")) == Array("200".utf8))
    let log = String(decoding: try LocalFileSystem().read(folder.file("err")), as: UTF8.self)
    #expect(log.contains("queries") || log.contains("data/log"), "the log says what is in the way")
  }

  @Test func `A click that a page tells of is in the report, and the page of it`() throws {
    try serve(
      "--log-clicks",
      script:
        "\(Self.search); curl -s -X POST \"$url/beacon?q=%E6%89%B6&n=3\"; \(awaitReport("\"clicks\" : 1"))"
    )

    let clicks = try #require(try report()["clicks"] as? [[String: Int]])
    let file = folder.file("report.html")
    let page = try Program("kuasou").run(["report", "queries", "--html", file, "--data", data])

    #expect(clicks == [["position": 3, "clicks": 1]])
    #expect(page.code == 0 && page.output.isEmpty, "\(page.errors)")
    #expect(String(decoding: try LocalFileSystem().read(file), as: UTF8.self).contains("扶持资金"))
  }

  @Test func `With 0 days nothing is logged`() throws {
    try serve("--query-log-days 0", script: "\(Self.search); sleep 1")

    #expect(!LocalFileSystem().exists("\(data)/log"))
    #expect(try report()["searches"] as? Int == 0)
  }
}
