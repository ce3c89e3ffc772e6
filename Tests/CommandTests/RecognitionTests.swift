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
