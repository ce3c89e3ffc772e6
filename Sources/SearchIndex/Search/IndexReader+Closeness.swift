extension IndexReader {
  /// What closeness in the body is measured by: the query's own words and characters. Documents that have only synonyms of them stay behind.
  func closeness(_ terms: [ScoredTerm]) -> Closeness {
    let words = terms.filter { $0.isOwn && IndexField.of(termKey: $0.query.key) == .body }
    // One word stands close to nothing.
    guard words.count > 1 else { return Closeness([], []) }
    let tokens = words.map { IndexField.tokenKey(of: $0.query.key) }
    var characters: [Closeness.Character] = []
    var inverses: [UInt32: Float] = [:]
    for term in terms where term.isOwn && IndexField.of(termKey: term.query.key) == .characters {
      let token = IndexField.tokenKey(of: term.query.key)
      guard let character = RankingRecipe.characters(of: token)?.0 else { continue }
      let weight = RankingRecipe.share(ofCharacter: character)
      inverses[character] = weight * statistics.inverseFrequency(term.frequency)
      characters.append(
        Closeness.Character(
          entries: term.entries, weight: weight,
          terms: tokens.indices.filter { RankingRecipe.has(tokens[$0], character) }))
    }
    return Closeness(places(words, inverses), characters)
  }

  /// The words, with what each counts in a window.
  private func places(_ words: [ScoredTerm], _ characters: [UInt32: Float]) -> [Closeness.Term] {
    var places = ClosenessPlaces(characters: characters)
    let inverses = words.map { statistics.inverseFrequency($0.frequency) }
    for (word, inverse) in zip(words, inverses) {
      places.append(token: IndexField.tokenKey(of: word.query.key), inverse: inverse)
    }
    let weights = places.weights
    return words.indices.map {
      Closeness.Term(entries: words[$0].entries, weight: inverses[$0], places: weights[$0])
    }
  }
}
