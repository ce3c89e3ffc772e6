import Tokenizer

/// A stretch of a text that matches a run, or a part of it, and can't be longer.
struct SnippetStretch: Sendable, Equatable {
  var run: Int
  /// The terms of the run that it matches, one bit a slot.
  var slots: UInt64
  var level: SnippetLevel
  var bytes: Range<Int>
}

/// All stretches of one text, ascending by their begin.
struct SnippetMatches {
  private(set) var stretches: [SnippetStretch]

  /// Scans the first `SnippetMaker.searchLimit` bytes of a text.
  init(_ text: Span<UInt8>, _ terms: SnippetTerms) {
    guard !terms.runs.isEmpty else {
      stretches = []
      return
    }
    // A character that the limit cuts is no UTF-8 to the tokenizer and so no match.
    var sink = SnippetSink(terms)
    tokenize(text.extracting(first: SnippetMaker.searchLimit), into: &sink)
    stretches = sink.finish()
    if !terms.numbers.isEmpty { find(terms.numbers, text, terms) }
    stretches.sort {
      ($0.bytes.lowerBound, $0.bytes.upperBound) < ($1.bytes.lowerBound, $1.bytes.upperBound)
    }
  }

  private mutating func find(
    _ numbers: [SnippetTerms.Number], _ text: Span<UInt8>, _ terms: SnippetTerms
  ) {
    let found = DocumentNumber.find(in: text.extracting(first: SnippetMaker.searchLimit))
    for occurrence in found {
      let forms = occurrence.forms
      for number in numbers where forms.contains(number.form) {
        var start = occurrence.bytes.lowerBound
        var extra = occurrence.agency.count - number.agencyLength
        while extra > 0 && start < occurrence.bytes.upperBound {
          let (value, length) = CodePoint.decode(text, at: start)
          start += max(1, length)
          if CodePoint.isHan(value) { extra -= 1 }
        }
        stretches.append(
          SnippetStretch(
            run: number.run, slots: 1 << UInt64(terms.runs[number.run].slots.lowerBound),
            level: .whole, bytes: start..<occurrence.bytes.upperBound))
      }
    }
  }

  /// Raises each run's level to the best that it has here.
  func raise(_ levels: inout [SnippetLevel]) {
    for stretch in stretches where stretch.level > levels[stretch.run] {
      levels[stretch.run] = stretch.level
    }
  }

  /// What is marked when the document has these levels at best.
  func marks(_ levels: [SnippetLevel]) -> [Range<Int>] {
    stretches.filter { $0.level == levels[$0.run] }.map(\.bytes)
  }

  /// What passages are chosen by: what is marked, or all where nothing is.
  func shown(_ levels: [SnippetLevel]) -> [SnippetStretch] {
    let marked = stretches.filter { $0.level == levels[$0.run] }
    return marked.isEmpty ? stretches : marked
  }
}

/// Finds the stretches in one pass over the tokens.
///
/// A bit per slot says that the slot's term stood at the last position (as in the Shift-And method of Baeza-Yates and
/// Gonnet, 1992); beside each are the length and begin of the stretch that ends there.
private struct SnippetSink: TokenSink {
  private let terms: SnippetTerms
  private var stretches: [SnippetStretch] = []
  private var open: UInt64 = 0
  private var lastPosition: UInt32 = 0
  private var lastEnd = 0
  private var lengths = InlineArray<64, UInt8>(repeating: 0)
  private var starts = InlineArray<64, Int>(repeating: 0)

  init(_ terms: SnippetTerms) { self.terms = terms }

  @inline(__always) mutating func bodyToken(
    _ kind: TokenKind, key: UInt64, position: UInt32, start: Int, end: Int
  ) {
    // A lone character comes as a `hanCharacter` too.
    if kind != .hanUnigram && terms.mayContain(key) { found(key, position, start, end) }
  }

  @inline(__always) mutating func hanCharacter(
    key: UInt64, position: UInt32, start: Int, end: Int
  ) {
    if terms.wantsCharacters && terms.mayContain(key) { found(key, position, start, end) }
  }

  @inline(__always) mutating func otherWord(key: UInt64, position: UInt32, start: Int, end: Int) {
    if terms.mayContain(key) { found(key, position, start, end) }
  }

  /// The stretches, once the text has ended.
  mutating func finish() -> [SnippetStretch] {
    close(open)
    open = 0
    return stretches
  }

  @inline(never) private mutating func found(
    _ key: UInt64, _ position: UInt32, _ start: Int, _ end: Int
  ) {
    guard let slots = terms.slots(key) else { return }
    if slots.alone != 0 {
      let slot = slots.alone.trailingZeroBitCount
      stretches.append(
        SnippetStretch(
          run: terms.runOfSlot[slot], slots: slots.alone, level: .whole, bytes: start..<end))
    }
    if slots.chained != 0 { advance(slots.chained, position, start, end) }
  }

  private mutating func advance(
    _ slots: UInt64, _ position: UInt32, _ start: Int, _ end: Int
  ) {
    if position != lastPosition &+ 1 {
      close(open)
      open = 0
    }
    let longer = open << 1 & slots & ~terms.firstSlots
    close(open & ~(longer >> 1))
    // From the highest down, so that the slot before still tells of the last position.
    var rest = slots
    while rest != 0 {
      let slot = 63 - rest.leadingZeroBitCount
      let bit: UInt64 = 1 << UInt64(slot)
      rest &= ~bit
      let isLonger = longer & bit != 0
      lengths[slot] = isLonger ? lengths[slot - 1] + 1 : 1
      starts[slot] = isLonger ? starts[slot - 1] : start
    }
    (open, lastPosition, lastEnd) = (slots, position, end)
  }

  /// Takes down the stretches that end at the last position in these slots, of each run the longest.
  private mutating func close(_ slots: UInt64) {
    let first = stretches.count
    var rest = slots
    while rest != 0 {
      let slot = rest.trailingZeroBitCount
      rest &= rest - 1
      let run = terms.runOfSlot[slot]
      let length = Int(lengths[slot])
      let stretch = SnippetStretch(
        run: run, slots: ((1 as UInt64) << UInt64(length) &- 1) << UInt64(slot + 1 - length),
        level: terms.runs[run].level(of: length), bytes: starts[slot]..<lastEnd)
      guard stretches.count > first, let last = stretches.last, last.run == run else {
        stretches.append(stretch)
        continue
      }
      if last.bytes.lowerBound > stretch.bytes.lowerBound {
        stretches[stretches.count - 1] = stretch
      }
    }
  }
}
