import Documents
import Tokenizer

extension IndexReader {
  /// Finds, orders and counts. Whatever the query and however damaged a segment's lists: there is a result.
  package func search(_ request: SearchRequest) -> SearchResult {
    let (inText, unknown) = named(request.query.filters)
    let filters = inText.and(request.filters)
    let deadline = Deadline(instant: request.deadline)
    let wanted = request.offset + request.top
    var depth = request.folds ? Self.foldingDepth(wanted) : wanted
    var found = Matches(matches(request.query.root, filters, deadline))
    var notes = request.query.notes + unknown.map { "没有叫“\($0)”的站点。" }
    var fellBack = false
    for choice in choices(request, found.total) where !deadline.isOver {
      let some = matches(choice, request, depth, filters, deadline)
      guard some.total > found.total else { continue }
      notes.append(Self.fallBackNote(found.total))
      (found, fellBack) = (some, true)
      break
    }
    var (ranked, hits) = answers(request, depth, found, deadline)
    while request.folds, hits.count < wanted, depth < found.total, !deadline.isOver {
      depth *= 2
      (ranked, hits) = answers(request, depth, found, deadline)
    }
    return SearchResult(
      total: found.total, copies: ranked.count - hits.count,
      hits: Array(hits.prefix(wanted).dropFirst(request.offset)), fellBackToOr: fellBack,
      isPartial: deadline.isOver, notes: notes,
      facets: request.facets ? facets(found.documents) : nil)
  }

  /// The best `depth` hits, and what they are when near-duplicates are folded, if they are to be.
  private func answers(
    _ request: SearchRequest, _ depth: Int, _ matches: Matches, _ deadline: Deadline
  ) -> (ranked: [Hit], answers: [Hit]) {
    let ranked = ranked(request, depth, matches, deadline).map { found in
      hit(found.document, request.sort == .date ? 0 : FixedScore.value(found.score))
    }
    return (ranked, request.folds ? folded(ranked) : ranked)
  }

  /// How many live documents match a query, by its text's own limits; the fall-back to any term is not taken.
  package func count(_ query: Query) -> Int {
    matches(query.root, named(query.filters).filters, Deadline(instant: nil))
      .reduce(0) { $0 + $1.count }
  }

  /// Fewer documents with all words than these, and those with some of them are shown, too.
  private static let few = 10

  /// What else is looked for where `total` documents, which are few, have all that is asked for: any term of the query; and where
  /// signs of the query stand between its characters as they may in a page, all of them.
  private func choices(_ request: SearchRequest, _ total: Int) -> [QueryNode] {
    guard request.fallsBack, let root = request.query.root,
      total == 0 || total < Self.few && request.query.isLoose && request.sort == .relevance
    else { return [] }
    let terms = root.positiveTerms
    var choices = [QueryNode.or(terms.map { .term($0) })]
    if !root.isPlain {
      choices.append(
        .and(Self.characters(of: root.allTerms).map { .term(QueryTerm(character: $0)) }))
    }
    return choices.map { root.exclusions.isEmpty ? $0 : .and([$0] + root.exclusions) }
  }

  private static func fallBackNote(_ total: Int) -> String {
    total == 0
      ? "没有同时包含全部词语的文件，以下结果包含其中一部分。"
      : "同时包含全部词语的文件只有\(total)篇，以下结果也有只包含其中一部分的。"
  }

  private func hit(_ document: UInt32, _ score: Double) -> Hit {
    let index = max(0, (firstDocuments.firstIndex { $0 > document } ?? firstDocuments.count) - 1)
    return Hit(score: score, segment: index, document: document - firstDocuments[index])
  }

  /// The documents of each part that match.
  private func matches(
    _ root: QueryNode?, _ filters: SearchFilters, _ deadline: Deadline
  ) -> [DocumentBits] {
    parts.indices.map { matches(root, filters, $0, deadline) }
  }

  /// The documents that match something else than the request's query; its ranking goes along where they are those with any of some terms.
  private func matches(
    _ choice: QueryNode, _ request: SearchRequest, _ depth: Int, _ filters: SearchFilters,
    _ deadline: Deadline
  ) -> Matches {
    guard request.sort == .relevance, case .or(let nodes) = choice,
      nodes.allSatisfy({ $0.asTerm != nil })
    else { return Matches(matches(choice, filters, deadline)) }
    return matches(anyOf: nodes.compactMap(\.asTerm), request, depth, filters, deadline)
  }

  /// The documents of a part that match; with nothing asked for, those that the limits let through, if there are limits.
  private func matches(
    _ root: QueryNode?, _ filters: SearchFilters, _ index: Int, _ deadline: Deadline
  ) -> DocumentBits {
    let part = parts[index]
    let search = PartSearch(self, index, allowed(filters, index))
    guard let root else {
      let nothing = DocumentBits(documentCount: part.segment.documentCount)
      return filters.isEmpty ? nothing : search.allowed ?? DocumentBits(part)
    }
    return evaluate(root, search, deadline)
  }

  /// The documents that match a node; of those not looked at before the deadline, none.
  private func evaluate(
    _ node: QueryNode, _ search: PartSearch, _ deadline: Deadline
  ) -> DocumentBits {
    let nothing = DocumentBits(documentCount: search.part.segment.documentCount)
    if deadline.isOver { return nothing }
    switch node {
    case .term(let term), .documentNumber(let term):
      return search.union(of: [term])
    case .phrase(let terms): return evaluate(phrase: terms, search)
    case .field(let terms, _): return evaluate(all: terms.map { .term($0) }, search, deadline)
    case .and(let nodes): return evaluate(all: nodes, search, deadline)
    case .or(let nodes):
      let terms = nodes.compactMap(\.asTerm)
      var union = search.union(of: terms)
      for node in nodes where node.asTerm == nil {
        union.formUnion(evaluate(node, search, deadline))
      }
      return union
    case .widened(let node, let others):
      return evaluate(.or([node] + others), search, deadline)
    case .not(let inner):
      var rest = search.allowed ?? DocumentBits(search.part)
      rest.subtract(evaluate(inner, search, deadline))
      // What should be left out may not have been found any more.
      return deadline.isOver ? nothing : rest
    }
  }

  private func evaluate(
    all nodes: [QueryNode], _ search: PartSearch, _ deadline: Deadline
  ) -> DocumentBits {
    var terms: [(entry: TermEntry, hasPositions: Bool)] = []
    var others: [QueryNode] = []
    for node in nodes {
      guard let term = node.asTerm else {
        others.append(node)
        continue
      }
      guard let entry = search.part.find(term.query) else {
        return DocumentBits(documentCount: search.part.segment.documentCount)
      }
      terms.append((entry, term.query.hasPositions))
    }
    var common = terms.isEmpty ? nil : search.intersection(terms)
    for node in others {
      let bits = evaluate(node, search, deadline)
      if common == nil { common = bits } else { common?.formIntersection(bits) }
    }
    return common ?? DocumentBits(documentCount: search.part.segment.documentCount)
  }

  private func evaluate(phrase terms: [QueryTerm], _ search: PartSearch) -> DocumentBits {
    var bits = DocumentBits(documentCount: search.part.segment.documentCount)
    let entries = terms.compactMap { search.part.find($0.query) }
    guard entries.count == terms.count else { return bits }
    let cover = PhraseCover.needed(offsets: terms.map(\.offset), lengths: terms.map(\.length))
    let parts = zip(entries, terms).map { PhraseTerm(entry: $0, offset: $1.offset) }
    search.forEachPhrase(parts, cover: cover) { bits.insert($0) }
    return bits
  }
}
