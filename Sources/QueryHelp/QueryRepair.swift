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
      var steps = StepCosts(beam.paths.map(\.text.last), model)
      for option in options(typed, place) {
        steps.begin(option.character)
        for (number, path) in beam.paths.enumerated() {
          // A character's own cost is not negative, so that it can't help.
          guard next.takes(path.cost + option.cost) else { break }
          next.add(
            path, option.character, cost: path.cost + option.cost + steps.cost(afterPath: number))
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
    var options = syllables.homophones(of: typed[place])
      .map { (character: $0.character, cost: $0.isUsual ? Self.usualHomophone : Self.homophone) }
    options += shapes.of(typed[place]).map { ($0, Self.shape) }
    // Of the ways to come to a character the cheapest goes first.
    options.sort { ($0.character, $0.cost) < ($1.character, $1.cost) }
    let before = place > 0 ? model.successors(of: typed[place - 1]) : 0..<0
    let after = place + 1 < typed.count ? typed[place + 1] : nil
    var known = before.lowerBound
    var last: UInt16?
    var kept: [(character: UInt16, cost: Float)] = [(typed[place], 0)]
    for option in options where option.character != last {
      let character = option.character
      last = character
      known = model.firstSuccessor(known..<before.upperBound, from: character)
      let follows = known < before.upperBound && model.second(known) == character
      if follows || after.map({ model.count(character, $0) > 0 }) == true { kept.append(option) }
    }
    return kept
  }
}

/// What a character costs after each path of a beam, worked out once for the paths that end alike.
private struct StepCosts {
  private let model: CharacterModel
  private let lasts: [UInt16?]
  /// By path the first one that ends alike.
  private let firsts: [Int]
  private var character: UInt16 = 0
  private var costs: [Float]

  /// - Parameter lasts: the last character of each path; nil where it has none.
  init(_ lasts: [UInt16?], _ model: CharacterModel) {
    self.model = model
    self.lasts = lasts
    firsts = lasts.map { last in lasts.firstIndex(of: last) ?? 0 }
    costs = [Float](repeating: .nan, count: lasts.count)
  }

  /// Goes on to the next character.
  mutating func begin(_ character: UInt16) {
    self.character = character
    for place in costs.indices { costs[place] = .nan }
  }

  mutating func cost(afterPath number: Int) -> Float {
    let first = firsts[number]
    if costs[first].isNaN {
      costs[first] =
        lasts[first].map { model.cost(character, after: $0) } ?? model.cost(character)
    }
    return costs[first]
  }
}
