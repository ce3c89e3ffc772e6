/// Phrases with their weights, found by how they begin, in characters or in letters.
struct PhraseTable: Sendable {
  /// A phrase and how much it matters.
  struct Phrase: Sendable, Equatable {
    var text: HanText
    var weight: Int
  }

  /// Ascending by text.
  private let phrases: [Phrase]
  /// The texts one after the other, where searches read them, and where each begins; one more entry than phrases.
  private let characters: [UInt16]
  private let starts: [UInt32]
  /// The places of the phrases that begin with a character.
  private let byFirst: [UInt16: Range<Int>]
  /// The letters of each phrase, the places ascending by them.
  private let spellings: [[UInt8]]
  private let bySpelling: [UInt32]
  private let initials: [[UInt8]]
  private let byInitials: [UInt32]

  /// A table of these phrases; of equal ones the weights are added up.
  init(_ all: [Phrase], _ syllables: HanSyllables) {
    var phrases: [Phrase] = []
    for phrase in all.sorted(by: { $0.text.lexicographicallyPrecedes($1.text) }) {
      if phrases.last?.text == phrase.text {
        phrases[phrases.count - 1].weight += phrase.weight
      } else {
        phrases.append(phrase)
      }
    }
    self.phrases = phrases
    characters = phrases.flatMap(\.text)
    starts = phrases.reduce(into: [0]) { $0.append(($0.last ?? 0) + UInt32($1.text.count)) }
    var byFirst: [UInt16: Range<Int>] = [:]
    for (place, phrase) in phrases.enumerated() {
      guard let first = phrase.text.first else { continue }
      byFirst[first] = (byFirst[first]?.lowerBound ?? place)..<place + 1
    }
    self.byFirst = byFirst
    let spellings = phrases.map { syllables.letters(of: $0.text) ?? [] }
    let initials = phrases.map { syllables.initials(of: $0.text) ?? [] }
    func order(_ letters: [[UInt8]]) -> [UInt32] {
      letters.indices.filter { !letters[$0].isEmpty }
        .sorted { letters[$0].lexicographicallyPrecedes(letters[$1]) }.map(UInt32.init)
    }
    (self.spellings, self.initials) = (spellings, initials)
    (bySpelling, byInitials) = (order(spellings), order(initials))
  }

  /// The heaviest phrases that begin with a text.
  ///
  /// - Complexity: O(phrases that do).
  func beginning(with text: HanText, limit: Int) -> [Phrase] {
    heaviest(Self.range(beginningWith: text, phrases.count) { phrases[$0].text }, limit)
  }

  /// The places of the phrases of at least `shortest` characters that stand anywhere in a text, overlapping ones too.
  ///
  /// - Complexity: O(characters × longest phrase × log phrases).
  func places(in text: HanText, shortest: Int) -> [Int] {
    var found: [Int] = []
    for start in text.indices { findPrefixes(of: text, from: start, shortest, &found) }
    return found
  }

  /// The phrase at a place.
  func phrase(at place: Int) -> Phrase { phrases[place] }

  private func findPrefixes(
    of text: HanText, from start: Int, _ shortest: Int, _ found: inout [Int]
  ) {
    var range = byFirst[text[start]] ?? 0..<0
    var depth = 1
    while start + depth < text.count && !range.isEmpty {
      let character = text[start + depth]
      let first = range.firstPlace { self.character(depth, of: $0) >= character }
      let rest = first..<range.upperBound
      range = first..<rest.firstPlace { self.character(depth, of: $0) > character }
      depth += 1
      if depth >= shortest, !range.isEmpty, length(of: first) == depth { found.append(first) }
    }
  }

  private func length(of place: Int) -> Int { Int(starts[place + 1] - starts[place]) }

  /// The character of a phrase at a depth; 0 behind its end.
  private func character(_ depth: Int, of place: Int) -> UInt16 {
    let at = Int(starts[place]) + depth
    return at < Int(starts[place + 1]) ? characters[at] : 0
  }

  /// The heaviest phrases whose letters, or first letters, begin with these.
  func typed(_ letters: [UInt8], limit: Int) -> [Phrase] {
    heaviest(of: letters, limit, whole: false)
  }

  /// The heaviest phrases that the letters, or first letters, spell whole.
  func spelt(_ letters: [UInt8], limit: Int) -> [Phrase] {
    heaviest(of: letters, limit, whole: true)
  }

  /// The heaviest phrases whose letters, or first letters, begin with these; with `whole`, are these.
  private func heaviest(of letters: [UInt8], _ limit: Int, whole: Bool) -> [Phrase] {
    let found = [(bySpelling, spellings), (byInitials, initials)].flatMap { order, spellings in
      let range = Self.range(beginningWith: letters, order.count) { spellings[Int(order[$0])] }
      let places = order[range].lazy.map(Int.init)
      return heaviest(places.filter { !whole || spellings[$0].count == letters.count }, limit)
    }
    // 安宁 is both spelt and abbreviated by letters that begin with an.
    var seen: Set<HanText> = []
    return Array(
      found.sorted { $0.weight > $1.weight }.filter { seen.insert($0.text).inserted }
        .prefix(limit))
  }

  /// Of `count` sequences in ascending order, the places of those that begin with `start`.
  private static func range<Element: Comparable>(
    beginningWith start: [Element], _ count: Int, _ sequence: (Int) -> [Element]
  ) -> Range<Int> {
    let first = (0..<count).firstPlace { !sequence($0).lexicographicallyPrecedes(start) }
    return first..<(first..<count).firstPlace { !sequence($0).starts(with: start) }
  }

  private func heaviest(_ places: some Sequence<Int>, _ limit: Int) -> [Phrase] {
    var best: [Int] = []
    for place in places
    where best.count < limit || phrases[place].weight > phrases[best[best.count - 1]].weight {
      let at = best.firstIndex { phrases[$0].weight < phrases[place].weight } ?? best.count
      best.insert(place, at: at)
      if best.count > limit { best.removeLast() }
    }
    return best.map { phrases[$0] }
  }
}
