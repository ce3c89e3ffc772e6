/// Repairs characters that were chosen wrongly: homophones from an input method, near shapes from a scan or a hand.
///
/// A noisy channel: what was typed is taken for what was meant with a character replaced here and there, each at a cost, and the
/// pairs of neighbours that an index has say what is likely to be meant.
struct QueryRepair: Sendable {
  let model: CharacterModel
  let syllables: HanSyllables
  let shapes: NearShapes

  /// A text that may have been meant.
  struct Candidate {
    let text: HanText
    /// By how much it is likelier than what was typed, replacements paid, in natural logarithms.
    let gain: Float
  }

  /// The longest run that is looked at, in characters.
  static let longest = 24
  private static let width = 24
  private static let likeliest = 6
  /// What replacing a character by another costs, in natural logarithms.
  private static let (usualHomophone, homophone, shape): (Float, Float, Float) = (4, 5.5, 5)

  /// What may have been meant instead of a run, the likeliest first; empty when nothing is likelier.
  ///
  /// - Complexity: O(characters × replacements × 24).
  func candidates(for typed: HanText) -> [Candidate] {
    guard (2...Self.longest).contains(typed.count) else { return [] }
    var beam = CharacterBeam(width: Self.width)
    beam.add(CharacterBeam.Path(cost: 0, text: []))
    for place in typed.indices {
      var next = CharacterBeam(width: Self.width)
      for option in options(typed, place) {
        for path in beam.paths {
          let step = path.text.last.map { model.cost(option.character, after: $0) }
          next.add(
            path, option.character,
            cost: path.cost + option.cost + (step ?? model.cost(option.character)))
        }
      }
      next.prune()
      beam = next
    }
    let unchanged = cost(typed)
    return beam.paths.prefix(Self.likeliest)
      .filter { $0.text != typed && $0.cost < unchanged }
      .map { Candidate(text: $0.text, gain: unchanged - $0.cost) }
  }

  private func cost(_ text: HanText) -> Float {
    zip(text, text.dropFirst()).reduce(model.cost(text[0])) {
      $0 + model.cost($1.1, after: $1.0)
    }
  }

  /// What may stand at a place: what was typed, and replacements that the index has beside one of the neighbours.
  private func options(_ typed: HanText, _ place: Int) -> [(character: UInt16, cost: Float)] {
    var costs: [UInt16: Float] = [:]
    for (character, isUsual) in syllables.homophones(of: typed[place]) {
      costs[character] = min(
        costs[character] ?? .infinity, isUsual ? Self.usualHomophone : Self.homophone)
    }
    for character in shapes.of(typed[place]) {
      costs[character] = min(costs[character] ?? .infinity, Self.shape)
    }
    let before = place > 0 ? typed[place - 1] : nil
    let after = place + 1 < typed.count ? typed[place + 1] : nil
    let known = costs.filter { option in
      before.map { model.count($0, option.key) > 0 } == true
        || after.map { model.count(option.key, $0) > 0 } == true
    }
    return [(typed[place], 0)] + known.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}
