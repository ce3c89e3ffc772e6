import Documents

extension IndexReader {
  /// The weight of a title's BM25 beside the body's.
  static let titleBoost: Float = 0.3
  /// The weight of an exact 文号.
  static let numberBoost: Float = 3

  /// Finds, orders and counts. Whatever the query and however damaged a segment's lists: there is a result.
  package func search(_ request: SearchRequest) -> SearchResult {
    let filters = request.query.filters.and(request.filters)
    var matches = parts.indices.map { self.matches(request.query.root, filters, $0) }
    var total = matches.reduce(0) { $0 + $1.count }
    var notes = request.query.notes
    var fellBack = false
    if total == 0, let root = request.query.root, root.positiveTerms.count > 1 {
      let anyTerm = Self.anyTerm(root)
      matches = parts.indices.map { self.matches(anyTerm, filters, $0) }
      total = matches.reduce(0) { $0 + $1.count }
      fellBack = total > 0
      if fellBack { notes.append("没有同时包含全部词语的文件，以下结果包含其中一部分。") }
    }
    var top = TopHits(request.offset + request.top)
    for index in parts.indices { rank(request, matches[index], index, &top) }
    let hits = top.sorted.dropFirst(request.offset).map { found in
      hit(found.document, request.sort == .date ? 0 : FixedScore.value(found.score))
    }
    return SearchResult(
      total: total, hits: hits, fellBackToOr: fellBack, notes: notes,
      facets: request.facets ? facets(matches) : nil)
  }

  /// How many live documents match a query, by its text's own limits; the fall-back to any term is not taken.
  package func count(_ query: Query) -> Int {
    parts.indices.reduce(0) { $0 + matches(query.root, query.filters, $1).count }
  }

  private static func anyTerm(_ root: QueryNode) -> QueryNode {
    let any = QueryNode.or(root.positiveTerms.map { .term($0) })
    return root.exclusions.isEmpty ? any : .and([any] + root.exclusions)
  }

  private func hit(_ document: UInt32, _ score: Double) -> Hit {
    let index = max(0, (firstDocuments.firstIndex { $0 > document } ?? firstDocuments.count) - 1)
    return Hit(score: score, segment: index, document: document - firstDocuments[index])
  }

  /// The documents of a part that match; with nothing asked for, those that the limits let through, if there are limits.
  private func matches(
    _ root: QueryNode?, _ filters: SearchFilters, _ index: Int
  ) -> DocumentBits {
    let part = parts[index]
    let search = PartSearch(self, index, allowed(filters, index))
    guard let root else {
      let nothing = DocumentBits(documentCount: part.segment.documentCount)
      return filters.isEmpty ? nothing : search.allowed ?? DocumentBits(part)
    }
    return evaluate(root, search)
  }

  private func evaluate(_ node: QueryNode, _ search: PartSearch) -> DocumentBits {
    switch node {
    case .term(let term), .documentNumber(let term):
      let entry = search.part.find(term.query)
      return search.union(entry.map { [$0] } ?? [], hasPositions: term.query.hasPositions)
    case .phrase(let terms): return evaluate(phrase: terms, search)
    case .and(let nodes): return evaluate(all: nodes, search)
    case .or(let nodes):
      var union = DocumentBits(documentCount: search.part.segment.documentCount)
      for node in nodes { union.formUnion(evaluate(node, search)) }
      return union
    case .not(let inner):
      var rest = search.allowed ?? DocumentBits(search.part)
      rest.subtract(evaluate(inner, search))
      return rest
    }
  }

  private func evaluate(all nodes: [QueryNode], _ search: PartSearch) -> DocumentBits {
    var terms: [(entry: TermEntry, hasPositions: Bool)] = []
    var others: [QueryNode] = []
    for node in nodes {
      guard case .term(let term) = node else {
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
      let bits = evaluate(node, search)
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

  private func rank(
    _ request: SearchRequest, _ matches: DocumentBits, _ index: Int, _ top: inout TopHits
  ) {
    let first = firstDocuments[index]
    let segment = parts[index].segment
    if request.sort == .date || request.query.root == nil {
      matches.forEach {
        top.offer(segment.value32(.date, $0), segment.norm(.body, $0), first &+ $0)
      }
      return
    }
    var sums = [UInt32](repeating: 0, count: segment.documentCount)
    let search = PartSearch(self, index, nil)
    for term in scoredTerms(request.query) {
      guard let entry = parts[index].find(term.query) else { continue }
      let field = IndexField.of(termKey: term.query.key) ?? .body
      search.addScores(
        entry, term.weight, hasPositions: field.hasPositions,
        norms: segment.norms(field), length: statistics.lengths[Int(field.rawValue)],
        matches: matches, to: &sums)
    }
    matches.forEach { top.offer(sums[Int($0)], segment.norm(.body, $0), first &+ $0) }
  }

  /// A term with its weight in the people's ranking.
  struct ScoredTerm {
    var text: String
    var query: TermQuery
    var weight: TermWeight
    var frequency: Int
    var boost: Float
  }

  /// Every term of the query in its field, and again in the title.
  func scoredTerms(_ query: Query) -> [ScoredTerm] {
    var scored: [ScoredTerm] = []
    func add(_ text: String, _ term: TermQuery, _ boost: Float) {
      let frequency = documentFrequency(term)
      guard frequency > 0, !scored.contains(where: { $0.query == term }) else { return }
      scored.append(
        ScoredTerm(
          text: text, query: term,
          weight: TermWeight(statistics, documents: frequency, boost: boost),
          frequency: frequency, boost: boost))
    }
    for term in query.root?.positiveTerms ?? [] {
      let field = IndexField.of(termKey: term.query.key)
      add(term.text, term.query, field == .documentNumber ? Self.numberBoost : 1)
      guard field == .body || field == .characters else { continue }
      let key = IndexField.title.termKey(IndexField.tokenKey(of: term.query.key))
      add(term.text, TermQuery(key: key, spelling: term.query.spelling), Self.titleBoost)
    }
    return scored
  }

  private func facets(_ matches: [DocumentBits]) -> Facets {
    var facets = Facets()
    for (index, bits) in matches.enumerated() { parts[index].count(bits, into: &facets) }
    for (id, count) in facets.sites {
      let label = siteLabel(id: id)
      if !label.kind.isEmpty { facets.kinds[label.kind, default: 0] += count }
      if !label.district.isEmpty { facets.districts[label.district, default: 0] += count }
    }
    return facets
  }
}

extension IndexReader.Part {
  /// Adds the documents of `bits` to the counts.
  func count(_ bits: DocumentBits, into facets: inout Facets) {
    // One more for ordinals that a damaged column makes up.
    let siteIDs = segment.siteIDs
    var sites = [Int](repeating: 0, count: siteIDs.count + 1)
    var types = [Int](repeating: 0, count: 256)
    var years = [Int](repeating: 0, count: 10_000)
    bits.forEach { document in
      sites[min(segment.siteOrdinal(document), siteIDs.count)] &+= 1
      types[Int(segment.type(document).code)] &+= 1
      years[Int(segment.value32(.date, document) / 10_000) % 10_000] &+= 1
    }
    for (ordinal, id) in siteIDs.enumerated() where sites[ordinal] > 0 {
      facets.sites[id, default: 0] += sites[ordinal]
    }
    for (code, count) in types.enumerated() where count > 0 {
      facets.types[DocumentType(code: UInt8(code)), default: 0] += count
    }
    for (year, count) in years.enumerated() where count > 0 && year > 0 {
      facets.years[year, default: 0] += count
    }
  }
}
