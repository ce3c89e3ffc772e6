import Documents
import Tokenizer

extension IndexReader {
  /// Finds, orders and counts. Whatever the query and however damaged a segment's lists: there is a result.
  package func search(_ request: SearchRequest) -> SearchResult {
    let (inText, unknown) = named(request.query.filters)
    let filters = inText.and(request.filters)
    let deadline = Deadline(instant: request.deadline)
    var matches = matches(request.query.root, filters, deadline)
    var total = matches.reduce(0) { $0 + $1.count }
    var notes = request.query.notes + unknown.map { "没有叫“\($0)”的站点。" }
    var fellBack = false
    for choice in choices(request, total) where !deadline.isOver {
      let some = self.matches(choice, filters, deadline)
      let count = some.reduce(0) { $0 + $1.count }
      guard count > total else { continue }
      notes.append(Self.fallBackNote(total))
      (matches, total, fellBack) = (some, count, true)
      break
    }
    let wanted = request.offset + request.top
    var depth = request.folds ? Self.foldingDepth(wanted) : wanted
    var (ranked, hits) = answers(request, depth, matches, deadline)
    while request.folds, hits.count < wanted, depth < total, !deadline.isOver {
      depth *= 2
      (ranked, hits) = answers(request, depth, matches, deadline)
    }
    return SearchResult(
      total: total, copies: ranked.count - hits.count,
      hits: Array(hits.prefix(wanted).dropFirst(request.offset)), fellBackToOr: fellBack,
      isPartial: deadline.isOver, notes: notes,
      facets: request.facets ? facets(matches) : nil)
  }

  /// The best `depth` hits, and what they are when near-duplicates are folded, if they are to be.
  private func answers(
    _ request: SearchRequest, _ depth: Int, _ matches: [DocumentBits], _ deadline: Deadline
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

  /// The best `wanted` hits, best first.
  private func ranked(
    _ request: SearchRequest, _ wanted: Int, _ matches: [DocumentBits], _ deadline: Deadline
  ) -> [HitKey] {
    guard request.sort == .relevance, request.query.root?.positiveTerms.isEmpty == false else {
      var top = TopHits(wanted)
      for index in parts.indices { order(matches[index], index, &top) }
      return top.sorted
    }
    let terms = scoredTerms(request.query)
    var top = TopHits(max(wanted, RankingRecipe.closenessDepth))
    for index in parts.indices {
      rank(terms, matches[index], index, request.preferences, &top, deadline)
    }
    guard request.liftsClose, !deadline.isOver else { return Array(top.sorted.prefix(wanted)) }
    let hits = lifted(top.sorted, by: closeness(terms))
    return Array(hits.prefix(wanted))
  }

  /// What closeness in the body is measured by: the query's own words. Documents that have only synonyms of them stay behind.
  func closeness(_ terms: [ScoredTerm]) -> Closeness {
    Closeness(
      terms.compactMap { term in
        guard term.isOwn, IndexField.of(termKey: term.query.key) == .body else { return nil }
        return Closeness.Term(
          entries: term.entries, weight: statistics.inverseFrequency(term.frequency))
      })
  }

  /// The hits, the best of them lifted by where they hold the query's words.
  private func lifted(_ hits: [HitKey], by closeness: Closeness) -> [HitKey] {
    guard closeness.isMeaningful else { return hits }
    var best = Array(hits.prefix(RankingRecipe.closenessDepth))
    for index in parts.indices {
      let first = firstDocuments[index]
      let last = first &+ UInt32(parts[index].segment.documentCount)
      let places = best.indices.filter { best[$0].document >= first && best[$0].document < last }
        .sorted { best[$0].document < best[$1].document }
      let shares = closeness.shares(
        places.map { best[$0].document - first }, parts[index].segment, part: index)
      for (place, share) in zip(places, shares) {
        let hit = best[place]
        best[place] = HitKey(
          score: UInt32(min(Float(UInt32.max) / 2, Float(hit.score) * share.factor)),
          norm: hit.norm, document: hit.document)
      }
    }
    return best.sorted(by: >) + hits.dropFirst(best.count)
  }

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
    search.forEachPhrase(parts, cover: cover) { document, _ in bits.insert(document) }
    return bits
  }

  /// Offers the matches by date.
  private func order(_ matches: DocumentBits, _ index: Int, _ top: inout TopHits) {
    let first = firstDocuments[index]
    let segment = parts[index].segment
    matches.forEach {
      top.offer(segment.value32(.date, $0), segment.norm(.body, $0), first &+ $0)
    }
  }

  /// Offers the matches by score.
  private func rank(
    _ terms: [ScoredTerm], _ matches: DocumentBits, _ index: Int,
    _ preferences: RankingPreferences, _ top: inout TopHits, _ deadline: Deadline
  ) {
    let part = parts[index]
    let found = terms.compactMap { term -> RankedTerm? in
      guard term.boost > 0, let entry = term.entries[index] else { return nil }
      let field = IndexField.of(termKey: term.query.key) ?? .body
      return RankedTerm(
        entry, term.weight, field, norms: part.segment.norms(field),
        length: statistics.lengths[Int(field.rawValue)])
    }
    let factors = preferences.isNeutral ? nil : PreferenceFactors(preferences, self, index)
    var ranking = MatchRanking(PartSearch(self, index, nil), found, factors: factors)
    ranking.offer(matches, to: &top, deadline)
  }
}
