import Tokenizer

/// Understands what people type; whatever it is, there is a query for it.
///
/// ```
/// query   = or
/// or      = and { ("OR" | "|") and }
/// and     = unary { unary }
/// unary   = ["-"] atom
/// atom    = "(" or ")" | quoted | key ":" value | word
/// ```
/// Blanks separate; full-width signs count as their ASCII ones. A word's Han run means all of its bigrams, a quoted text
/// means its characters in a row, a 文号 is also looked up as one.
package enum QueryParser {
  /// Characters beyond this are passed over.
  package static let characterLimit = 200
  /// Words beyond this are passed over.
  package static let termLimit = 32

  /// The query of a text.
  package static func parse(_ text: String) -> Query {
    var parser = Parser(text)
    let root = parser.parse()
    return Query(
      text: text, root: root, filters: parser.filters, notes: parser.notes,
      wordCount: parser.wordCount)
  }

  private struct Parser {
    var filters = SearchFilters()
    var notes: [String] = []
    private var lexemes: [Lexeme]
    private var place = 0
    private var depth = 0
    private(set) var wordCount = 0
    private var saidTooMany = false

    init(_ text: String) {
      if text.count > characterLimit {
        notes.append("查询超过\(characterLimit)个字，后面的部分没有用于检索。")
      }
      lexemes = QueryLexer.lexemes(String(text.prefix(characterLimit)))
    }

    mutating func parse() -> QueryNode? {
      var nodes: [QueryNode] = []
      while place < lexemes.count {
        if let node = parseOr() { nodes.append(node) }
        // A closing parenthesis without an opening one is passed over.
        if place < lexemes.count { place += 1 }
      }
      guard let root = combined(nodes) else { return nil }
      if root.positiveTerms.isEmpty {
        notes.append("只有排除的词，没有要找的词。")
        return nil
      }
      return root
    }

    private mutating func parseOr() -> QueryNode? {
      var choices: [QueryNode] = []
      while true {
        if let node = parseAnd() { choices.append(node) }
        guard place < lexemes.count, lexemes[place] == .or else { break }
        place += 1
      }
      return choices.count > 1 ? .or(choices) : choices.first
    }

    private mutating func parseAnd() -> QueryNode? {
      var nodes: [QueryNode] = []
      while place < lexemes.count, lexemes[place] != .or, lexemes[place] != .close {
        if let node = parseUnary() { nodes.append(node) }
      }
      return combined(nodes)
    }

    private func combined(_ nodes: [QueryNode]) -> QueryNode? {
      var flat: [QueryNode] = []
      for node in nodes {
        if case .and(let inner) = node { flat += inner } else { flat.append(node) }
      }
      if flat.count == 1, case .not = flat[0] { return .and(flat) }
      return flat.count > 1 ? .and(flat) : flat.first
    }

    private mutating func parseUnary() -> QueryNode? {
      let lexeme = lexemes[place]
      place += 1
      switch lexeme {
      case .not:
        guard place < lexemes.count else { return nil }
        return parseUnary().map { .not($0) }
      case .open: return parseGroup()
      case .quoted(let text): return phrase(text, .body)
      case .word(let text): return word(text)
      case .filter(let key, let value): return filter(key, value)
      case .or, .close: return nil
      }
    }

    private mutating func parseGroup() -> QueryNode? {
      guard depth < 16 else { return nil }
      depth += 1
      defer { depth -= 1 }
      let node = parseOr()
      if place < lexemes.count, lexemes[place] == .close { place += 1 }
      return node
    }

    /// Whether another word may be looked for; says once that it may not.
    private mutating func admitsWord() -> Bool {
      wordCount += 1
      if wordCount <= termLimit { return true }
      if !saidTooMany { notes.append("查询超过\(termLimit)个词，后面的部分没有用于检索。") }
      saidTooMany = true
      return false
    }

    private mutating func word(_ text: String) -> QueryNode? {
      if let range = DateRange(text) {
        filters = filters.and(range.filters)
        return nil
      }
      guard admitsWord() else { return nil }
      let plain = terms(text, .body).map { QueryNode.term($0) }
      let bytes = Array(text.utf8)
      let numbers = DocumentNumber.find(in: bytes.span)
      guard let number = numbers.first else { return noted(combined(plain), text) }
      let form = number.wholeForm
      let key = IndexField.documentNumber.termKey(TokenKey.word(form))
      let exact = QueryTerm(
        text: String(decoding: form, as: UTF8.self),
        query: TermQuery(key: key, spelling: TokenKey.isHashed(key) ? form : []), offset: 0,
        length: 1)
      return combined(plain).map { .or([.documentNumber(exact), $0]) } ?? .documentNumber(exact)
    }

    private mutating func phrase(_ text: String, _ field: IndexField) -> QueryNode? {
      guard admitsWord() else { return nil }
      let terms = terms(text, field)
      // Single characters and words of other scripts have no positions: they must occur, anywhere.
      let placed = terms.filter(\.query.hasPositions)
      let others = terms.filter { !$0.query.hasPositions }.map { QueryNode.term($0) }
      let node: QueryNode? = placed.count > 1 ? .phrase(placed) : placed.first.map { .term($0) }
      return noted(combined((node.map { [$0] } ?? []) + others), text)
    }

    private mutating func noted(_ node: QueryNode?, _ text: String) -> QueryNode? {
      if node == nil && !text.isEmpty && !saidTooMany {
        notes.append("“\(text)”里没有可以检索的字词，已略过。")
      }
      return node
    }

    /// The terms of a text; single characters and words of other scripts are looked for in their own field.
    private mutating func terms(_ text: String, _ field: IndexField) -> [QueryTerm] {
      var terms: [QueryTerm] = []
      let body = tokens(of: text, .body)
      let others = tokens(of: text, .characters).filter { $0.kind == .otherWord }
      let first = body.first?.position ?? 0
      for token in (body + others).sorted(by: { $0.bytes.lowerBound < $1.bytes.lowerBound }) {
        let isAlone = token.kind == .hanUnigram || token.kind == .otherWord
        terms.append(
          QueryTerm(
            text: token.text,
            query: TermQuery(token, isAlone && field == .body ? .characters : field),
            offset: token.position &- first, length: token.kind == .hanBigram ? 2 : 1))
      }
      return terms
    }

    private mutating func filter(_ key: QueryLexer.Key, _ value: String) -> QueryNode? {
      if key == .inTitle {
        guard admitsWord() else { return nil }
        return noted(combined(terms(value, .title).map { .term($0) }), value)
      }
      if let limit = key.filters(value) {
        filters = filters.and(limit)
      } else {
        notes.append("不认识“\(key.rawValue):\(value)”，已略过。")
      }
      return nil
    }
  }
}
