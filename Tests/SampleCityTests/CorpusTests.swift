import Foundation
import Testing

@testable import SampleCity

@Suite struct CorpusTests {
  /// A folder that is removed with the test.
  private final class Folder {
    let url = FileManager.default.temporaryDirectory.appending(path: "corpus-\(UUID())")

    init() throws {
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }
    deinit { try? FileManager.default.removeItem(at: url) }

    func write(_ path: String, _ text: String) throws {
      let file = url.appending(path: path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
  }

  private func get(_ sites: [CorpusSite], _ authority: String, _ target: String) -> CityContent {
    CityResponder(city: CityFixture.city, corpora: sites).content(
      for: CityRequest(authority: authority, target: target))
  }

  @Test func `Each folder below a corpus folder is a site that serves its files as they are`()
    throws
  {
    let folder = try Folder()
    try folder.write("甲/notice.html", "<p>扶持资金</p>")
    try folder.write("b/deep/文件 1.pdf", "%PDF-1.4")
    try folder.write("root.docx", "PK")
    try folder.write("b/.hidden.html", "no")
    try folder.write("b/skip.exe", "no")

    let sites = try CorpusFolder.load(folder.url.path())
    let b = try #require(sites.first { $0.name == "b" })
    let home = get(sites, b.domain, "/")
    let file = get(sites, b.domain, b.documents[0].path)

    #expect(sites.count == 3)
    #expect(b.documents.count == 1)
    #expect(String(decoding: home.body, as: UTF8.self).contains("文件 1.pdf"))
    #expect(file.header("Content-Type") == "application/pdf")
    #expect(file.body == Array("%PDF-1.4".utf8))
  }

  @Test func `HTML of a corpus gets no charset that nobody vouches for`() throws {
    let folder = try Folder()
    try folder.write("a.html", "<p>x</p>")

    let sites = try CorpusFolder.load(folder.url.path())

    #expect(get(sites, sites[0].domain, "/a.html").header("Content-Type") == "text/html")
  }

  @Test func `Each department of a jsonl file is a site of government pages`() throws {
    let folder = try Folder()
    try folder.write(
      "docs.jsonl",
      """
      {"id":"1","title":"关于扶持资金的通知","text":"第一段\\n第二段 <b>","date":"2023-05-09","dept":"省科技厅","source":"x","docno":"冀科〔2023〕1号"}

      {"id":"2","title":"另一个","text":"正文","source":"省教育厅"}
      """)

    let sites = try CorpusFolder.load(folder.url.appending(path: "docs.jsonl").path())
    let page = String(
      decoding: get(sites, "corpus-docs-1.gov.localhost:1", "/doc/1.html").body, as: UTF8.self)

    #expect(sites.map(\.name) == ["省科技厅", "省教育厅"])
    #expect(page.contains("关于扶持资金的通知"))
    #expect(page.contains("2023年5月9日") || page.contains("2023-05-09"))
    #expect(page.contains("冀科〔2023〕1号"))
    #expect(page.contains("第二段 &lt;b&gt;"))
  }

  @Test func `Long lists have pages`() throws {
    let folder = try Folder()
    let lines = (1...120).map { "{\"title\":\"文件\($0)\",\"text\":\"正文\",\"dept\":\"厅\"}" }
    try folder.write("many.jsonl", lines.joined(separator: "\n"))

    let sites = try CorpusFolder.load(folder.url.appending(path: "many.jsonl").path())
    let manifest = sites[0].manifest(portSuffix: ":1")

    #expect(manifest.pages.filter { $0.kind == "list" }.count == 3)
    #expect(get(sites, sites[0].domain, "/list/3.html").status == 200)
    #expect(get(sites, sites[0].domain, "/list/4.html").status == 404)
  }

  @Test func `What can't be served is refused with a reason`() throws {
    let folder = try Folder()
    try folder.write("empty/readme.md", "x")
    try folder.write("bad.jsonl", "{\"title\":\"a\",\"text\":\"b\"}\nnot json\n")
    try folder.write("other.zip", "PK")
    let base = folder.url.path()

    #expect(throws: CorpusError.self) { try CorpusFolder.load(base + "/missing") }
    #expect(throws: CorpusError.self) { try CorpusFolder.load(base + "/empty") }
    #expect(throws: CorpusError.self) { try CorpusFolder.load(base + "/other.zip") }
    do {
      _ = try CorpusFolder.load(base + "/bad.jsonl")
      Issue.record("a bad line was accepted")
    } catch {
      #expect(error.description.contains("bad.jsonl:2:"))
    }
  }

  @Test func `Sites of equal names get different ids`() throws {
    let site = CorpusSite(id: "corpus-a", name: "a", documents: [])

    #expect(site.renamed(unlike: ["corpus-a", "corpus-a-2"]).id == "corpus-a-3")
  }
}
