import Bytes
import Documents
import TestSupport
import Testing

/// `kuasou compact` as a user runs it.
@Suite struct CompactTests {
  private let folder: TemporaryFolder
  private let store: CompactableStore

  init() throws {
    folder = try TemporaryFolder()
    store = try CompactableStore(folder.file("data"))
    try store.fill(rounds: 0..<12)
  }

  private func kuasou(_ arguments: String...) throws -> Program.Outcome {
    try Program("kuasou").run(arguments + ["--data", store.data.path], in: folder.path)
  }

  @Test func `It says what it would do, does it, and the index built anew is the same`() throws {
    #expect(try kuasou("index").code == 0)
    let before = try kuasou("count", "扶持").output
    let dry = try kuasou("compact", "--dry-run")
    let untouched = try kuasou("compact", "--dry-run")

    let compacted = try kuasou("compact")
    let verified = try kuasou("verify")
    let again = try kuasou("compact", "--json")
    let stats = try kuasou("stats")
    let rebuilt = try kuasou("index", "--rebuild")

    #expect(dry.code == 0 && dry.output == untouched.output)
    #expect(dry.lines.first?.hasSuffix("\twould be compacted") == true)
    #expect(compacted.code == 0, "\(compacted.errors)")
    #expect(compacted.lines.first?.hasPrefix("000001.warc.gz\t") == true)
    #expect(compacted.lines.last?.hasPrefix("total\t") == true)
    #expect(verified.code == 0, "\(verified.output)")
    #expect(again.output.contains("\"verdict\" : \"kept\""))
    let records = try PageStoreReader(data: store.data).recordCount()
    #expect(stats.output.contains("\(records) records"))
    #expect(records < 12 * 13)
    #expect(rebuilt.code == 0, "\(rebuilt.errors)")
    #expect(try kuasou("count", "扶持").output == before)
  }

  @Test func `A folder in use and a damaged file are refused with help`() throws {
    #expect(try kuasou("index").code == 0)
    let lock = try FileLock(path: "\(store.data.path)/pages.lock", holder: "kuasou crawl")
    let inUse = try kuasou("compact")
    _ = consume lock
    var bytes = try store.bytes(2)
    bytes[bytes.count - 12] ^= 1
    try folder.write(bytes, to: "data/pages/000002.warc.gz")

    let damaged = try kuasou("compact", "--force")

    #expect(inUse.code == 1)
    #expect(inUse.errors.contains("(kuasou crawl, process "))
    #expect(inUse.errors.contains("\nhelp: "))
    #expect(damaged.code == 1)
    #expect(damaged.errors.contains("000002.warc.gz is damaged at byte "), "\(damaged.errors)")
    #expect(damaged.errors.contains("\nhelp: "))
    #expect(try store.bytes(2) == bytes)
  }
}
