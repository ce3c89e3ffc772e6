import Tokenizer

/// A term with its weight in the people's ranking.
struct ScoredTerm {
  var text: String
  var query: TermQuery
  /// What it is in each part; nil where it does not occur.
  var entries: [TermEntry?]
  /// Live documents that have it.
  var frequency: Int
  /// The sum of the weights with which the query has it.
  var boost: Float
  /// Whether the query itself has it, not only a synonym.
  var isOwn: Bool
  /// What it adds to a score; made of frequency and boost when all boosts are known.
  var weight = TermWeight(scaled: 0)
}

extension IndexReader {
  /// What the ranking of a query adds up, for whoever wants to do the same elsewhere: terms with their documents and boosts.
  package func rankingTerms(
    of query: Query
  ) -> [(field: IndexField, text: String, documents: Int, boost: Float)] {
    scoredTerms(query).filter { $0.boost > 0 }.map {
      (IndexField.of(termKey: $0.query.key) ?? .body, $0.text, $0.frequency, $0.boost)
    }
  }

  /// Every term of the query in its field and again in the title, and the characters of its bigrams; each as often as the query has it.
  /// The terms of synonyms in their field only.
  func scoredTerms(_ query: Query) -> [ScoredTerm] {
    let all = query.root?.allTerms ?? []
    // A query of function characters alone is about them.
    let isAllFunction = all.allSatisfy { Self.weight(of: $0) == 0 }
    let named = Self.namedTokens(query.text)
    var scored = ScoredTerms(self)
    for term in all {
      let field = IndexField.of(termKey: term.query.key)
      let weight = isAllFunction ? 1 : Self.weight(of: term)
      let isNumber = field == .documentNumber
      scored.add(term.text, term.query, isNumber ? RankingRecipe.numberBoost : weight)
      guard field == .body || field == .characters else { continue }
      let token = IndexField.tokenKey(of: term.query.key)
      let title = TermQuery(key: IndexField.title.termKey(token), spelling: term.query.spelling)
      let boost = named.contains(token) ? RankingRecipe.namedTitleBoost : RankingRecipe.titleBoost
      scored.add(term.text, title, weight * boost)
    }
    for character in Self.characters(of: all) {
      let term = QueryTerm(character: character)
      scored.add(term.text, term.query, RankingRecipe.weight(ofCharacter: character))
    }
    for term in query.root?.synonymTerms ?? [] {
      scored.add(
        term.text, term.query, Self.weight(of: term) * RankingRecipe.synonymBoost, isOwn: false)
    }
    return scored.weighted
  }

  /// The tokens of what a query puts between 《 and 》.
  private static func namedTokens(_ text: String) -> Set<UInt64> {
    let names = text.split(separator: "《", omittingEmptySubsequences: false).dropFirst()
    let terms = names.flatMap { QueryTerms.all(of: String($0.prefix { $0 != "》" }), .body) }
    return Set(terms.map { IndexField.tokenKey(of: $0.query.key) })
  }

  private static func weight(of term: QueryTerm) -> Float {
    RankingRecipe.weight(ofToken: IndexField.tokenKey(of: term.query.key))
  }

  /// The characters of the bigrams in the order of the query: the first of each, and the second where no bigram begins with it.
  static func characters(of terms: [QueryTerm]) -> [UInt32] {
    var characters: [UInt32] = []
    var last: (character: UInt32, offset: UInt32)?
    for term in terms where IndexField.of(termKey: term.query.key) == .body {
      let token = IndexField.tokenKey(of: term.query.key)
      guard let (first, second) = RankingRecipe.characters(of: token), second != 0 else { continue }
      // The bigram before ended with this one's first character.
      let goesOn = last.map { $0.character == first && $0.offset &+ 1 == term.offset } ?? false
      if !goesOn { characters.append(first) }
      characters.append(second)
      last = (second, term.offset)
    }
    return characters
  }
}

extension QueryTerm {
  /// A character in its own field.
  init(character: UInt32) {
    self.init(
      text: Unicode.Scalar(character).map { String($0) } ?? "",
      query: TermQuery(key: IndexField.characters.termKey(TokenKey.unigram(character))), offset: 0,
      length: 1)
  }
}

/// Terms with the sum of the boosts with which a query has them; those that no document has are left out.
private struct ScoredTerms {
  private let reader: IndexReader
  private var terms: [ScoredTerm] = []
  private var places: [UInt64: Int] = [:]

  init(_ reader: IndexReader) { self.reader = reader }

  mutating func add(_ text: String, _ term: TermQuery, _ boost: Float, isOwn: Bool = true) {
    if let place = place(of: term) {
      if place >= 0 { terms[place].boost += boost }
      return
    }
    let entries = reader.parts.map { $0.find(term) }
    let frequency = reader.liveDocuments(of: entries)
    if term.spelling.isEmpty { places[term.key] = frequency > 0 ? terms.count : -1 }
    guard frequency > 0 else { return }
    terms.append(
      ScoredTerm(
        text: text, query: term, entries: entries, frequency: frequency, boost: boost, isOwn: isOwn)
    )
  }

  /// Where the term stands; -1 when no document has it, nil when it has not been asked for.
  private func place(of term: TermQuery) -> Int? {
    term.spelling.isEmpty ? places[term.key] : terms.firstIndex { $0.query == term }
  }

  /// The terms with weights whose sum fits a score also when it is lifted fivefold, which is more than closeness does; those of a very long query are made less.
  var weighted: [ScoredTerm] {
    let weights = terms.map {
      TermWeight(reader.statistics, documents: $0.frequency, boost: $0.boost)
    }
    let sum = weights.reduce(Float(0)) { $0 + $1.scaled }
    let share = min(1, Float(UInt32.max) / 10 / max(sum, 1))
    return zip(terms, weights).map { term, weight in
      var term = term
      term.weight = share < 1 ? TermWeight(scaled: weight.scaled * share) : weight
      return term
    }
  }
}
