import ArgumentParser
import Bytes
import Tokenizer

/// Times the tokenizer over a text file, one core.
struct TokenizerBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tokenizer", abstract: "MB/s of the tokenizer over a file of UTF-8 text.")

  @Argument(help: "A file of UTF-8 text.") var file: String
  @Option(help: "How many timings.") var reps = 7

  func run() throws {
    let mapped = try MappedFile(path: file)
    var sum = KeySum()
    let seconds = Stopwatch.median(of: reps) {
      sum = KeySum()
      tokenize(mapped.bytes, into: &sum)
    }
    let megabytes = Double(mapped.count) / 1e6
    print("tokenizer\t\(Int(megabytes / seconds)) MB/s\t\(sum.count) tokens\tchecksum \(sum.value)")
  }
}

/// Adds up keys, so that nothing of the work can be left out by the compiler.
private struct KeySum: TokenSink {
  var count = 0
  var value: UInt64 = 0

  mutating func bodyToken(_ kind: TokenKind, key: UInt64, position: UInt32, start: Int, end: Int) {
    count += 1
    value &+= key ^ UInt64(position)
  }
}
