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
        for path in beams[start].paths { extend(path, unit, &beams[unit.end]) }
      }
    }
    beams[lattice.units.count].prune()
    return beams[lattice.units.count].paths.prefix(limit).map(\.text)
  }

  private func extend(
    _ path: CharacterBeam.Path, _ unit: PinyinLattice.Unit, _ beam: inout CharacterBeam
  ) {
    guard let last = path.text.last else {
      for character in beginnings(unit) {
        beam.add(
          path, character, cost: path.cost + model.cost(character) + penalty(unit, character))
      }
      return
    }
    if let syllable = unit.syllable {
      for character in syllables.characters[syllable] {
        let count = model.count(last, character)
        guard count > 0 else { continue }
        let step = model.cost(character, after: last, pairCount: count)
        beam.add(path, character, cost: path.cost + step + penalty(unit, character))
      }
    } else {
      let begins = syllables.beginsTest(unit.letters)
      for place in model.successors(of: last) {
        let character = model.second(place)
        guard begins(character) else { continue }
        let step = model.cost(character, after: last, pairCount: model.count(at: place))
        beam.add(path, character, cost: path.cost + step + Self.abbreviation)
      }
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
