import ArgumentParser
import Documents
import SearchIndex
import Tokenizer

/// Runs the hot loops over an invented corpus, each inside `countedLoop`, so that `Scripts/check-instructions` can count what each takes.
struct InstructionLoops: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "loops", abstract: "Run the hot loops once each, for counting their instructions.",
    discussion: "Prints the loops' names. Corpus and queries are the same every time.")

  @Argument(help: "An empty folder for the index.") var folder: String
  @Option(help: "Documents of the corpus.") var documents = 3000
  @Option(help: "The only loop to be run.") var only: String?

  func run() throws {
    var random = FixedRandom()
    let corpus = (0..<documents).map { number in Self.document(number, &random) }
    let text = corpus.prefix(1000).map(\.text).joined(separator: "\n")
    loop("tokenizer") {
      var count = TokenCount()
      tokenize(text.utf8.span, into: &count)
    }
    let store = IndexStore(folder: folder)
    try loop("build") {
      let writer = try IndexWriter(store: store)
      for document in corpus { try writer.add(document) }
      _ = try writer.commit(highWaterMark: HighWaterMark(), sites: [])
    }
    let reader = try store.openCurrent().reader
    for (name, operation, length) in Self.searches {
      let lines = (0..<40).map { number in
        Self.query(number, operation, length, corpus, &random)
      }
      let queries = lines.compactMap { BenchQuery(line: $0) }
      loop(name) {
        for query in queries { _ = reader.bench(query, repetitions: 1) }
      }
    }
    for (name, length) in [("ranking-word", 2), ("ranking-long", 12)] {
      let requests = (0..<40).map { _ in
        SearchRequest(query: QueryParser.parse(Self.characters(length, corpus, &random)))
      }
      loop(name) {
        for request in requests { _ = reader.search(request) }
      }
    }
  }

  /// Name, operation and characters of each class of queries.
  private static let searches = [
    ("word", "or", 2), ("phrase", "phrase", 4), ("and", "and", 4), ("or", "or", 4),
    ("long-or", "or", 12), ("count-and", "count_and", 4), ("count-phrase", "count_phrase", 4),
  ]

  private func loop(_ name: String, _ body: () throws -> Void) rethrows {
    print(name)
    if only == nil || only == name {
      try countedLoop(body)
    } else if name == "build" {
      // What is searched must be built, counted or not.
      try body()
    }
  }

  /// Some 300 characters, the first of an alphabet of 2,000 far more often than the last.
  private static func document(_ number: Int, _ random: inout FixedRandom) -> Document {
    var text = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 100...500, using: &random) {
      let draw = Double.random(in: 0..<1, using: &random)
      let character = UInt32(2000 * draw * draw * draw)
      text.append(Unicode.Scalar(0x4E00 + character) ?? "一")
      if character % 11 == 3 { text.append("，") }
    }
    return Document(
      id: "\(number)", url: "", siteID: "s\(number % 9)", title: String(text.prefix(10)),
      text: String(text))
  }

  /// A line of a query file that asks for characters that stand in a document.
  private static func query(
    _ number: Int, _ operation: String, _ length: Int, _ corpus: [Document],
    _ random: inout FixedRandom
  ) -> String {
    let text = characters(length, corpus, &random)
    let characters = Array(text)
    let terms = (0..<length - 1).map { String(characters[$0...$0 + 1]) }
    return "\(number)\tloop\t\(operation)\t10\t\(text)\t"
      + "\(terms.joined(separator: " "))\t"
  }

  /// Characters that stand one after another in a document.
  private static func characters(
    _ length: Int, _ corpus: [Document], _ random: inout FixedRandom
  ) -> String {
    var characters = ""
    while characters.count < length {
      let text = (corpus.randomElement(using: &random)?.text ?? "").split(separator: "，")
      characters = String((text.max { $0.count < $1.count } ?? "").prefix(length))
    }
    return characters
  }
}

/// What is counted; its name is what `Scripts/check-instructions` has valgrind look for.
@inline(never) func countedLoop(_ body: () throws -> Void) rethrows { try body() }

/// Does nothing with tokens but count them.
private struct TokenCount: TokenSink {
  var count = 0

  mutating func bodyToken(
    _ kind: TokenKind, key: UInt64, position: UInt32, start: Int, end: Int
  ) { count += Int(key & 1) }
}

/// SplitMix64 from one seed (Steele, Lea and Flood, OOPSLA 2014): the same numbers in every process.
private struct FixedRandom: RandomNumberGenerator {
  private var state: UInt64 = 20_091_203

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}
