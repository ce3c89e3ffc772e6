import Bytes
import Documents
import TestSupport
import Tokenizer

@testable import SearchIndex

/// Random documents over a small alphabet, so that terms are frequent, lists long and ties common.
struct Corpus {
  var documents: [Document] = []

  static let alphabet = Array("资金扶持企业市发展项目管理政府办法通知")

  /// `count` documents; `prefix` begins their ids.
  init(_ count: Int, _ random: inout SeededRandom, prefix: String = "d") {
    for number in 0..<count {
      let length = Int.random(in: 0...60, using: &random)
      var text = ""
      for _ in 0..<length {
        // Squaring prefers the first characters: some bigrams are in most documents, some in few.
        let at = Double.random(in: 0..<1, using: &random)
        text.append(Self.alphabet[Int(at * at * Double(Self.alphabet.count))])
        if Int.random(in: 0..<9, using: &random) == 0 {
          text += ["，", " led ", "2009", "\n"].randomElement(using: &random) ?? ""
        }
      }
      documents.append(
        Document(
          id: "\(prefix)\(number)", url: "http://example.gov.cn/\(number)",
          siteID: "s\(number % 7)", title: String(text.prefix(6)), text: text,
          date: CalendarDate(
            year: 2000 + number % 13, month: 1 + number % 12, day: 1 + number % 28),
          type: number % 3 == 0 ? .pdf : .html))
    }
  }
}

/// BM25 and phrases worked out from the texts alone, one document after another.
struct Exhaustive {
  private var texts: [[Token]] = []
  private var documents: [Document] = []

  /// `nil` stands for a document that is dead but still takes a number.
  init(_ documents: [Document?]) {
    for document in documents {
      texts.append(document.map { tokens(of: $0.body) } ?? [])
      self.documents.append(
        document ?? Document(id: "", url: "", siteID: "", title: "", text: ""))
    }
  }

  private func frequency(_ query: BareQuery, _ number: Int) -> [UInt32] {
    query.terms.map { term in
      UInt32(texts[number].count { TermQuery($0, .body) == term })
    }
  }

  private func phraseFrequency(_ query: BareQuery, _ number: Int) -> UInt32 {
    var count: UInt32 = 0
    for start in texts[number].indices
    where TermQuery(texts[number][start], .body) == query.terms[0] {
      let whole = query.terms.indices.allSatisfy { index in
        let wanted = texts[number][start].position + query.offsets[index]
        return texts[number].contains {
          $0.position == wanted && TermQuery($0, .body) == query.terms[index]
        }
      }
      if whole { count += 1 }
    }
    return count
  }

  /// Every matching live document with its score, best first.
  func search(_ query: BareQuery, live: (Int) -> Bool = { _ in true }) -> [(
    score: UInt32, document: UInt32
  )] {
    let alive = texts.indices.filter(live)
    let total = alive.reduce(0) { $0 + texts[$1].count }
    let length = BM25Length(
      averageLength: total == 0 ? 1 : Float(total) / Float(max(1, alive.count)))
    let inverse = query.terms.map { term -> Float in
      let having = alive.count { number in texts[number].contains { TermQuery($0, .body) == term } }
      let (count, frequency) = (Float(alive.count), Float(having))
      return logarithm(1 + (count - frequency + 0.5) / (frequency + 0.5))
    }
    func norm(_ number: UInt32) -> UInt8 { LengthNorm.encode(UInt32(texts[Int(number)].count)) }
    let found: [(score: UInt32, document: UInt32)] = alive.compactMap { number in
      guard allows(query.filters, documents[number]) else { return nil }
      let denominator = length.denominators[Int(norm(UInt32(number)))]
      let found = frequency(query, number)
      guard let score = score(query, number, found, inverse, denominator) else { return nil }
      return (score, UInt32(number))
    }
    // Of equal scores the shorter document, then the one that arrived first.
    return found.sorted {
      ($1.score, norm($0.document), $0.document) < ($0.score, norm($1.document), $1.document)
    }
  }

  private func score(
    _ query: BareQuery, _ number: Int, _ found: [UInt32], _ inverse: [Float], _ denominator: Float
  ) -> UInt32? {
    if query.operation == .phrase && query.terms.count > 1 {
      let count = phraseFrequency(query, number)
      guard count > 0 else { return nil }
      let weight = TermWeight(inverse: inverse.reduce(Float(0), +))
      return weight.score(Self.part(count, denominator))
    }
    if query.operation == .or ? found.allSatisfy({ $0 == 0 }) : found.contains(0) { return nil }
    return zip(found, inverse).reduce(UInt32(0)) { sum, part in
      part.0 == 0 ? sum : sum + TermWeight(inverse: part.1).score(Self.part(part.0, denominator))
    }
  }

  private static func part(_ frequency: UInt32, _ denominator: Float) -> Float {
    Float(frequency) / (Float(frequency) + denominator)
  }

  private func allows(_ filters: SearchFilters, _ document: Document) -> Bool {
    (filters.sites.isEmpty || filters.sites.contains(document.siteID))
      && (filters.types.isEmpty || filters.types.contains(document.type))
      && (filters.after.map { date in document.date.map { $0 >= date } ?? false } ?? true)
      && (filters.before.map { date in document.date.map { $0 <= date } ?? false } ?? true)
  }
}

extension BareQuery {
  /// A query of a text's body tokens.
  init(_ operation: BareOperation, _ text: String, limit: Int = 10) {
    let cut = tokens(of: text)
    self.init(
      operation: operation, terms: cut.map { TermQuery($0, .body) },
      offsets: cut.map { $0.position - (cut.first?.position ?? 0) },
      lengths: cut.map { $0.kind == .hanBigram ? 2 : 1 }, limit: limit)
  }
}

extension IndexReader {
  /// When a document, by its number over the whole index, arrived.
  func arrival(_ document: UInt32) -> UInt32 {
    let index = (firstDocuments.firstIndex { $0 > document } ?? firstDocuments.count) - 1
    let first = firstDocuments[index]
    return first + parts[index].segment.value32(.arrival, document - first)
  }
}

/// An index in a folder of its own that goes with it.
struct IndexFixture {
  let folder: TemporaryFolder
  let store: IndexStore

  init() throws {
    folder = try TemporaryFolder()
    store = IndexStore(folder: "\(folder.path)/index")
  }

  /// Publishes a generation with these documents added.
  @discardableResult
  func add(
    _ documents: [Document], delete: [String] = [], rebuild: Bool = false,
    budget: Int = 64 << 20
  ) throws -> GenerationManifest {
    var options = IndexWriter.Options()
    options.memoryBudget = budget
    options.rebuild = rebuild
    let writer = try IndexWriter(store: store, options: options)
    for id in delete { try writer.delete(id) }
    for document in documents { try writer.add(document) }
    return try writer.commit(
      highWaterMark: HighWaterMark(file: 1, offset: 7), sites: [SiteLabel(id: "s1", name: "一")])
  }

  /// Merges what is due, as `kuasou index` does behind each commit; returns how many merges were installed.
  @discardableResult
  func merge(on files: any FileSystem = LocalFileSystem()) throws -> Int {
    try Self.merge(store, on: files)
  }

  @discardableResult
  static func merge(
    _ store: IndexStore, on files: any FileSystem = LocalFileSystem()
  ) throws -> Int {
    let merge = TieredMerge(store, on: files)
    var installed = 0
    try merge.removeLeftovers()
    while let due = try merge.due() {
      if try merge.install(try merge.write(due)) != nil { installed += 1 }
    }
    return installed
  }

  func open() throws -> IndexReader { try store.openCurrent().reader }
}

extension IndexReader {
  /// The live documents in the order in which they arrived.
  var liveDocuments: [Document] {
    parts.flatMap { part in
      part.segment.numbersByArrival().filter { part.isLive($0) }
        .compactMap { part.segment.document($0) }
    }
  }

  /// What it answers to some queries: all totals, hits, scores and facets, which tell any two indexes apart that differ for people.
  var answers: [String] {
    ["资金", "扶持资金", "资金 led", "\"资金扶\"", "资 金", "通知 OR 办法", "资金 -扶持", "intitle:资金"].flatMap { text in
      let found = search(SearchRequest(query: QueryParser.parse(text), top: 50, facets: true))
      return ["\(text) \(found.total) \(found.facets?.columns ?? [:])"]
        + found.hits.map { "\(document($0)?.id ?? "?") \($0.score)" }
    } + ["\(documentCount)"]
  }
}
