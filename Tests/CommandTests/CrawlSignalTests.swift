import Bytes
import Glibc
import TestSupport
import Testing

/// A crawl that is told of a new list of sites while it runs, and what it leaves for `kuasou failures`.
@Suite struct CrawlSignalTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func write(_ text: String) throws {
    try AtomicFile.write(Array(text.utf8), to: folder.file("sites.conf"))
  }

  /// All that a child writes to standard error until it ends.
  private func errors(of child: borrowing ChildProcess) -> String {
    var text: [UInt8] = []
    while true {
      let part = child.readErrors()
      if part.isEmpty { return String(decoding: text, as: UTF8.self) }
      text += part
    }
  }

  @Test func `SIGHUP has the list read anew, one with errors is refused, nothing is fetched twice`()
    throws
  {
    let list = folder.file("sites.conf")
    var city = try ChildProcess(
      Program("kuasou-city").file,
      ["--port", "0", "--write-sites", list, "--until-stdin-closes"], input: .pipe, output: .pipe)
    let greeting = city.readLine()
    try #require(greeting?.hasPrefix("listening on") == true)
    let good = String(decoding: try LocalFileSystem().read(list), as: UTF8.self)
    let crawl = ["crawl", "--json", "--data", folder.file("data"), "--sites", list]
    var child = try ChildProcess(
      Program("kuasou").file, crawl + ["--max-time", "14s"], output: .null, errors: .pipe)

    usleep(3_000_000)
    try write(good + "\nnonsense = \n")
    child.signal(SIGHUP)
    usleep(2_000_000)
    // The table of defaults and the first two sites.
    let tables = good.components(of: "[[site]]")
    try write(tables.prefix(3).joined(separator: "[[site]]"))
    child.signal(SIGHUP)
    let said = errors(of: child)
    let end = child.wait()
    let failures = try Program("kuasou").run(["failures", "--data", folder.file("data")])
    city.closeInput()
    _ = city.wait()

    #expect(end == .exited(0))
    #expect(said.contains("going on with the old list of sites"))
    #expect(said.contains("going on with 2 sites"))
    let report = try Program("kuasou").run(["report", "sites", "--data", folder.file("data")])
    #expect(report.code == 0 && report.lines.allSatisfy { $0.split(separator: "\t").count == 11 })
    #expect(report.lines.contains { $0.contains("\t404 ") }, "\(report.output)")
    #expect(failures.code == 0)
    #expect(failures.lines.contains { $0.contains("\t404\t404\t1\t") })
    #expect(failures.lines.allSatisfy { $0.split(separator: "\t").count == 7 })
  }
}

extension String {
  /// The parts between `separator`.
  fileprivate func components(of separator: String) -> [Substring] {
    var parts: [Substring] = []
    var rest = self[...]
    while let range = rest.firstRange(of: separator) {
      parts.append(rest[..<range.lowerBound])
      rest = rest[range.upperBound...]
    }
    return parts + [rest]
  }
}
