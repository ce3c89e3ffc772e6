/// Finds what letters typed without an input method were meant to be: fuchizijin or fczj for 扶持资金.
struct PinyinReader: Sendable {
  let model: CharacterModel
  let syllables: HanSyllables
  /// The characters that the index has and a syllable is written with.
  private let characters: [UInt16]

  private static let width = 160
  /// What letting one letter stand for a syllable costs, in natural logarithms.
  private static let abbreviation: Float = 3
  /// What taking a character by one of its rarer readings costs.
  private static let rareReading: Float = 2

  init(model: CharacterModel, syllables: HanSyllables) {
    (self.model, self.syllables) = (model, syllables)
    characters = Set(syllables.characters.joined()).filter { model.count($0) > 0 }.sorted()
  }

  /// The likeliest texts for the letters, at most `limit`, the likeliest first; all of whole syllables where the letters can be.
  ///
  /// - Complexity: O(letters × 160 × characters of a syllable or successors of a character).
  func readings(of lattice: PinyinLattice, limit: Int) -> [HanText] {
    var beams = (0...lattice.units.count).map { _ in CharacterBeam(width: Self.width) }
    beams[0].add(CharacterBeam.Path(cost: 0, text: []))
    for start in lattice.units.indices where !beams[start].paths.isEmpty {
      beams[start].prune()
      for unit in lattice.units[start] where unit.syllable != nil || !lattice.isFull {
        extend(beams[start].paths, unit, &beams[unit.end])
      }
    }
    beams[lattice.units.count].prune()
    return beams[lattice.units.count].paths.prefix(limit).map(\.text)
  }

  private func extend(
    _ paths: [CharacterBeam.Path], _ unit: PinyinLattice.Unit, _ beam: inout CharacterBeam
  ) {
    // What may follow a character is looked up once for all paths that end with it.
    var known: [UInt16?: [Step]] = [:]
    for path in paths {
      let last = path.text.last
      let steps = known[last] ?? steps(after: last, unit)
      known[last] = steps
      for step in steps { beam.add(path, step.character, cost: path.cost + step.cost) }
    }
  }

  /// A character that may come next, and what it costs there.
  private struct Step {
    let character: UInt16
    let cost: Float
  }

  private func steps(after last: UInt16?, _ unit: PinyinLattice.Unit) -> [Step] {
    guard let last else {
      return beginnings(unit).map { Step(character: $0, cost: model.cost($0) + penalty(unit, $0)) }
    }
    guard let syllable = unit.syllable else { return steps(after: last, initial: unit.letters) }
    return syllables.characters[syllable].compactMap { character in
      let count = model.count(last, character)
      guard count > 0 else { return nil }
      let cost = model.cost(character, after: last, pairCount: count)
      return Step(character: character, cost: cost + penalty(unit, character))
    }
  }

  private func steps(after last: UInt16, initial letters: ArraySlice<UInt8>) -> [Step] {
    let begins = syllables.beginsTest(letters)
    return model.successors(of: last).compactMap { place in
      let character = model.second(place)
      guard begins(character) else { return nil }
      let cost = model.cost(character, after: last, pairCount: model.count(at: place))
      return Step(character: character, cost: cost + Self.abbreviation)
    }
  }

  private func beginnings(_ unit: PinyinLattice.Unit) -> [UInt16] {
    if let syllable = unit.syllable { return syllables.characters[syllable] }
    return characters.filter(syllables.beginsTest(unit.letters))
  }

  private func penalty(_ unit: PinyinLattice.Unit, _ character: UInt16) -> Float {
    guard let syllable = unit.syllable else { return Self.abbreviation }
    return syllables.readings(of: character).first == UInt16(syllable) ? 0 : Self.rareReading
  }
}
