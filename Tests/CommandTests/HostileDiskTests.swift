import Bytes
import TestSupport
import Testing

/// A disk that is full, or that one may not write to: a clear error, the old generation is served, and nothing is lost.
@Suite struct HostileDiskTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Whether this process may mount a file system.
  private static let mayMount: Bool = {
    guard let folder = try? TemporaryFolder() else { return false }
    let script = "mount -t tmpfs -o size=1m kuasou \"$0\" && umount \"$0\""
    return (try? shell(script, folder.path))?.code == 0
  }()

  /// Whether another user may run the programs under test.
  private static let mayBeNobody: Bool =
    (try? shell("\(asNobody) test -x \"$0\"", Program("kuasou").file))?.code == 0

  private static let asNobody = "setpriv --reuid=65534 --regid=65534 --clear-groups"

  private static func shell(_ script: String, _ argument: String) throws -> Program.Outcome {
    try Program(path: "/bin/sh").run(["-c", script, argument], in: "/tmp")
  }

  private func kuasou(_ arguments: String...) throws -> Program.Outcome {
    try Program("kuasou").run(arguments, in: folder.path)
  }

  private func documents(_ count: Int, from first: Int) throws -> String {
    let lines = (first..<first + count).map { number in
      let text = (0..<200).map { "扶持\(number * $0)资金" }.joined(separator: "，")
      return "{\"id\":\"\(number)\",\"title\":\"通知\(number)\",\"text\":\"\(text)\"}\n"
    }
    return try folder.write(lines.joined(), to: "from\(first).jsonl")
  }

  private func expectServed(_ count: Int, _ data: String) throws {
    let counted = try kuasou("count", "--data", data, "扶持")
    #expect(counted.code == 0, "\(counted.errors)")
    #expect(counted.output.split(whereSeparator: \.isWhitespace).first == "\(count)")
  }

  @Test(.enabled(if: mayMount, "SKIPPED: this process may not mount a tmpfs"))
  func `A full disk ends the index command with a clear error and the old generation is served`()
    throws
  {
    let disk = folder.file("disk")
    let mounted = try Self.shell(
      "mkdir \"$0\" && mount -t tmpfs -o size=8m kuasou \"$0\"", disk)
    try #require(mounted.code == 0, "\(mounted.errors)")
    defer { _ = try? Self.shell("umount \"$0\"", disk) }
    let data = "\(disk)/data"
    #expect(try kuasou("import", "--data", data, documents(50, from: 0)).code == 0)
    #expect(try kuasou("index", "--data", data).code == 0)
    #expect(try kuasou("import", "--data", data, documents(300, from: 50)).code == 0)

    // What is left on the disk decides where the writing ends: in a temporary file, the segment, or the publishing.
    var failures = 0
    for free in [4, 32, 64, 96, 128, 192] {
      let filled = try Self.shell(
        """
        rm -f "$0/filler"; left=$(df -k --output=avail "$0" | tail -n 1); head -c $(((left - \(free)) * 1024)) /dev/zero >"$0/filler"
        """, disk)
      try #require(filled.code == 0, "\(filled.errors)")

      let outcome = try kuasou("index", "--data", data)

      guard outcome.code != 0 else { continue }
      failures += 1
      #expect(outcome.errors.contains("No space left on device"), "\(free) KiB: \(outcome.errors)")
      #expect(outcome.errors.contains("\nhelp: "), "\(free) KiB: \(outcome.errors)")
      try expectServed(50, data)
    }

    #expect(failures > 2)
    _ = try Self.shell("rm \"$0/filler\"", disk)
    let last = try kuasou("index", "--data", data)
    #expect(last.code == 0, "\(last.errors)")
    try expectServed(350, data)
    let verified = try kuasou("verify", "--data", data)
    #expect(verified.code == 0, "\(verified.errors)")
  }

  @Test(.enabled(if: mayBeNobody, "SKIPPED: no other user may run the programs under test"))
  func `A user who may only read can search, and is told so when indexing`() throws {
    let data = folder.file("data")
    #expect(try kuasou("import", "--data", data, documents(5, from: 0)).code == 0)
    #expect(try kuasou("index", "--data", data).code == 0)
    _ = try Self.shell("chmod a+rx \"$0\"; chmod -R a+rX \"$0\"", folder.path)

    let program = Program("kuasou").file
    let search = try Self.shell(
      "\(Self.asNobody) \(program) search --data \"$0\" 扶持资金", data)
    let index = try Self.shell("\(Self.asNobody) \(program) index --data \"$0\"", data)

    #expect(search.code == 0, "\(search.errors)")
    #expect(index.code != 0)
    #expect(index.errors.contains("Permission denied"), "\(index.errors)")
    #expect(index.errors.contains("\nhelp: "), "\(index.errors)")
    try expectServed(5, data)
  }
}
