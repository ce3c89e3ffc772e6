import Bytes
import Documents
import Glibc
import TestSupport
import Testing

/// Issue 2, point 9: bad input is a one-sentence error with a `help:` line and the right exit code, and loses nothing.
@Suite struct BadInputTests {
  private let folder: TemporaryFolder
  private let data: String

  init() throws {
    folder = try TemporaryFolder()
    data = folder.file("data")
    try folder.write("", to: "empty")
    try folder.write(SeededRandomBytes.garbage, to: "garbage")
    try folder.write("kuasou-data 99\n", to: "newer/VERSION")
    try folder.write("hello", to: "foreign/notes.txt")
    try folder.write(#"{"id":"a","text":"扶持资金","title":"通知"}"# + "\n", to: "good.jsonl")
  }

  private func expectError(
    _ arguments: [String], code: Int32, _ words: String..., program: String = "kuasou",
    location: SourceLocation = #_sourceLocation
  ) throws {
    let outcome = try Program(program).run(arguments, in: folder.path)
    let lines = outcome.errors.split(separator: "\n")
    #expect(outcome.code == code, "\(arguments): \(outcome.errors)", sourceLocation: location)
    #expect(
      lines.contains { $0.hasPrefix("help: ") }, "\(arguments): \(outcome.errors)",
      sourceLocation: location)
    for word in words {
      #expect(
        outcome.errors.contains(word), "\(arguments): \(outcome.errors)", sourceLocation: location)
    }
  }

  private func importGood() throws {
    let outcome = try Program("kuasou").run(
      ["import", "--data", data, "good.jsonl"], in: folder.path)
    #expect(outcome.code == 0, "\(outcome.errors)")
  }

  @Test(arguments: [
    ["extract", "no"], ["bench", "no"], ["dump", "no"], ["sitemap", "parse", "no"],
    ["charset", "sniff", "no"], ["robots", "check", "--robots", "no", "--agent", "a", "/"],
    ["import", "no"], ["search", "--batch", "no"],
  ])
  func `A missing file is named`(arguments: [String]) throws {
    try importGood()
    _ = try Program("kuasou").run(["index", "--data", data], in: folder.path)
    let withData = ["bench", "import", "search"].contains(arguments[0])

    try expectError(
      arguments + (withData ? ["--data", data] : []), code: 1, "cannot open no: No such file")
  }

  @Test(arguments: ["search", "count", "index", "verify", "stats", "export", "explain"])
  func `A missing, foreign or newer data folder is refused by every reader`(command: String) throws
  {
    var arguments = [command]
    switch command {
    case "search", "count": arguments += ["词"]
    case "export": arguments += ["--warc", folder.file("out.warc")]
    case "explain": arguments += ["http://a.gov.cn/", "--sites", "\(Program.project)/sites.conf"]
    default: break
    }

    try expectError(arguments + ["--data", "nowhere"], code: 1, "there is no data folder nowhere")
    try expectError(arguments + ["--data", "foreign"], code: 1, "is not a kuasou data folder")
    try expectError(arguments + ["--data", "newer"], code: 1, "version 99", "version 1")
    #expect(!LocalFileSystem().exists(folder.file("out.warc")))
  }

  @Test func `A writer refuses a foreign or newer data folder and leaves it alone`() throws {
    try expectError(["import", "--data", "foreign", "good.jsonl"], code: 1, "is not a kuasou data")
    try expectError(["import", "--data", "newer", "good.jsonl"], code: 1, "version 99")

    let names = try LocalFileSystem().names(in: folder.file("foreign"))
    #expect(names == ["notes.txt"])
  }

  @Test func `Searching before anything is indexed says what to run`() throws {
    try importGood()

    try expectError(["search", "词", "--data", data], code: 1, "kuasou index")
    try expectError(["count", "词", "--data", data], code: 1, "kuasou index")
  }

  @Test(arguments: ["empty", "garbage"])
  func `A file that holds no document is refused by import and adds nothing`(name: String) throws {
    try importGood()

    try expectError(["import", "--data", data, name], code: 1, "holds no document")

    let stats = try Program("kuasou").run(["stats", "--data", data], in: folder.path)
    #expect(stats.output.contains("1 records"))
  }

  @Test func `Damaged compressed imports are refused`() throws {
    var bytes = Gzip.compress(Array(#"{"id":"b","text":"正文"}"#.utf8))
    bytes[bytes.count - 6] ^= 0xFF
    try folder.write(bytes, to: "bad.jsonl.gz")
    try folder.write([0x28, 0xB5, 0x2F, 0xFD, 1, 2, 3], to: "bad.jsonl.zst")

    try expectError(["import", "--data", data, "bad.jsonl.gz"], code: 1, "gzip data is damaged")
    try expectError(["import", "--data", data, "bad.jsonl.zst"], code: 1, "zstd data is damaged")
  }

  @Test(arguments: ["empty", "garbage", "no", "newer"])
  func `A bad sites.conf exits 2 with place and help`(name: String) throws {
    for command in ["crawl", "update"] {
      try expectError([command, "--data", data, "--sites", name], code: 2, name, "error:")
    }
    try expectError(["sites", "check", "--sites", name], code: 2, name, "error:")
    try expectError(["sites", "list", "--sites", name], code: 2, name, "error:")
  }

  @Test(arguments: ["empty", "garbage", "newer"])
  func `A file that is none of ours can't be dumped`(name: String) throws {
    try expectError(["dump", name], code: 1, name)
  }

  @Test func `A query file with a bad line is refused with its number`() throws {
    try importGood()
    _ = try Program("kuasou").run(["index", "--data", data], in: folder.path)
    try folder.write("q1\t词\nno tabulator\n", to: "batch.tsv")

    try expectError(["search", "--batch", "batch.tsv", "--data", data], code: 1, "batch.tsv:2")
    try expectError(["bench", "garbage", "--data", data], code: 1, "garbage:1")
  }

  @Test(arguments: ["pages.lock", "index.lock"])
  func `A second writer is told who holds the lock`(name: String) throws {
    try importGood()
    let lock = try FileLock(path: "\(data)/\(name)", holder: "kuasou test")

    let command = name == "pages.lock" ? ["import", "good.jsonl"] : ["index"]
    try expectError(command + ["--data", data], code: 1, "held by another kuasou", "kuasou test")
    withExtendedLifetime(lock) {}
  }

  @Test func `A flipped byte is found by verify, and nothing else is touched`() throws {
    try importGood()
    let sound = try Program("kuasou").run(["verify", "--data", data], in: folder.path)
    let path = "\(data)/pages/000001.warc.gz"
    var bytes = try LocalFileSystem().read(path)
    bytes[bytes.count - 20] ^= 1
    try LocalFileSystem().writeSynchronized(bytes, to: path)

    #expect(sound.code == 0)
    try expectError(["verify", "--data", data], code: 1, "problems in")
    try expectError(["index", "--data", data], code: 1, "is damaged at byte")
  }

  @Test func `A port in use is a sentence`() throws {
    try importGood()
    var server = try ChildProcess(
      Program("kuasou-server").file, ["--data", data, "--listen", "127.0.0.1:0"], output: .pipe,
      errors: .null)
    let greeting = server.readLine()
    let line = try #require(greeting)
    let port = try #require(line.split(separator: ":").last)

    try expectError(
      ["--data", data, "--listen", "127.0.0.1:\(port)"], code: 1, "\(port)",
      program: "kuasou-server")
    server.signal(SIGTERM)
    let end = server.wait()
    #expect(end == .exited(0), "SIGTERM ends the server in order")
  }

  @Test func `A folder without permission is a sentence`() throws {
    try importGood()
    let readOnly = folder.file("locked")
    try LocalFileSystem().makeFolder(readOnly)
    // SAFETY: both strings are passed as NUL-terminated copies that live for the call.
    unsafe chmod(readOnly, 0o555)
    unsafe chmod(folder.path, 0o755)

    // As root every folder can be written, so the command runs as an ordinary user.
    let wrapper =
      getuid() == 0 ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : []
    let arguments =
      wrapper + [
        Program("kuasou").file, "import", "--data", "\(readOnly)/data", folder.file("good.jsonl"),
      ]
    let scratch = try TemporaryFolder()
    var child = try ChildProcess(
      "/bin/sh",
      ["-c", "err=$1; shift; exec \"$@\" 2>\"$err\"", "sh", scratch.file("err")] + arguments)
    let end = child.wait()
    let errors = String(decoding: try LocalFileSystem().read(scratch.file("err")), as: UTF8.self)

    #expect(end == .exited(1), "\(errors)")
    #expect(errors.contains("Permission denied") && errors.contains("help: "), "\(errors)")
  }

  @Test func `Foreign bytes never trap the stage commands`() throws {
    for command in [
      ["charset", "sniff"], ["sitemap", "parse"],
      ["robots", "delay", "--agent", "kuasou", "--robots"],
    ] {
      for name in ["empty", "garbage"] {
        let outcome = try Program("kuasou").run(command + [name], in: folder.path)
        #expect(outcome.code == 0 || outcome.code == 1, "\(command) \(name): \(outcome.errors)")
      }
    }
  }

  @Test(arguments: ["empty", "garbage"])
  func `A file without text says why and exits 1`(name: String) throws {
    let outcome = try Program("kuasou").run(["extract", name], in: folder.path)

    #expect(outcome.code == 1)
    #expect(outcome.output.contains("\"failure\""))
    #expect(outcome.errors.contains("gives no text") && outcome.errors.contains("help: "))
  }
}

/// Bytes that are no format at all.
private enum SeededRandomBytes {
  static let garbage: [UInt8] = {
    var random = SeededRandom(seed: 7)
    return [0xFE, 0x00, 0x01] + random.bytes(5000)
  }()
}
