import Bytes
import Documents
import ExtractionClient
import TestSupport
import Testing

/// Scanned PDFs with the real worker and launcher, tesseract being whatever a test needs.
@Suite("Text recogniser", .serialized, .timeLimit(.minutes(2)))
struct TextRecogniserTests {
  private let worker = "\(Program.products)/kuasou-extract"
  private let folder: TemporaryFolder
  private let scan = ScannedPDF.bytes(
    [UInt8]([0, 90]).map { ScannedPDF.plain(width: 10, height: 10, grey: $0) })

  init() throws { folder = try TemporaryFolder() }

  /// A recogniser whose launcher is this script.
  private func recogniser(
    _ script: String, _ change: (inout RecognitionLimits) -> Void = { _ in }
  ) throws -> TextRecogniser {
    let path = try folder.write("#!/bin/sh\n\(script)\n", to: "launcher")
    var changeMode = try ChildProcess("/bin/chmod", ["755", path])
    changeMode.wait()
    return recogniser(RecognitionProgram(launcher: path, tesseract: "/nowhere/tesseract"), change)
  }

  private func recogniser(
    _ program: RecognitionProgram, _ change: (inout RecognitionLimits) -> Void = { _ in }
  ) -> TextRecogniser {
    var limits = RecognitionLimits()
    change(&limits)
    let pool = ExtractionPool(workerPath: worker, workers: 1)
    return TextRecogniser(pool: pool, program: program, atOnce: 1, limits: limits)
  }

  private func extract(_ recogniser: TextRecogniser, _ bytes: [UInt8]) async -> ExtractedContent {
    await recogniser.extract(bytes: bytes, url: nil, contentType: nil)
  }

  /// Reads the image to its end, as tesseract does, and writes a table of one line.
  private static let reading =
    "/bin/cat >/dev/null; printf '4\\t1\\t1\\t1\\t1\\t0\\t9\\t9\\t99\\t40\\t-1\\t\\n5\\t1\\t1\\t1\\t1\\t1\\t9\\t9\\t99\\t40\\t90\\t扶持资金\\n'"

  @Test("the pages of a scanned file are read by the launched program")
  func reads() async throws {
    let content = await extract(try recogniser(Self.reading), scan)

    #expect(content.failure == nil)
    #expect(content.text == "扶持资金\n扶持资金" && content.pageCount == 2)
    #expect(content.warnings.contains("text by optical character recognition"))
  }

  @Test("the image comes as a graymap, without the variables of this process")
  func input() async throws {
    let path = folder.file("seen")
    let recogniser = try recogniser("/bin/cat >\(path); echo \"$HOME\" >>\(path)") { $0.pages = 1 }
    _ = await extract(recogniser, scan)

    let seen = try LocalFileSystem().read(path)
    #expect(seen.starts(with: Array("P5\n1652 2338\n255\n".utf8)))
    #expect(seen.count == 17 + 1652 * 2338 + 1)
  }

  @Test("a file with text, and one that is no PDF, never reach it")
  func leavesOthers() async throws {
    let recogniser = try recogniser("exit 9")
    let page = SamplePDF.bytes([[SamplePDF.Line(text: "扶持资金", left: 72, top: 72)]])

    #expect(await extract(recogniser, page).text == "扶持资金")
    #expect(await extract(recogniser, Array("扶持资金".utf8)).text == "扶持资金")
  }

  @Test("a program that hangs is ended at the page's deadline, and only that file fails")
  func hangs() async throws {
    let recogniser = try recogniser("exec /bin/sleep 100") { $0.pageTime = .milliseconds(500) }
    let started = ContinuousClock.now

    let content = await extract(recogniser, scan)

    #expect(content.failure == .timeLimit && content.text.isEmpty)
    #expect(content.warnings.contains("page 1: tesseract was ended after 0.5 seconds"))
    #expect(started.duration(to: .now) < .seconds(20))
    #expect(await extract(recogniser, Array("扶持资金".utf8)).failure == nil)
  }

  @Test("one that never stops writing is ended")
  func floods() async throws {
    let script = "/bin/cat >/dev/null; exec /usr/bin/yes"
    let content = await extract(try recogniser(script) { $0.tableBytes = 9_999 }, scan)

    #expect(content.failure == .crashed)
    #expect(content.warnings.contains("page 1: tesseract wrote more than a page can hold"))
  }

  @Test("one that dies at the second page leaves the first one's text, with a warning")
  func keepsFirstPages() async throws {
    let mark = folder.file("mark")
    let recogniser = try recogniser("[ -e \(mark) ] && exit 9; : >\(mark); \(Self.reading)")

    let content = await extract(recogniser, scan)

    #expect(content.failure == nil && content.text == "扶持资金")
    #expect(content.warnings.contains("page 2: tesseract left with code 9"))
    #expect(content.warnings.contains("only the first 1 of 2 pages were read"))
  }

  @Test("pages beyond the limit are left out with a warning")
  func pageLimit() async throws {
    let content = await extract(try recogniser(Self.reading) { $0.pages = 1 }, scan)

    #expect(content.text == "扶持资金")
    #expect(content.warnings.contains("only the first 1 of 2 pages were read"))
  }

  @Test("the real launcher says that there is no tesseract, and without a launcher nothing starts")
  func missing() async {
    let noProgram = RecognitionProgram(launcher: worker, tesseract: "/nowhere/tesseract")
    let noLauncher = RecognitionProgram(launcher: "/nowhere/kuasou-extract", tesseract: "")

    let first = await extract(recogniser(noProgram), scan)
    let second = await extract(recogniser(noLauncher), scan)

    #expect(first.failure == .crashed && second.failure == .crashed)
    #expect(first.warnings.contains("page 1: tesseract left with code 127"))
    #expect(second.warnings.contains("page 1: /nowhere/kuasou-extract could not be started"))
  }

  @Test("a machine without tesseract or its Chinese is told what to install")
  func finds() throws {
    let data = folder.file("learned")
    #expect(throws: RecognitionProgram.Missing.program("/nowhere/tesseract")) {
      try RecognitionProgram.find(launcher: worker, tesseract: "/nowhere/tesseract", data: data)
    }
    #expect(throws: RecognitionProgram.Missing.language(data)) {
      try RecognitionProgram.find(launcher: worker, tesseract: "/bin/true", data: data)
    }
    #expect(RecognitionProgram.Missing.language(data).help.contains("tesseract-ocr-chi-sim"))
    try folder.write("", to: "learned/5/tessdata/chi_sim.traineddata")
    #expect(
      try RecognitionProgram.find(launcher: worker, tesseract: "/bin/true", data: data).tesseract
        == "/bin/true")
  }

  @Test("a worker draws a page, and says why it draws none")
  func draws() {
    let pool = ExtractionPool(workerPath: worker, workers: 1)

    guard case .bitmap(let graymap) = pool.drawBlocking(page: 1, of: scan) else {
      return #expect(Bool(false), "no image")
    }
    let (width, height, pixels) = ScannedPDF.parts(of: graymap)
    #expect(width == 1652 && height == 2338 && pixels[width * height / 2] == 90)
    guard case .content(let content) = pool.drawBlocking(page: 2, of: scan) else {
      return #expect(Bool(false), "an image of a page that is not there")
    }
    #expect(content.failure == .damaged)
  }
}
