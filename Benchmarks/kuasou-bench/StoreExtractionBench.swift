import ArgumentParser
import Documents
import ExtractionClient

/// Extracts the text of every page of a page store through workers, as `kuasou index` does, and indexes nothing.
///
/// `Benchmarks/compare-crawlers` runs it behind a crawl: what both take is the cost of crawling, storing and extracting.
struct StoreExtractionBench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "store-extraction",
    abstract: "Extract the text of all pages of a page store through sandboxed workers.")

  @Argument(help: "A data folder.") var data: String
  @Option(help: "Workers that read pages at the same time.") var workers = 2

  /// Pages a worker that are under way at once, as many as `kuasou index` has.
  private static let pagesPerWorker = 16

  func run() async throws {
    guard let path = WorkerLocation.find() else {
      throw ValidationError("kuasou-extract is not beside this program")
    }
    let pool = ExtractionPool(workerPath: path, workers: workers)
    // Ended and waited for, so that their time is in this program's.
    defer { pool.endWorkers() }
    var cursor = try PageStoreReader(data: DataFolder.open(data)).cursor()
    var (pages, bytes, failures) = (0, 0, 0)
    while case let batch = try next(&cursor), !batch.isEmpty {
      for content in await pool.extract(batch, parts: .indexed) {
        pages += 1
        bytes += content.text.utf8.count
        failures += content.failure == nil ? 0 : 1
      }
    }
    print("pages \(pages)\nbytes of text \(bytes)\nwithout text \(failures)")
  }

  /// The next pages of the store; none at its end.
  private func next(_ cursor: inout PageCursor) throws -> [ExtractionInput] {
    var batch: [ExtractionInput] = []
    while batch.count < workers * Self.pagesPerWorker, let (_, record, _) = try cursor.next() {
      guard case .response(let page) = record else { continue }
      batch.append(
        ExtractionInput(
          bytes: page.body, url: page.url, contentType: page.header("content-type")))
    }
    return batch
  }
}
