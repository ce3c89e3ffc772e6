import Bytes
import Crawler
import Documents
import Indexer
import SearchIndex

/// Any of kuasou's files as text, chosen by its first bytes.
struct FileDump {
  private let path: String
  private let head: [UInt8]

  /// A dump of the file at `path`.
  ///
  /// - Throws: `FileError` when it can't be read.
  init(_ path: String) throws {
    self.path = path
    head = try FileDescriptor.open(path, .read).read(at: 0, count: 16)
  }

  /// Prints it to stdout.
  func print() throws {
    if head.starts(with: [0x1F, 0x8B]) || head.starts(with: Array("WARC/".utf8)) {
      return try printWARC()
    }
    if head.starts(with: Array("KSPAGES\0".utf8)) { return try printMark() }
    if head.starts(with: Array("SQLite format 3\0".utf8)) {
      return try printCrawlState()
    }
    if head.starts(with: Array("kuaSKP\r\n".utf8)) { return try printSkipped() }
    guard IndexDump.canDump(path: path) else {
      throw CommandFailure(
        "\(path) is none of kuasou's files",
        help:
          "name a .kseg, .klive, .kgen, current, skipped, committed, .warc.gz or state.sqlite file of a data folder"
      )
    }
    for line in try IndexDump.lines(path: path) { Swift.print(line) }
  }

  private func printCrawlState() throws {
    guard let state = try CrawlState.reading(path: path) else {
      throw CommandFailure(
        "\(path) holds no crawl state", help: "name the crawl/state.sqlite of a data folder")
    }
    for table in CrawlState.Table.allCases {
      Swift.print("table \(table.rawValue)")
      for line in try state.dump(table) { Swift.print(line) }
    }
  }

  private func printSkipped() throws {
    for entry in try SkippedPages(path: path).entries {
      Swift.print("\(entry.site)\t\(entry.reason)\t\(entry.fetchedAt)\t\(entry.url)")
    }
  }

  private func printMark() throws {
    let mark = try PageStore.readMark(folder: LocalFileSystem.parent(of: path))
    Swift.print("commit mark of a page store")
    Swift.print("end\t\(mark.end)\nrecords written\t\(mark.records)")
  }

  private func printWARC() throws {
    let bytes = try LocalFileSystem().read(path, limit: 4 << 30)
    var offset = 0
    while offset < bytes.count {
      let isZipped = bytes[offset...].starts(with: [0x1F, 0x8B])
      let (record, end) = try isZipped ? member(bytes, offset) : plain(bytes, offset)
      Swift.print("record at byte \(offset)")
      for field in record.fields { Swift.print("  \(field.name): \(field.value)") }
      Swift.print("  block: \(record.block.count) bytes")
      offset = end
    }
  }

  private func member(_ bytes: [UInt8], _ offset: Int) throws -> (WARCRecord, Int) {
    let output = Gzip.decompress(
      bytes.span.extracting(offset...), limit: PageStore.recordLimit, oneMember: true)
    guard output.end == .complete, let (record, _) = WARCRecord.read(output.bytes) else {
      throw FileError.corrupt(path: path, offset: offset, problem: "no whole WARC record here")
    }
    return (record, offset + output.consumed)
  }

  private func plain(_ bytes: [UInt8], _ offset: Int) throws -> (WARCRecord, Int) {
    guard let (record, end) = WARCRecord.read(bytes, at: offset) else {
      throw FileError.corrupt(path: path, offset: offset, problem: "no whole WARC record here")
    }
    return (record, end)
  }
}
