/// What a person asks for, understood: a tree of terms, limits, and notes on what was passed over.
package struct Query: Sendable, Equatable {
  /// The text as it was given.
  package let text: String
  /// What documents must have; nil when the text names only limits, or nothing.
  package let root: QueryNode?
  /// The limits that the text names, in its order.
  package let limits: [QueryLimit]
  /// What was passed over or changed, in sentences for people.
  package let notes: [String]
  /// Words, phrases and the like that are looked for.
  package let wordCount: Int
  /// What its words were widened by.
  let synonyms: Synonyms

  /// All limits of the text together.
  package var filters: SearchFilters { limits.reduce(SearchFilters()) { $0.and($1.filters) } }

  /// The words of the text as they stand in it: nothing quoted, no filter, no sign.
  package var plainWords: [String] {
    QueryLexer.lexemes(text).compactMap { if case .word(let word) = $0 { word } else { nil } }
  }

  /// The same query with other terms, and notes on that before its own.
  func with(root: QueryNode, notes more: [String]) -> Query {
    Query(
      text: text, root: root, limits: limits, notes: more + notes, wordCount: wordCount,
      synonyms: synonyms)
  }

  /// Whether it says more than one short word: then documents with some of it are worth showing where few have all.
  var isLoose: Bool {
    guard let root, root.isPlain else { return false }
    return wordCount > 1 || root.positiveTerms.count >= 3
  }
}

/// A limit as a query's text names it.
package struct QueryLimit: Sendable, Equatable {
  /// How it is written in the text.
  package let text: String
  /// What it means.
  package let filters: SearchFilters
}

/// A term as a query has it.
package struct QueryTerm: Sendable, Equatable {
  /// The folded spelling.
  package let text: String
  let query: TermQuery
  /// Where it stands in its phrase.
  let offset: UInt32
  /// The positions that it covers there.
  let length: UInt32
}

/// A node of a query's tree.
package indirect enum QueryNode: Sendable, Equatable {
  /// The term itself.
  case term(QueryTerm)
  /// All of the terms, which are of a field of their own; `words` is the same as it would stand in a text, by which documents are ranked.
  case field([QueryTerm], words: QueryNode)
  /// The terms in this order and distance.
  case phrase([QueryTerm])
  /// A 文号 in its normal form.
  case documentNumber(QueryTerm)
  /// All of these; a `not` takes away.
  case and([QueryNode])
  /// Any of these.
  case or([QueryNode])
  /// This, or one of the others that its synonyms make of it, which weigh less.
  case widened(QueryNode, by: [QueryNode])
  /// Not this.
  case not(QueryNode)

  /// The terms that a matching document may have, in the order of the query, each once.
  package var positiveTerms: [QueryTerm] {
    var terms: [QueryTerm] = []
    var known: Set<UInt64> = []
    for term in allTerms {
      let isNew =
        term.query.spelling.isEmpty
        ? known.insert(term.query.key).inserted
        : !terms.contains { $0.query == term.query }
      if isNew { terms.append(term) }
    }
    return terms
  }

  /// The same with every occurrence in the query.
  var allTerms: [QueryTerm] {
    switch self {
    case .term(let term), .documentNumber(let term): [term]
    case .phrase(let parts): parts
    case .field(_, let words): words.allTerms
    case .widened(let node, _): node.allTerms
    case .and(let nodes), .or(let nodes): nodes.flatMap(\.allTerms)
    case .not: []
    }
  }

  /// The terms that only synonyms brought in.
  var synonymTerms: [QueryTerm] {
    switch self {
    case .widened(_, let others): others.flatMap(\.allTerms)
    case .and(let nodes), .or(let nodes): nodes.flatMap(\.synonymTerms)
    case .term, .documentNumber, .phrase, .field, .not: []
    }
  }

  /// Whether it is nothing but words, without operators, phrases or parentheses.
  var isPlain: Bool {
    switch self {
    case .term, .documentNumber: true
    case .and(let nodes): nodes.allSatisfy(\.isPlain)
    // A word with a 文号 in it is looked up as one, too.
    case .or(let nodes): if case .documentNumber? = nodes.first { true } else { false }
    case .widened(let node, _): node.isPlain
    case .phrase, .field, .not: false
    }
  }

  /// The nodes that are taken away at the top.
  var exclusions: [QueryNode] {
    guard case .and(let nodes) = self else { return [] }
    return nodes.filter { if case .not = $0 { true } else { false } }
  }
}

extension QueryNode {
  /// The term of a node that is one alone; nil for all others.
  var asTerm: QueryTerm? {
    guard case .term(let term) = self else { return nil }
    return term
  }
}
