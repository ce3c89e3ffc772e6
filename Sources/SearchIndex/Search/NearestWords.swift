import Tokenizer

/// What a word of letters and digits that no document has is taken for, by what the index does have: words that were written without
/// a blank between them (phpstormgitignore), else its longest known beginning or end (vivoy53l), else itself and one letter (enramycin).
struct NearestWords {
  private let isKnown: ([UInt8]) -> Bool

  /// The shortest word that is looked into, in bytes.
  private static let shortest = 4
  /// The longest.
  private static let longest = 40
  /// The shortest part that a word is cut into.
  private static let shortestPart = 3
  /// The most parts.
  private static let mostParts = 4
  /// The share of a word that its beginning or end must be.
  private static let leastShare = 0.6

  /// Words that are known by this.
  init(isKnown: @escaping ([UInt8]) -> Bool) { self.isKnown = isKnown }

  /// The words that stand for an unknown one, which is folded; none when nothing is near.
  ///
  /// - Complexity: O(n²) look-ups for n bytes, n at most 40.
  func words(for word: [UInt8]) -> [[UInt8]] {
    guard (Self.shortest...Self.longest).contains(word.count), word.allSatisfy(Self.isPlain) else {
      return []
    }
    let parts = split(word)
    if !parts.isEmpty { return parts }
    if let end = longestEnd(word) { return [end] }
    return extended(word).map { [$0] } ?? []
  }

  /// The fewest known words that make up the word.
  private func split(_ word: [UInt8]) -> [[UInt8]] {
    // By how many bytes they cover: the fewest parts, by where the last begins.
    var fewest: [(parts: Int, start: Int)?] = Array(repeating: nil, count: word.count + 1)
    fewest[0] = (0, 0)
    for end in stride(from: Self.shortestPart, through: word.count, by: 1) {
      for start in 0...(end - Self.shortestPart) {
        guard let before = fewest[start], before.parts < Self.mostParts,
          fewest[end].map({ $0.parts > before.parts + 1 }) ?? true,
          isKnown(Array(word[start..<end]))
        else { continue }
        fewest[end] = (before.parts + 1, start)
      }
    }
    guard fewest[word.count] != nil else { return [] }
    var parts: [[UInt8]] = []
    var end = word.count
    while end > 0, let last = fewest[end] {
      parts.insert(Array(word[last.start..<end]), at: 0)
      end = last.start
    }
    return parts
  }

  /// The longest known beginning or end of the word that is most of it.
  private func longestEnd(_ word: [UInt8]) -> [UInt8]? {
    let least = max(Self.shortestPart, Int((Double(word.count) * Self.leastShare).rounded(.up)))
    guard least < word.count else { return nil }
    for count in (least..<word.count).reversed() {
      for part in [word.prefix(count), word.suffix(count)] where isKnown(Array(part)) {
        return Array(part)
      }
    }
    return nil
  }

  /// A known word that has one more letter or digit at its end.
  private func extended(_ word: [UInt8]) -> [UInt8]? {
    let signs = Array("sednr".utf8) + Array("0123456789abcfghijklmopqtuvwxyz".utf8)
    return signs.lazy.map { word + [$0] }.first(where: isKnown)
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    (97...122).contains(byte) || (48...57).contains(byte)
  }
}

extension IndexReader {
  /// The query with each word of letters and digits that no document has replaced by what is nearest to it, and a note on it; the same
  /// query when there is no such word.
  package func known(_ query: Query) -> Query {
    guard let root = query.root else { return query }
    var notes: [String] = []
    let near = NearestWords { bytes in
      let key = IndexField.body.termKey(TokenKey.word(bytes))
      let spelling = TokenKey.isHashed(TokenKey.word(bytes)) ? bytes : []
      return self.documentFrequency(TermQuery(key: key, spelling: spelling)) > 0
    }
    let known = known(root, near, &notes)
    return notes.isEmpty ? query : query.with(root: known, notes: notes)
  }

  private func known(
    _ node: QueryNode, _ near: NearestWords, _ notes: inout [String]
  ) -> QueryNode {
    switch node {
    case .term(let term): return self.near(term, near, &notes) ?? node
    case .and(let nodes): return .and(nodes.map { known($0, near, &notes) })
    case .or(let nodes): return .or(nodes.map { known($0, near, &notes) })
    case .widened(let inner, let others): return .widened(known(inner, near, &notes), by: others)
    case .field, .phrase, .documentNumber, .not: return node
    }
  }

  private func near(
    _ term: QueryTerm, _ near: NearestWords, _ notes: inout [String]
  ) -> QueryNode? {
    guard IndexField.of(termKey: term.query.key) == .body, !term.isHan,
      documentFrequency(term.query) == 0
    else { return nil }
    let words = near.words(for: Array(term.text.utf8))
    guard !words.isEmpty else { return nil }
    let terms = words.map { QueryTerm(word: $0) }
    notes.append("没有文件含有“\(term.text)”，已按“\(terms.map(\.text).joined(separator: " "))”查找。")
    return terms.count == 1 ? .term(terms[0]) : .and(terms.map { .term($0) })
  }
}

extension QueryTerm {
  /// A folded word of other letters than Han, in the body.
  fileprivate init(word: [UInt8]) {
    let token = TokenKey.word(word)
    self.init(
      text: String(decoding: word, as: UTF8.self),
      query: TermQuery(
        key: IndexField.body.termKey(token), spelling: TokenKey.isHashed(token) ? word : []),
      offset: 0, length: 1)
  }
}
