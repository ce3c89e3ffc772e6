/// The stretches of a text by their distance, for choosing those that are shown together.
struct SnippetWindows {
  /// Characters from the first to the last match of a window; leaves some of a passage's for what is around them.
  static let width = 100

  private let stretches: [SnippetStretch]
  private let terms: SnippetTerms
  /// Of each stretch's begin; long gaps count as two windows.
  private let characters: [Int]

  /// - Parameter stretches: ascending by their begin.
  init(_ text: Span<UInt8>, _ stretches: [SnippetStretch], _ terms: SnippetTerms) {
    self.stretches = stretches
    self.terms = terms
    var characters: [Int] = []
    characters.reserveCapacity(stretches.count)
    var (place, offset) = (0, 0)
    for stretch in stretches {
      let start = stretch.bytes.lowerBound
      if start - offset > 4 * 2 * Self.width {
        place += 2 * Self.width
      } else {
        for byte in offset..<start where text[byte] & 0xC0 != 0x80 { place += 1 }
      }
      offset = start
      characters.append(place)
    }
    self.characters = characters
  }

  /// What a window shows; compared from the first to the last.
  private struct Worth {
    /// The weight of the runs that it has whole, each once.
    var whole = 0
    /// The weight of the terms that it has, each once.
    var terms = 0
    /// The weight of all their repetitions.
    var repetitions = 0

    static func > (left: Self, right: Self) -> Bool {
      (left.whole, left.terms, left.repetitions) > (right.whole, right.terms, right.repetitions)
    }
  }

  /// The stretches that are worth most together; of equal ones the first.
  ///
  /// - Parameter other: only what it lacks counts, and no stretch of it is taken.
  func best(besides other: Range<Int>? = nil) -> Range<Int>? {
    var count = Count(terms, without: other.map { stretches[$0] } ?? [])
    var best: (range: Range<Int>, worth: Worth)?
    var start = 0
    for end in stretches.indices {
      if let other, other.contains(end) {
        while start < end { count.remove(stretches[start]); start += 1 }
        start = end + 1
        continue
      }
      count.add(stretches[end])
      while characters[end] - characters[start] > Self.width {
        count.remove(stretches[start])
        start += 1
      }
      guard count.worth.whole + count.worth.terms > 0 else { continue }
      if best.map({ count.worth > $0.worth }) ?? true { best = (start..<end + 1, count.worth) }
    }
    return best?.range
  }

  /// From the first byte to the last of a window.
  func bytes(_ window: Range<Int>) -> Range<Int> {
    let end = stretches[window].reduce(0) { max($0, $1.bytes.upperBound) }
    return stretches[window.lowerBound].bytes.lowerBound..<end
  }

  /// How often each run and term is in a window that slides.
  private struct Count {
    private let terms: SnippetTerms
    private var knownRuns: Set<Int> = []
    private var knownSlots: UInt64 = 0
    private var runs: [Int]
    private var slots: [Int]
    private(set) var worth = Worth()

    init(_ terms: SnippetTerms, without known: ArraySlice<SnippetStretch>) {
      self.terms = terms
      runs = Array(repeating: 0, count: terms.runs.count)
      slots = Array(repeating: 0, count: terms.weights.count)
      for stretch in known {
        knownSlots |= stretch.slots
        if stretch.level == .whole { knownRuns.insert(stretch.run) }
      }
    }

    mutating func add(_ stretch: SnippetStretch) { change(stretch, by: 1) }

    mutating func remove(_ stretch: SnippetStretch) { change(stretch, by: -1) }

    private mutating func change(_ stretch: SnippetStretch, by step: Int) {
      if stretch.level == .whole && !knownRuns.contains(stretch.run) {
        // Now and before: one of both is zero when the run comes or goes.
        if runs[stretch.run] == (step > 0 ? 0 : 1) {
          worth.whole += step * terms.runs[stretch.run].weight
        }
        runs[stretch.run] += step
      }
      var rest = stretch.slots & ~knownSlots
      while rest != 0 {
        let slot = rest.trailingZeroBitCount
        rest &= rest - 1
        let isEdge = slots[slot] == (step > 0 ? 0 : 1)
        slots[slot] += step
        if isEdge { worth.terms += step * terms.weights[slot] }
        worth.repetitions += step * terms.weights[slot]
      }
    }
  }
}
