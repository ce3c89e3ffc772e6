import Documents
import ExtractionClient
import Glibc

/// The machine that the program runs on.
enum Machine {
  /// How many processors may be used.
  static var processors: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }
}

/// The pool of sandboxed extraction workers as the commands use it.
enum Workers {
  /// A pool of `count` workers, the first of which has started; what it warns of is passed on.
  ///
  /// - Throws: `CommandFailure` when no worker can be started.
  static func start(count: Int) async throws -> ExtractionPool {
    let path = try WorkerLocation.find() ?? Programs.path(of: "kuasou-extract")
    let pool = ExtractionPool(workerPath: path, workers: count)
    guard let hello = await pool.hello() else {
      throw CommandFailure(
        "the extraction worker \(path) does not start",
        help: "run '\(path) --self-test' to see why")
    }
    for warning in hello.warnings { Console.message("kuasou: warning: \(warning)") }
    return pool
  }
}

/// Makes text of files for the commands: in sandboxed workers and, where asked for, of scanned PDFs by optical character recognition.
struct FileReader: Sendable {
  private let pool: ExtractionPool
  private let recogniser: TextRecogniser?

  /// A reader with `count` workers; with `recognising` as many pages are recognised at once. A machine without tesseract costs a warning only.
  ///
  /// - Throws: `CommandFailure` when no worker can be started.
  static func start(count: Int, recognising: Bool) async throws -> FileReader {
    let pool = try await Workers.start(count: count)
    guard recognising else { return FileReader(pool: pool, recogniser: nil) }
    do throws(RecognitionProgram.Missing) {
      let program = try RecognitionProgram.find(launcher: pool.workerPath)
      return FileReader(
        pool: pool, recogniser: TextRecogniser(pool: pool, program: program, atOnce: count))
    } catch {
      Console.message("kuasou: warning: \(error)\nhelp: \(error.help)")
      return FileReader(pool: pool, recogniser: nil)
    }
  }

  /// Ends the workers.
  func end() { pool.endWorkers() }

  /// Whether scanned PDFs are recognised.
  var recognises: Bool { recogniser != nil }

  /// Extracts one file.
  func extract(
    bytes: [UInt8], url: String?, contentType: String?, parts: ExtractedParts = .all
  ) async -> ExtractedContent {
    let file = ExtractionInput(bytes: bytes, url: url, contentType: contentType)
    return await extract([file], parts: parts)[0]
  }

  /// Extracts several files, whose answers come in their order.
  func extract(_ files: [ExtractionInput], parts: ExtractedParts = .all) async -> [ExtractedContent]
  {
    if let recogniser { return await recogniser.extract(files, parts: parts) }
    return await pool.extract(files, parts: parts)
  }
}
