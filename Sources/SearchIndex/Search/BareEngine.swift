/// What a bare search does with its terms.
package enum BareOperation: String, Sendable, CaseIterable {
  /// Any of the terms; with one term, that term.
  case or
  /// All of the terms.
  case and
  /// The terms one after another.
  case phrase
}

/// A search by plain BM25 over the body, without recipe, snippets or anything for people: what `kuasou bench` measures.
package struct BareQuery: Sendable {
  var operation: BareOperation
  var terms: [TermQuery]
  var offsets: [UInt32]
  var lengths: [UInt32]
  /// How many hits are wanted.
  package var limit: Int
  /// What the search is limited to.
  package var filters = SearchFilters()
}

/// What a bare search found.
package struct BareHits: Sendable {
  /// Documents by their number over the whole index, with scores; best first.
  package var hits: [(score: Double, document: UInt32)]
}

extension IndexReader {
  /// The best documents of a bare search, exactly; equal ones in the order of `HitKey`.
  package func search(_ query: BareQuery) -> BareHits {
    var hits = TopHits(query.limit)
    let found = parts.map { part in query.terms.map { part.find($0) } }
    let frequencies = query.terms.indices.map { term in
      parts.indices.reduce(0) { sum, index in
        let part = parts[index]
        guard let entry = found[index][term] else { return sum }
        return sum + part.liveDocuments(of: entry)
      }
    }
    for index in parts.indices { search(query, frequencies, found[index], index, &hits) }
    return BareHits(hits: hits.sorted.map { (FixedScore.value($0.score), $0.document) })
  }

  /// How many live documents match a bare search.
  package func count(_ query: BareQuery) -> Int {
    parts.indices.reduce(0) { $0 + count(query, $1) }
  }

  private func search(
    _ query: BareQuery, _ frequencies: [Int], _ found: [TermEntry?], _ index: Int,
    _ hits: inout TopHits
  ) {
    let needsAll = query.operation != .or
    if needsAll && found.contains(where: { $0 == nil }) { return }
    guard found.contains(where: { $0 != nil }) else { return }
    let search = partSearch(query.filters, index)
    var terms: [WeightedEntry] = []
    for (entry, frequency) in zip(found, frequencies) {
      guard let entry else { continue }
      terms.append(
        WeightedEntry(entry: entry, weight: TermWeight(statistics, documents: frequency)))
    }
    if let term = terms.first, terms.count == 1, query.terms.count == 1 || !needsAll {
      search.single(term.entry, term.weight, &hits)
    } else if query.operation == .or {
      var union = UnionSearch(search, terms)
      union.run(&hits)
    } else if query.operation == .and {
      search.conjunction(terms, &hits)
    } else {
      let inverse = frequencies.reduce(Float(0)) { $0 + statistics.inverseFrequency($1) }
      search.phrase(
        phraseTerms(terms.map(\.entry), query),
        cover: PhraseCover.needed(offsets: query.offsets, lengths: query.lengths),
        TermWeight(inverse: inverse), &hits)
    }
  }

  private func partSearch(_ filters: SearchFilters, _ index: Int) -> PartSearch {
    let part = parts[index]
    if let condition = DocumentCondition(filters, part.segment) {
      return PartSearch(
        self, index, part.live.map { _ in DocumentBits(part) }, condition: condition)
    }
    return PartSearch(self, index, allowed(filters, index))
  }

  private func count(_ query: BareQuery, _ index: Int) -> Int {
    let part = parts[index]
    let found = query.terms.compactMap { part.find($0) }
    let needsAll = query.operation != .or
    if found.isEmpty || (needsAll && found.count < query.terms.count) { return 0 }
    if found.count == 1 && query.filters.isEmpty && part.live == nil { return found[0].documents }
    let search = PartSearch(self, index, allowed(query.filters, index))
    switch query.operation {
    case .and: return search.countConjunction(found)
    case .phrase where found.count > 1:
      var count = 0
      let cover = PhraseCover.needed(offsets: query.offsets, lengths: query.lengths)
      search.forEachPhrase(phraseTerms(found, query), cover: cover) { _ in count += 1 }
      return count
    case .or, .phrase: return search.union(found.map { ($0, true) }).count
    }
  }

  private func phraseTerms(_ entries: [TermEntry], _ query: BareQuery) -> [PhraseTerm] {
    zip(entries, query.offsets).map { PhraseTerm(entry: $0, offset: $1) }
  }
}
