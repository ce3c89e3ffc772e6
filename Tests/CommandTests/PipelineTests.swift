import Bytes
import Glibc
import TestSupport
import Testing

/// The pipeline by its commands on a few imported documents: import, index, search, export, and back.
@Suite struct PipelineTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    let lines = [
      #"{"id":"a","url":"http://jxw.gov.localhost/a.html","title":"关于申报扶持资金的通知","text":"各区（市）县经信主管部门：现就扶持资金申报有关事项通知如下。","site":"jxw","date":"2024-03-01","docno":"蓉经信〔2024〕12号"}"#,
      #"{"id":"b","title":"扶持办法","text":"专项资金的扶持范围。资金扶持对象为中小企业。","site":"cz","date":"2023-05-06"}"#,
      #"{"id":"c","title":"春节放假安排","text":"放假七天。","site":"www","date":"2022-01-20"}"#,
    ]
    try folder.write(lines.joined(separator: "\n") + "\n", to: "docs.jsonl")
  }

  private func kuasou(_ arguments: String..., input: String = "") throws -> Program.Outcome {
    try Program("kuasou").run(
      arguments + ["--data", folder.file("data")], in: folder.path, input: Array(input.utf8))
  }

  private func importAndIndex() throws {
    let imported = try kuasou("import", "docs.jsonl")
    let indexed = try kuasou("index")
    #expect(imported.code == 0 && indexed.code == 0, "\(imported.errors)\(indexed.errors)")
    #expect(imported.output == "docs.jsonl\t3 stored\t0 refused\n")
    #expect(indexed.output.hasPrefix("generation 1: 3 documents"))
  }

  @Test func `Imported documents are found, counted and ranked`() throws {
    try importAndIndex()

    let batch = try kuasou("search", "--batch", "-", "--top", "5", input: "q1\t扶持资金\nq2\t放假\n")
    let count = try kuasou("count", "扶持资金")
    let phrase = try kuasou("count", "\"扶持资金\"")
    let json = try kuasou("search", "扶持资金", "--json")

    #expect(
      batch.lines.map { $0.split(separator: "\t").prefix(3).joined(separator: " ") } == [
        "q1 a 1", "q1 b 2", "q2 c 1",
      ])
    #expect(count.output == "1\n")
    #expect(phrase.output == "1\n")
    #expect(json.output.contains("\"title\" : \"关于申报扶持资金的通知\""))
    #expect(json.output.contains("\"documentNumber\" : \"蓉经信〔2024〕12号\""))
  }

  @Test func `A hit shows title, snippet with marks, address, site and date`() throws {
    try importAndIndex()

    let text = try kuasou("search", "扶持资金").output

    #expect(text.contains("关于申报【扶持资金】的通知"))
    #expect(text.contains("现就【扶持资金】申报"))
    #expect(text.contains("http://jxw.gov.localhost/a.html"))
    #expect(text.contains("2024-03-01"))
  }

  @Test func `Indexing again adds what is new, replaces by id, and rebuild gives the same`() throws
  {
    try importAndIndex()
    try folder.write(
      #"{"id":"b","title":"新办法","text":"人才引进。","site":"cz"}"# + "\n"
        + #"{"id":"d","title":"扶持资金公示","text":"公示名单。","site":"cz"}"# + "\n", to: "more.jsonl")

    _ = try kuasou("import", "more.jsonl")
    let second = try kuasou("index")
    let queries = "1\t扶持\n2\t资金\n3\t人才引进\n4\t专项资金\n"
    let incremental = try kuasou("search", "--batch", "-", input: queries)
    let rebuilt = try kuasou("index", "--rebuild")
    let whole = try kuasou("search", "--batch", "-", input: queries)

    #expect(second.output.hasPrefix("generation 2: 4 documents"))
    // Generation 3 is the merge behind the second run: one of three documents is dead.
    #expect(rebuilt.output.hasPrefix("generation 4: 4 documents"))
    #expect(incremental.output == whole.output)
    #expect(!incremental.output.contains("4\tb"), "the replaced text is not found any more")
  }

  @Test(arguments: ["out.warc", "out.warc.gz"])
  func `An export can be imported again and gives the same answers`(name: String) throws {
    try importAndIndex()

    let exported = try kuasou("export", "--warc", name)
    let again = try Program("kuasou").run(
      ["import", name, "--data", "second"], in: folder.path)
    _ = try Program("kuasou").run(["index", "--data", "second"], in: folder.path)
    let count = try Program("kuasou").run(["count", "扶持", "--data", "second"], in: folder.path)

    #expect(exported.code == 0, "\(exported.errors)")
    #expect(again.output == "\(name)\t3 stored\t0 refused\n", "\(again.errors)")
    #expect(count.output == "2\n")
  }

  @Test func `Verify, stats and dump know every file of the folder`() throws {
    try importAndIndex()

    let verify = try kuasou("verify")
    let stats = try kuasou("stats")
    #expect(verify.code == 0, "\(verify.output)")
    #expect(verify.output.contains("page store: 3 records"))
    #expect(stats.output.contains("3 records"))
    for name in ["pages/committed", "pages/000001.warc.gz", "index/current"] {
      let dump = try Program("kuasou").run(["dump", folder.file("data/\(name)")])
      #expect(dump.code == 0 && !dump.output.isEmpty, "\(name): \(dump.errors)")
    }
    for part in ["segments", "generations"] {
      for name in try LocalFileSystem().names(in: folder.file("data/index/\(part)")) {
        let dump = try Program("kuasou").run(["dump", folder.file("data/index/\(part)/\(name)")])
        #expect(dump.code == 0 && !dump.output.isEmpty, "\(name): \(dump.errors)")
      }
    }
  }

  @Test func `The server answers, and shows a new generation without a restart`() throws {
    try importAndIndex()
    var server = try ChildProcess(
      Program("kuasou-server").file, ["--data", folder.file("data"), "--listen", "127.0.0.1:0"],
      output: .pipe, errors: .null)
    let greeting = server.readLine()
    let line = try #require(greeting)
    let port = try #require(line.split(separator: ":").last.flatMap { Int($0) })
    let target = "/api/v1/search?q=%E4%BA%BA%E6%89%8D%E5%BC%95%E8%BF%9B"

    let page = LoopbackHTTP.get("/search?q=%E6%89%B6%E6%8C%81%E8%B5%84%E9%87%91", port: port)
    let before = LoopbackHTTP.get(target, port: port)
    try folder.write(#"{"id":"e","title":"人才引进办法","text":"人才引进。"}"# + "\n", to: "e.jsonl")
    _ = try kuasou("import", "e.jsonl")
    _ = try kuasou("index")
    var after = before
    for _ in 0..<100 where after?.body.contains("人才引进办法") != true {
      usleep(100_000)
      after = LoopbackHTTP.get(target, port: port)
    }
    let health = LoopbackHTTP.get("/healthz", port: port)
    server.signal(SIGTERM)
    let end = server.wait()

    #expect(line.hasPrefix("listening on http://127.0.0.1:"))
    #expect(page?.status == 200)
    #expect(page?.body.contains("<mark>扶持资金</mark>") == true)
    #expect(before?.body.contains("人才引进办法") == false)
    #expect(after?.body.contains("人才引进办法") == true)
    #expect(health?.status == 200)
    #expect(end == .exited(0))
  }

  @Test func `index reports what is published, then merges, and may be killed then`() throws {
    for number in 1...7 {
      try folder.write(#"{"id":"n\#(number)","text":"扶持资金"}"#, to: "docs.jsonl")
      _ = try kuasou("import", "docs.jsonl")
      _ = try kuasou("index")
    }
    try folder.write(#"{"id":"n8","text":"扶持资金"}"#, to: "docs.jsonl")
    _ = try kuasou("import", "docs.jsonl")

    let killed = try Program("kuasou").run(
      ["index", "--data", folder.file("data")],
      environment: ["KUASOU_FAILPOINT=merge-before-install"])
    let found = try kuasou("count", "扶持资金")
    let before = try kuasou("stats")
    let next = try kuasou("index")
    let after = try kuasou("stats")

    #expect(killed.code == 128 + SIGKILL)
    #expect(killed.output.hasPrefix("generation 8: 8 documents"), "\(killed.errors)")
    #expect(found.output == "8\n")
    #expect(before.output.contains(" 8 segments, "), "\(before.output)")
    #expect(next.code == 0 && next.output.hasPrefix("generation 9: 8 documents"))
    #expect(after.output.contains(" 1 segments, "), "\(after.output)")
    #expect(try kuasou("count", "扶持资金").output == "8\n")
    #expect(try LocalFileSystem().names(in: folder.file("data/index/merging")) == [])
  }
}
