package import Documents
import Tokenizer

/// Understands what people type; whatever it is, there is a query for it.
///
/// ```
/// query   = or
/// or      = and { ("OR" | "|") and }
/// and     = unary { unary }
/// unary   = ["-"] atom
/// atom    = "(" or ")" | quoted | key ":" value | range | word
/// ```
/// Blanks separate; full-width signs count as their ASCII ones. A word's Han run means all of its bigrams, a quoted text
/// means its characters in a row, a 文号 is also looked up as one. Two years with dots between them, and words such as 一年内 beside
/// others, limit the date.
package struct QueryParser {
  /// Characters beyond this are passed over.
  package static let characterLimit = 200
  /// Words beyond this are passed over.
  package static let wordLimit = 32
  /// Parentheses inside one another beyond this are passed over.
  package static let nestingLimit = 16

  private var limits: [QueryLimit] = []
  private var notes: [String] = []
  private let lexemes: [Lexeme]
  private let today: CalendarDate?
  private let synonyms: Synonyms
  private var place = 0
  private var depth = 0
  private var wordCount = 0

  /// The query of a text.
  ///
  /// - Parameters:
  ///   - today: what 一年内 counts back from; the day it is in China by default.
  ///   - synonyms: what its words are widened by; quoted ones are not.
  package static func parse(
    _ text: String, today: CalendarDate? = nil, synonyms: Synonyms = .none
  ) -> Query {
    var parser = QueryParser(text, today: today ?? UnixTime.now.dateInChina, synonyms)
    let root = parser.parse()
    return Query(
      text: text, root: root, limits: parser.limits, notes: parser.notes,
      wordCount: parser.wordCount, synonyms: synonyms)
  }

  private init(_ text: String, today: CalendarDate?, _ synonyms: Synonyms) {
    self.today = today
    self.synonyms = synonyms
    if text.count > Self.characterLimit {
      notes.append("查询超过\(Self.characterLimit)个字，后面的部分没有用于检索。")
    }
    lexemes = QueryLexer.lexemes(String(text.prefix(Self.characterLimit)))
  }

  private mutating func parse() -> QueryNode? {
    var nodes: [QueryNode] = []
    while place < lexemes.count {
      if let node = parseOr() { nodes.append(node) }
      // A closing parenthesis without an opening one is passed over.
      if place < lexemes.count { place += 1 }
    }
    guard let root = combined(nodes) else { return nil }
    if root.positiveTerms.isEmpty { note("只有排除的词，以下是不含它们的全部文件。") }
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
    case .quoted(let text): return phrase(text)
    case .word(let text): return word(text)
    case .filter(let key, let value, let source): return filter(key, value, source)
    case .or, .close: return nil
    }
  }

  private mutating func parseGroup() -> QueryNode? {
    guard depth < Self.nestingLimit else {
      note("括号最多套\(Self.nestingLimit)层，更深的括号已略过。")
      return nil
    }
    depth += 1
    defer { depth -= 1 }
    let node = parseOr()
    if place < lexemes.count, lexemes[place] == .close { place += 1 }
    return node
  }

  /// Says something once.
  private mutating func note(_ text: String) {
    if !notes.contains(text) { notes.append(text) }
  }

  /// Whether another word may be looked for; says once that it may not.
  private mutating func admitsWord() -> Bool {
    wordCount += 1
    if wordCount <= Self.wordLimit { return true }
    note("查询超过\(Self.wordLimit)个词，后面的部分没有用于检索。")
    return false
  }

  private mutating func word(_ text: String) -> QueryNode? {
    if let filters = dates(text) {
      limits.append(QueryLimit(text: text, filters: filters))
      return nil
    }
    guard admitsWord() else { return nil }
    let plain = widened(words(text), text)
    guard let number = QueryTerms.documentNumber(in: text) else { return noted(plain, text) }
    return plain.map { .or([.documentNumber(number), $0]) } ?? .documentNumber(number)
  }

  private func words(_ text: String) -> QueryNode? {
    combined(QueryTerms.all(of: text, .body).map { .term($0) })
  }

  private func widened(_ node: QueryNode?, _ text: String) -> QueryNode? {
    let others = synonyms.variants(of: text).compactMap(words)
    return others.isEmpty ? node : node.map { .widened($0, by: others) }
  }

  /// The dates that a word means; words such as 一年内 mean them only beside others, for by themselves they may be what is looked for.
  private func dates(_ text: String) -> SearchFilters? {
    let plain = QueryLexer.withoutFullWidth(text)
    if let range = DateRange(plain) { return range.filters }
    guard let preset = DatePreset(word: plain), namesMoreThanDates else { return nil }
    var filters = SearchFilters()
    filters.after = preset.firstDay(today: today)
    return filters
  }

  private var namesMoreThanDates: Bool {
    lexemes.contains { lexeme in
      switch lexeme {
      case .word(let text): DatePreset(word: QueryLexer.withoutFullWidth(text)) == nil
      case .quoted, .filter: true
      case .not, .or, .open, .close: false
      }
    }
  }

  private mutating func phrase(_ text: String) -> QueryNode? {
    guard admitsWord() else { return nil }
    let terms = QueryTerms.all(of: text, .body)
    // Single characters and words of other scripts have no positions: they must occur, anywhere.
    let placed = terms.filter(\.query.hasPositions)
    let others = terms.filter { !$0.query.hasPositions }.map { QueryNode.term($0) }
    let node: QueryNode? = placed.count > 1 ? .phrase(placed) : placed.first.map { .term($0) }
    return noted(combined((node.map { [$0] } ?? []) + others), text)
  }

  private mutating func noted(_ node: QueryNode?, _ text: String) -> QueryNode? {
    if node == nil {
      note(text.isEmpty ? "引号里没有字词，已略过。" : "“\(text)”里没有可以检索的字词，已略过。")
    }
    return node
  }

  private mutating func filter(_ key: QueryKey, _ value: String, _ source: String) -> QueryNode? {
    if key.isField { return field(key, value, source) }
    if let filters = key.filters(value, today: today) {
      limits.append(QueryLimit(text: source, filters: filters))
    } else {
      note("不认识“\(source)”，已略过。")
    }
    return nil
  }

  private mutating func field(_ key: QueryKey, _ value: String, _ source: String) -> QueryNode? {
    guard admitsWord() else { return nil }
    let words = words(value)
    switch key {
    case .documentNumber:
      if let number = QueryTerms.documentNumber(in: value) { return .documentNumber(number) }
      if words != nil { note("“\(value)”不是完整的文号，已作为普通的词查找。") }
      return noted(words, source)
    case .issuer:
      let terms = QueryTerms.all(of: value, .issuer)
      return noted(words.map { .field(terms, words: $0) }, source)
    default:
      let terms = QueryTerms.all(of: value, .title).filter { $0.length == 2 || !$0.isHan }
      if terms.isEmpty && words != nil { note("标题里至少要找两个字，“\(source)”已作为普通的词查找。") }
      return noted(combined(terms.map { .term($0) }) ?? words, source)
    }
  }
}
