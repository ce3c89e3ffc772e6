import ArgumentParser
import Bytes
import Documents
import Extraction
import ExtractionClient

/// Times extraction through one sandboxed worker, as the indexer uses it, and what the isolation costs beside extraction in this process.
struct ExtractionBench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extraction", abstract: "Files/s and MB/s through one extraction worker.")

  @Argument(help: "Folders of files.") var folders: [String]
  @Option(help: "Rounds of which medians are taken, in this process and in the worker by turns.")
  var rounds = 1
  @Option(help: "Workers that read files at the same time.")
  var workers = 1
  @Flag(help: "Through the worker only, for files that may hang or crash a process.")
  var isolated = false

  func run() async throws {
    guard let worker = WorkerLocation.find() else {
      throw ValidationError("kuasou-extract is not beside this program")
    }
    let pool = ExtractionPool(workerPath: worker, workers: workers)
    _ = await pool.hello()
    for folder in folders { try await measure(folder, pool) }
  }

  private func measure(_ folder: String, _ pool: ExtractionPool) async throws {
    let files = try Self.files(below: folder)
    let clock = ContinuousClock()
    var failed: [String: Int] = [:]
    var pages = 0
    var (inside, outside): ([Double], [Double]) = ([], [])
    for _ in 0..<rounds {
      (failed, pages) = ([:], 0)
      let start = clock.now
      for (_, bytes) in files where !isolated {
        _ = Extractor.extract(bytes: bytes, url: nil, contentType: nil)
      }
      let middle = clock.now
      for content in await Self.contents(of: files, pool) {
        if let failure = content.failure { failed[failure.rawValue, default: 0] += 1 }
        pages += content.pageCount ?? 1
      }
      inside.append(start.duration(to: middle) / .seconds(1))
      outside.append(middle.duration(to: clock.now) / .seconds(1))
    }
    let (alone, seconds) = (Self.median(inside), Self.median(outside))
    let megabytes = Double(files.reduce(0) { $0 + $1.bytes.count }) / 1e6
    print(
      "\(folder)\t\(files.count) files\t\(Self.rounded(megabytes / seconds)) MB/s\t"
        + "\(Self.rounded(Double(pages) / seconds)) pages/s\twithout text: \(failed)\t"
        + (isolated
          ? "workers: \(pool.counters)"
          : "isolation costs \(Self.rounded((seconds / alone - 1) * 100)) %"))
  }

  /// All files at once: the pool has as many under way as it has workers.
  private static func contents(
    of files: [(path: String, bytes: [UInt8])], _ pool: ExtractionPool
  ) async -> [ExtractedContent] {
    await withTaskGroup { group in
      for (_, bytes) in files {
        group.addTask { await pool.extract(bytes: bytes, url: nil, contentType: nil) }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
  }

  private static func median(_ values: [Double]) -> Double {
    values.sorted()[values.count / 2]
  }

  private static func files(below folder: String) throws -> [(path: String, bytes: [UInt8])] {
    try LocalFileSystem().names(in: folder).flatMap { name -> [(path: String, bytes: [UInt8])] in
      let path = "\(folder)/\(name)"
      if LocalFileSystem().isFolder(path) { return try files(below: path) }
      return name.hasSuffix(".json")
        ? [] : [(path, try LocalFileSystem().read(path, limit: 1 << 28))]
    }
  }

  private static func rounded(_ value: Double) -> Double { (value * 10).rounded() / 10 }
}
