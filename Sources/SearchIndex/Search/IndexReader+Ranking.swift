import Documents

/// The documents that match, and their ranking if that went along with finding them.
struct Matches {
  /// Those of each part.
  let documents: [DocumentBits]
  /// How many there are.
  let total: Int
  /// nil when they are still to be ranked.
  let ranking: Ranking?

  init(_ documents: [DocumentBits], _ ranking: Ranking? = nil) {
    self.documents = documents
    self.ranking = ranking
    total = documents.reduce(0) { $0 + $1.count }
  }
}

/// The best documents by the sum of their terms' scores, not yet lifted by closeness.
struct Ranking {
  let terms: [ScoredTerm]
  /// How many were asked for.
  let depth: Int
  /// Best first.
  let hits: [HitKey]
}

extension IndexReader {
  /// The best `wanted` of the matches, best first.
  func ranked(
    _ request: SearchRequest, _ wanted: Int, _ matches: Matches, _ deadline: Deadline
  ) -> [HitKey] {
    guard request.sort == .relevance, request.query.root?.positiveTerms.isEmpty == false else {
      var top = TopHits(wanted)
      for index in parts.indices { order(matches.documents[index], index, &top) }
      return top.sorted
    }
    let depth = max(wanted, RankingRecipe.closenessDepth)
    var ranking = matches.ranking
    if ranking.map({ $0.depth < depth }) ?? true {
      ranking = self.ranking(request, depth, matches.documents, deadline)
    }
    guard let ranking else { return [] }
    guard request.liftsClose, !deadline.isOver else { return Array(ranking.hits.prefix(wanted)) }
    return Array(lifted(ranking.hits, by: closeness(ranking.terms)).prefix(wanted))
  }

  /// The best `depth` of given documents.
  func ranking(
    _ request: SearchRequest, _ depth: Int, _ documents: [DocumentBits], _ deadline: Deadline
  ) -> Ranking {
    let terms = scoredTerms(request.query)
    var top = TopHits(depth)
    for index in parts.indices {
      var ranking = ranking(terms, PartSearch(self, index, nil), index, request.preferences)
      ranking.offer(documents[index], to: &top, deadline)
    }
    return Ranking(terms: terms, depth: depth, hits: top.sorted)
  }

  /// The documents that have any of the terms, ranked by the request's query.
  func matches(
    anyOf terms: [QueryTerm], _ request: SearchRequest, _ wanted: Int, _ filters: SearchFilters,
    _ deadline: Deadline
  ) -> Matches {
    let depth = max(wanted, RankingRecipe.closenessDepth)
    let scored = scoredTerms(request.query)
    var top = TopHits(depth)
    var documents: [DocumentBits] = []
    for index in parts.indices {
      let search = PartSearch(self, index, allowed(filters, index))
      var ranking = ranking(scored, search, index, request.preferences)
      documents.append(ranking.offer(anyOf: search.entries(of: terms), to: &top, deadline))
    }
    return Matches(documents, Ranking(terms: scored, depth: depth, hits: top.sorted))
  }

  private func ranking(
    _ terms: [ScoredTerm], _ search: PartSearch, _ index: Int, _ preferences: RankingPreferences
  ) -> MatchRanking {
    let found = terms.compactMap { term -> RankedTerm? in
      guard term.boost > 0, let entry = term.entries[index] else { return nil }
      let field = IndexField.of(termKey: term.query.key) ?? .body
      return RankedTerm(
        entry, term.weight, field, norms: search.part.segment.norms(field),
        length: statistics.lengths[Int(field.rawValue)])
    }
    let factors = preferences.isNeutral ? nil : PreferenceFactors(preferences, self, index)
    return MatchRanking(search, found, factors: factors)
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

  /// Offers the matches by date.
  private func order(_ matches: DocumentBits, _ index: Int, _ top: inout TopHits) {
    let first = firstDocuments[index]
    let segment = parts[index].segment
    matches.forEach {
      top.offer(segment.value32(.date, $0), segment.norm(.body, $0), first &+ $0)
    }
  }
}
