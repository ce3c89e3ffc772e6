/// What a person asks for, understood: a tree of terms, limits, and notes on what was passed over.
package struct Query: Sendable, Equatable {
  /// The text as it was given.
  package let text: String
  /// What documents must have; nil when the text names only limits, or nothing.
  package let root: QueryNode?
  /// The limits that the text names.
  package let filters: SearchFilters
  /// What was passed over or changed, in sentences for people.
  package let notes: [String]
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
  /// The terms in this order and distance.
  case phrase([QueryTerm])
  /// A 文号 in its normal form.
  case documentNumber(QueryTerm)
  /// All of these; a `not` takes away.
  case and([QueryNode])
  /// Any of these.
  case or([QueryNode])
  /// Not this.
  case not(QueryNode)

  /// The terms that a matching document may have, in the order of the query, each once.
  package var positiveTerms: [QueryTerm] {
    var terms: [QueryTerm] = []
    collect(into: &terms)
    return terms
  }

  private func collect(into terms: inout [QueryTerm]) {
    switch self {
    case .term(let term), .documentNumber(let term):
      if !terms.contains(where: { $0.query == term.query }) { terms.append(term) }
    case .phrase(let parts):
      for part in parts { QueryNode.term(part).collect(into: &terms) }
    case .and(let nodes), .or(let nodes):
      for node in nodes { node.collect(into: &terms) }
    case .not: break
    }
  }

  /// The nodes that are taken away at the top.
  var exclusions: [QueryNode] {
    guard case .and(let nodes) = self else { return [] }
    return nodes.filter { if case .not = $0 { true } else { false } }
  }
}
