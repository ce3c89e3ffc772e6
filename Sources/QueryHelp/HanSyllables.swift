/// The syllables of Mandarin without tones, ü written v, and the characters that are read so (`HanTables.syllables`).
struct HanSyllables: Sendable {
  /// The tables of the program.
  static let shared = HanSyllables(table: HanTables.syllables)

  /// The syllables, ascending.
  let names: [[UInt8]]
  /// The characters of each syllable, those that are mostly read so first, and of these the frequent first.
  let characters: [[UInt16]]
  private let mainCounts: [Int]
  private let numbers: [[UInt8]: Int]
  private let readings: [UInt16: [UInt16]]
  /// By character, a bit for each beginning that one of its readings has.
  private let beginnings: [UInt32]
  /// By character, the first letter of its usual reading; 0 when it has none.
  private let initials: [UInt8]

  /// - Parameter table: lines of a syllable, a blank, its characters, a bar, and those that are read so now and then.
  init(table: String) {
    var (names, characters, mainCounts) = ([[UInt8]](), [[UInt16]](), [Int]())
    var (mostly, alsoReadings) = ([UInt16: [UInt16]](), [UInt16: [UInt16]]())
    for (number, line) in table.split(separator: "\n").enumerated() {
      let parts = line.split(separator: " ", maxSplits: 1)
      let groups = parts[1].split(separator: "|", omittingEmptySubsequences: false)
        .map { $0.unicodeScalars.filter { $0.value <= 0xFFFF }.map { UInt16($0.value) } }
      names.append(Array(parts[0].utf8))
      characters.append(groups[0] + groups[1])
      mainCounts.append(groups[0].count)
      for character in groups[0] { mostly[character, default: []].append(UInt16(number)) }
      for character in groups[1] { alsoReadings[character, default: []].append(UInt16(number)) }
    }
    (self.names, self.characters, self.mainCounts) = (names, characters, mainCounts)
    numbers = Dictionary(zip(names, names.indices)) { first, _ in first }
    readings = mostly.merging(alsoReadings, uniquingKeysWith: +)
    var beginnings = [UInt32](repeating: 0, count: 1 << 16)
    for (character, numbers) in readings {
      for number in numbers {
        let name = names[Int(number)]
        beginnings[Int(character)] |= Self.bit(name.prefix(1)) | Self.bit(name.prefix(2))
      }
    }
    self.beginnings = beginnings
    var initials = [UInt8](repeating: 0, count: 1 << 16)
    for (character, numbers) in readings {
      initials[Int(character)] = names[Int(numbers[0])][0]
    }
    self.initials = initials
  }

  /// A bit for a first letter, or zh, ch, sh; 0 for other letters.
  private static func bit(_ letters: ArraySlice<UInt8>) -> UInt32 {
    guard let first = letters.first, first &- 0x61 < 26 else { return 0 }
    if letters.count == 1 { return 1 << UInt32(first - 0x61) }
    guard letters.count == 2, letters.last == UInt8(ascii: "h") else { return 0 }
    switch first {
    case UInt8(ascii: "z"): return 1 << 26
    case UInt8(ascii: "c"): return 1 << 27
    case UInt8(ascii: "s"): return 1 << 28
    default: return 0
    }
  }

  /// A test of whether a reading of a character begins with a letter, or with zh, ch or sh.
  func beginsTest(_ letters: ArraySlice<UInt8>) -> (UInt16) -> Bool {
    let bit = Self.bit(letters)
    return { beginnings[Int($0)] & bit != 0 }
  }

  /// The syllables that a character is read by, the usual one first; empty for one that is in no table.
  func readings(of character: UInt16) -> [UInt16] { readings[character] ?? [] }

  /// The number of a syllable; nil when there is no such.
  func number(of name: ArraySlice<UInt8>) -> Int? { numbers[Array(name)] }

  /// The characters that are read as one is, with whether both are mostly read so.
  func homophones(of character: UInt16) -> [(character: UInt16, isUsual: Bool)] {
    readings(of: character).enumerated().flatMap { place, syllable in
      characters[Int(syllable)].enumerated().compactMap { at, other in
        other == character ? nil : (other, place == 0 && at < mainCounts[Int(syllable)])
      }
    }
  }

  /// The letters that type a text by the usual reading of each character; nil when one has none.
  func letters(of text: HanText) -> [UInt8]? { usualNames(of: text).map { Array($0.joined()) } }

  /// The first letters of the usual readings; nil when a character has none.
  func initials(of text: HanText) -> [UInt8]? {
    let letters = text.map { initials[Int($0)] }
    return letters.contains(0) ? nil : letters
  }

  private func usualNames(of text: HanText) -> [[UInt8]]? {
    let usual = text.compactMap { readings(of: $0).first }
    return usual.count == text.count ? usual.map { names[Int($0)] } : nil
  }
}
