import Bytes
import Documents
import ExtractionClient
import TestSupport
import Testing

/// `--ocr` at the command line.
@Suite struct RecognitionTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(
      ScannedPDF.bytes([ScannedPDF.plain(width: 10, height: 10, grey: 255)]), to: "scan.pdf")
  }

  @Test
  func `Where tesseract is missing one warning says what to install, and the file stays scanned`()
    throws
  {
    let outcome = try Program("kuasou").run(
      ["extract", "--ocr", folder.file("scan.pdf")],
      environment: ["KUASOU_TESSERACT=/nowhere/tesseract"])

    #expect(outcome.code == 1)
    #expect(outcome.output.contains("\"failure\":\"scanned\""))
    #expect(
      outcome.errors.contains("warning: scanned PDFs stay unread: there is no /nowhere/tesseract"))
    #expect(
      outcome.errors.contains(
        "help: install the Debian packages tesseract-ocr and tesseract-ocr-chi-sim"))
  }

  @Test func `Without the option nothing is recognised and nothing warned of`() throws {
    let outcome = try Program("kuasou").run(
      ["extract", folder.file("scan.pdf")],
      environment: ["KUASOU_TESSERACT=/nowhere/tesseract"])

    #expect(outcome.code == 1)
    #expect(outcome.output.contains("\"failure\":\"scanned\""))
    #expect(!outcome.errors.contains("warning"))
    #expect(outcome.errors.contains("help: --ocr reads scanned PDFs"))
  }

  @Test(arguments: ["index", "update", "extract"])
  func `The commands that read files explain the option`(command: String) throws {
    let help = try Program("kuasou").run([command, "--help"]).output

    #expect(help.contains("--ocr"))
    #expect(help.contains("tesseract-ocr-chi-sim"))
  }

  @Test func `An index is built without tesseract all the same`() throws {
    try folder.write(#"{"id":"a","title":"扶持","text":"扶持资金"}"# + "\n", to: "docs.jsonl")
    let data = folder.file("data")
    _ = try Program("kuasou").run(["import", "--data", data, folder.file("docs.jsonl")])

    let outcome = try Program("kuasou").run(
      ["index", "--ocr", "--data", data], in: folder.path,
      environment: ["KUASOU_TESSERACT=/nowhere/tesseract"])

    #expect(outcome.code == 0)
    #expect(outcome.output.contains("1 documents"))
    #expect(outcome.errors.contains("help: install the Debian packages"))
  }
}

/// `kuasou index --ocr` with the real tesseract.
@Suite(.timeLimit(.minutes(3))) struct RecognisedIndexTests {
  private static let worker = "\(Program.products)/kuasou-extract"
  private static let isPossible =
    (try? RecognitionProgram.find(launcher: worker)) != nil
    && LocalFileSystem().exists("/usr/share/fonts/opentype/noto")

  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func kuasou(_ arguments: String...) throws -> Program.Outcome {
    try Program("kuasou").run(arguments + ["--data", folder.file("data")], in: folder.path)
  }

  /// A page store that holds a scanned file alone.
  private func store() throws {
    let text = SamplePDF.bytes([
      [SamplePDF.Line(text: "关于申报扶持资金的通知", left: 120, top: 120, size: 24)]
    ])
    let pool = ExtractionPool(workerPath: Self.worker, workers: 1)
    guard case .bitmap(let image) = pool.drawBlocking(page: 0, of: text) else {
      return #expect(Bool(false), "the sample could not be drawn")
    }
    let data = try DataFolder.create(folder.file("data"))
    var writer = try PageStoreWriter(data: data, holder: "test")
    _ = try writer.append(
      .response(
        Page(
          url: "http://jxw.gov.localhost/scan.pdf", siteID: "jxw",
          fetchedAt: UnixTime(milliseconds: 1_700_000_000_000), status: 200, headers: [],
          body: ScannedPDF.bytes([image]))))
    try writer.commit()
  }

  @Test(
    .enabled(
      if: isPossible,
      "SKIPPED: install the Debian packages tesseract-ocr, tesseract-ocr-chi-sim and fonts-noto-cjk"
    ))
  func `A scanned file that was left out is found after index --ocr, and read once only`() throws {
    try store()

    let plain = try kuasou("index")
    let before = try kuasou("count", "扶持资金")
    let recognised = try kuasou("index", "--ocr")
    let after = try kuasou("count", "扶持资金")
    let again = try kuasou("index", "--ocr")

    #expect(plain.output.contains("without document 1"), "\(plain.output)\(plain.errors)")
    #expect(before.output == "0\n" && after.output == "1\n")
    #expect(
      recognised.output.contains("indexed 1"), "\(recognised.output)\(recognised.errors)")
    #expect(again.output.contains("indexed 0"), "\(again.output)\(again.errors)")
  }
}
