import Bytes

/// Why a document has its score: a tree whose every value is made of those below it.
package struct Explanation: Sendable, Equatable {
  /// What this part adds.
  package let value: Double
  /// What it is, in a phrase.
  package let text: String
  /// What it is made of.
  package let details: [Explanation]

  /// The tree as indented lines.
  package var lines: [String] {
    ["\(decimal(value, 4)) = \(text)"] + details.flatMap { $0.lines.map { "  \($0)" } }
  }
}

extension IndexReader {
  /// Why a document has its score in the people's ranking of a query, under the preferences that it was searched with.
  package func explain(
    _ hit: Hit, for query: Query, preferring preferences: RankingPreferences = RankingPreferences()
  ) -> Explanation {
    guard parts.indices.contains(hit.segment) else {
      return Explanation(value: 0, text: "the hit is of another index", details: [])
    }
    let terms = scoredTerms(query)
    let details = terms.filter { $0.boost > 0 }.map { explain($0, hit) }
    let sum = preferred(
      Explanation(
        value: details.reduce(0) { $0 + $1.value },
        text: "sum over the terms of document \(hit.document) in segment \(hit.segment)",
        details: details),
      hit, preferences)
    let closeness = closeness(terms)
    guard closeness.isMeaningful, hit.score > sum.value else { return sum }
    let shares = closeness.shares(
      [hit.document], parts[hit.segment].segment, part: hit.segment)[0]
    return Explanation(
      value: sum.value * Double(shares.factor),
      text: "the sum times what it counts where the query's words stand",
      details: [sum] + placement(shares))
  }

  /// The parts of `Closeness.Shares.factor`, each with its weight.
  private func placement(_ shares: Closeness.Shares) -> [Explanation] {
    let all = "of the words' inverse frequencies stand"
    return [
      leaf(
        Double(shares.window),
        "of the words and characters by their inverse frequencies stand within \(RankingRecipe.closenessWindow) characters, × 1"
      ),
      leaf(
        Double(shares.head),
        "\(all) in the first \(RankingRecipe.head) characters, × \(RankingRecipe.headBoost)"),
      leaf(
        Double(shares.lead),
        "\(all) in the first \(RankingRecipe.lead) characters, × \(RankingRecipe.leadBoost)"),
      leaf(
        Double(shares.characters),
        "of the different characters are in the document, × \(RankingRecipe.coverageBoost)"),
    ]
  }

  /// The sum times what is preferred, if anything is.
  private func preferred(
    _ sum: Explanation, _ hit: Hit, _ preferences: RankingPreferences
  ) -> Explanation {
    guard !preferences.isNeutral else { return sum }
    let factors = PreferenceFactors(preferences, self, hit.segment)
    return Explanation(
      value: sum.value * Double(factors.factor(hit.document)),
      text: "the sum times the weight of the site and the freshness of the document",
      details: [
        sum, leaf(Double(factors.site(hit.document)), "weight of the site"),
        leaf(
          Double(factors.age(hit.document)),
          "1 + freshness, half of it left after \(preferences.halfLife) days"),
      ])
  }

  private func explain(_ term: ScoredTerm, _ hit: Hit) -> Explanation {
    let field = IndexField.of(termKey: term.query.key) ?? .body
    let name = "\(term.text) in \(field)"
    let part = parts[hit.segment]
    guard let entry = part.find(term.query) else {
      return Explanation(value: 0, text: "\(name): not in this segment", details: [])
    }
    let file = part.segment.file
    var cursor = PostingsCursor(
      entry, documentCount: part.segment.documentCount, hasPositions: field.hasPositions)
    cursor.advance(to: hit.document, file.bytes)
    guard cursor.document == hit.document else {
      return Explanation(value: 0, text: "\(name): not in this document", details: [])
    }
    let frequency = cursor.frequency(file.bytes)
    let norm = part.segment.norm(field, hit.document)
    let length = statistics.lengths[Int(field.rawValue)]
    let score = FixedScore.value(term.weight.score(frequency &- 1, norm, length))
    return Explanation(
      value: score, text: name,
      details: [
        leaf(Double(term.boost), "boost of the field"),
        leaf(
          Double(statistics.inverseFrequency(term.frequency)),
          "inverse frequency: \(term.frequency) of \(documentCount) documents"),
        leaf(Double(frequency), "occurrences in the document"),
        leaf(Double(LengthNorm.decode(norm)), "length of the field in the document"),
        leaf(Double(length.averageLength), "mean length of the field"),
      ])
  }

  private func leaf(_ value: Double, _ text: String) -> Explanation {
    Explanation(value: value, text: text, details: [])
  }
}
