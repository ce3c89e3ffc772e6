import ArgumentParser
import Bytes

/// Compares gzip levels over the files of a folder, as the page store compresses: one member a file.
struct CompressionBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compression", abstract: "Size and speed of gzip levels over a folder of pages.")

  @Argument(help: "A folder of files.") var folder: String

  func run() throws {
    let files = try LocalFileSystem().names(in: folder).compactMap { name in
      try? LocalFileSystem().read("\(folder)/\(name)", limit: 1 << 24)
    }
    let bytes = files.reduce(0) { $0 + $1.count }
    guard bytes > 0 else { throw ValidationError("\(folder) has no files") }
    for level in [1, 2, 3, 6] as [Int32] {
      var size = 0
      let seconds = Stopwatch.median(of: 3) {
        var compressor = Gzip.Compressor(level: level)
        size = 0
        for file in files { size += compressor.gzip(file).count }
      }
      let perPage = seconds / Double(files.count) * 1000
      print(
        "gzip -\(level)\t\(Int(Double(bytes) / 1e6 / seconds)) MB/s\t\(size * 100 / bytes) % of the bytes\t"
          + "\(Int(perPage * 1000) ) CPU ms per 1,000 pages")
    }
  }
}
