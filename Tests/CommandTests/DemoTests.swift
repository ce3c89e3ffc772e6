import Bytes
import FoundationEssentials
import Glibc
import TestSupport
import Testing

/// The main job of issue 2: a city of 64 sites, crawled, indexed and asked for 扶持资金.
@Suite struct DemoTests {
  /// What `--json` prints, as far as the tests look at it.
  private struct Answer: Decodable {
    struct Hit: Decodable {
      let url: String
      let title: String
      let snippet: String
      let site: String
      let date: String?
      let type: String
    }

    let total: Int
    let hits: [Hit]
  }

  private func ask(_ arguments: [String]) throws -> (Answer, errors: String) {
    let outcome = try Program("kuasou").run(["demo", "--once", "--json"] + arguments)
    try #require(outcome.code == 0, "\(outcome.errors)")
    let answer = try JSONDecoder().decode(Answer.self, from: Data(Array(outcome.output.utf8)))
    return (answer, outcome.errors)
  }

  @Test func `The demo finds 扶持资金 in pages and PDFs of many sites`() throws {
    let (answer, errors) = try ask(["--top", "200"])

    let sites = Set(answer.hits.map(\.site))
    #expect(sites.count >= 8, "\(sites)")
    #expect(answer.hits.contains { $0.type == "html" })
    #expect(answer.hits.contains { $0.type == "pdf" })
    #expect(answer.hits.allSatisfy { !$0.title.isEmpty })
    #expect(
      answer.hits.prefix(10).allSatisfy { $0.snippet.contains("扶持资金") || $0.title.contains("扶持资金") }
    )
    #expect(errors.contains("generation 1"))
  }

  @Test func `The demo serves what it found until it is asked to stop, and leaves nothing behind`()
    throws
  {
    var demo = try ChildProcess(
      Program("kuasou").file, ["demo", "--port", "0", "--query", "高新技术"], output: .pipe,
      errors: .null)
    var greeting = demo.readLine()
    while let line = greeting, !line.hasPrefix("listening on http://127.0.0.1:") {
      greeting = demo.readLine()
    }
    let address = try #require(greeting).split(separator: "/")[1]
    let port = try #require(Int(address.split(separator: ":")[1]))

    let page = LoopbackHTTP.get("/search?q=%E6%89%B6%E6%8C%81%E8%B5%84%E9%87%91", port: port)
    demo.signal(SIGTERM)

    #expect(page?.status == 200)
    #expect(page?.body.contains("<mark>扶持资金</mark>") == true)
    #expect(demo.wait() == .exited(0))
    #expect(LoopbackHTTP.get("/", port: port) == nil, "the server has ended")
  }

  @Test(.enabled(if: SharedData.has("gov_core.jsonl"), "\(SharedData.absence)"))
  func `With the real documents the 9 that contain 扶持资金 are found`() throws {
    let path = SharedData.path("gov_core.jsonl")
    let text = String(decoding: try LocalFileSystem().read(path), as: UTF8.self)
    let containing = text.split(separator: "\n").filter { $0.contains("扶持资金") }

    let (answer, _) = try ask(["--top", "1000", "--query", "\"扶持资金\"", "--corpus", path])

    let titles = Set(answer.hits.map { $0.title.filter { !$0.isWhitespace } })
    var missing: [String] = []
    for line in containing {
      let title = try JSONDecoder().decode(Title.self, from: Data(Array(line.utf8))).title
      if !titles.contains(title.filter { !$0.isWhitespace }) { missing.append(title) }
    }
    #expect(containing.count >= 9)
    #expect(missing.isEmpty, "\(missing)")
  }

  private struct Title: Decodable {
    let title: String
  }
}
