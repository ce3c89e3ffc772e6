package import Documents

/// Extracts files as a pool does, and scanned PDFs by optical character recognition.
///
/// A sandboxed worker draws each page, tesseract reads the image in a sandbox of its own, and a worker makes title, days and text of the tables that
/// come of it, as of any PDF. What goes wrong costs only that document, or the pages behind those that went well.
package final class TextRecogniser: Sendable {
  private let pool: ExtractionPool
  private let run: RecognitionRun
  private let limits: RecognitionLimits
  private let queue: WorkQueue

  /// A recogniser that reads up to `pages` pages at once, drawn by the pool's workers.
  package init(
    pool: ExtractionPool, program: RecognitionProgram, atOnce pages: Int,
    limits: RecognitionLimits = RecognitionLimits()
  ) {
    self.pool = pool
    self.limits = limits
    run = RecognitionRun(program, limits)
    queue = WorkQueue(threads: pages)
  }

  /// Extracts one file.
  package func extract(
    bytes: [UInt8], url: String?, contentType: String?, parts: ExtractedParts = .all
  ) async -> ExtractedContent {
    let file = ExtractionInput(bytes: bytes, url: url, contentType: contentType)
    return await extract([file], parts: parts)[0]
  }

  /// Extracts several files, whose answers come in their order; the scanned ones are recognised at the same time.
  package func extract(
    _ files: [ExtractionInput], parts: ExtractedParts = .all
  ) async -> [ExtractedContent] {
    let contents = await pool.extract(files, parts: parts)
    return await withTaskGroup(of: (Int, ExtractedContent).self) { group in
      for (place, content) in contents.enumerated()
      where content.failure == .scanned && content.type == .pdf {
        group.addTask { (place, await self.recognise(files[place].bytes, content)) }
      }
      return await group.reduce(into: contents) { $0[$1.0] = $1.1 }
    }
  }

  private func recognise(_ bytes: [UInt8], _ scanned: ExtractedContent) async -> ExtractedContent {
    var tables: [[UInt8]] = []
    var problem: RecognitionRun.Problem?
    for page in 0..<min(scanned.pageCount ?? 0, limits.pages) {
      switch await read(page, of: bytes) {
      case .success(let table): tables.append(table)
      case .failure(let reason): problem = reason
      }
      // A file on which a page has cost its time or a process is not given more of them.
      if problem != nil { break }
    }
    let note = problem.map { "page \(tables.count + 1): \($0.explanation)" }
    guard !tables.isEmpty else {
      var failed = scanned
      failed.failure = problem?.failure ?? .scanned
      failed.warnings += [note].compactMap(\.self)
      return failed
    }
    var content = await pool.extract(bytes: bytes, recognised: tables)
    content.warnings += [note].compactMap(\.self)
    return content
  }

  /// The table of one page. The image lives only while it is this page's turn.
  private func read(
    _ page: Int, of bytes: [UInt8]
  ) async -> Result<[UInt8], RecognitionRun.Problem> {
    await queue.run { [pool, run] in
      switch pool.drawBlocking(page: page, of: bytes) {
      case .bitmap(let graymap):
        return Result { () throws(RecognitionRun.Problem) in try run.table(of: graymap) }
      case .content(let content):
        let failure = content.failure ?? .crashed
        let reasons = ["it could not be drawn (\(failure.explanation))"] + content.warnings
        return .failure(
          RecognitionRun.Problem(failure: failure, explanation: reasons.joined(separator: "; ")))
      }
    }
  }
}
