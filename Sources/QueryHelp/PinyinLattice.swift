/// The ways to cut typed letters into syllables and first letters: fuchizj is fu chi z j, fang an or fan gan is both.
struct PinyinLattice {
  /// A piece of the letters that stands for a character.
  struct Unit {
    /// Where the next piece begins.
    let end: Int
    /// The syllable that it spells; nil for a first letter, or zh, ch, sh, that stand for any syllable that begins so.
    let syllable: Int?
    let letters: ArraySlice<UInt8>
  }

  /// The pieces that begin at each letter, the longest first.
  let units: [[Unit]]
  /// The letters, lower-case.
  let letters: [UInt8]
  /// Whether all of the letters can be cut into whole syllables.
  let isFull: Bool

  /// The longest text that is looked at, in letters.
  static let longest = 48

  /// The letters of a text; nil when it is not nothing but letters, blanks, apostrophes and hyphens, or too long.
  init?(_ text: String, _ syllables: HanSyllables) {
    var letters: [UInt8] = []
    var cuts: Set<Int> = [0]
    for scalar in text.unicodeScalars {
      switch scalar {
      case "a"..."z": letters.append(UInt8(scalar.value))
      case "A"..."Z": letters.append(UInt8(scalar.value) | 0x20)
      case "ü", "Ü": letters.append(UInt8(ascii: "v"))
      case " ", "'", "’", "-": cuts.insert(letters.count)
      default: return nil
      }
    }
    guard (2...Self.longest).contains(letters.count) else { return nil }
    self.letters = letters
    let units = letters.indices.map { start in
      Self.units(letters, start, cuts, syllables)
    }
    var reaches = Set([letters.count])
    for start in letters.indices.reversed()
    where units[start].contains(where: { $0.syllable != nil && reaches.contains($0.end) }) {
      reaches.insert(start)
    }
    self.units = units
    isFull = reaches.contains(0)
  }

  private static func units(
    _ letters: [UInt8], _ start: Int, _ cuts: Set<Int>, _ syllables: HanSyllables
  ) -> [Unit] {
    var units: [Unit] = []
    for end in (start + 1...min(start + 6, letters.count)).reversed() {
      guard !(start + 1..<end).contains(where: cuts.contains) else { continue }
      let piece = letters[start..<end]
      if let syllable = syllables.number(of: piece) {
        units.append(Unit(end: end, syllable: syllable, letters: piece))
      } else if isInitial(piece) {
        units.append(Unit(end: end, syllable: nil, letters: piece))
      }
    }
    return units
  }

  /// Whether the letters are what syllables begin with. A vowel is not: it would be a syllable.
  private static func isInitial(_ piece: ArraySlice<UInt8>) -> Bool {
    guard let first = piece.first, !"aeiouv".utf8.contains(first) else { return false }
    return piece.count == 1
      || piece.count == 2 && piece.last == UInt8(ascii: "h")
        && "zcs".utf8.contains(first)
  }
}
