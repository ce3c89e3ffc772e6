import Tokenizer

/// Cuts passages out of texts.
enum SnippetPassage {
  /// Characters of a passage.
  static let length = 120
  /// Characters before the first match, when the text goes on long enough after the last.
  static let lead = 30

  /// Widens a range to `length` characters (or narrows it, when it is longer), from the begin of a sentence or clause
  /// where one is near.
  ///
  /// - Parameter core: on character borders.
  static func around(_ core: Range<Int>, _ text: Span<UInt8>) -> Range<Int> {
    let (inside, coreEnd) = forward(text, from: core.lowerBound, to: core.upperBound, length)
    let room = length - inside
    let (after, _) = forward(text, from: coreEnd, to: text.count, room)
    let before = min(room, max(min(lead, room / 2), room - after))
    let (used, start) = begin(text, core.lowerBound, before)
    let (_, end) = forward(text, from: coreEnd, to: text.count, room - used)
    return start..<end
  }

  /// Goes on by at most `count` characters: how many they were, and where that is.
  private static func forward(
    _ text: Span<UInt8>, from start: Int, to end: Int, _ count: Int
  ) -> (Int, Int) {
    var (steps, offset) = (0, start)
    while steps < count && offset < end {
      offset += 1
      while offset < end && text[offset] & 0xC0 == 0x80 { offset += 1 }
      steps += 1
    }
    return (steps, offset)
  }

  /// Where to begin, at most `most` characters before `offset`: after the nearest end of a sentence, else after the
  /// farthest end of a clause. With more room than `lead`, only the part beyond it is looked at.
  private static func begin(_ text: Span<UInt8>, _ offset: Int, _ most: Int) -> (Int, Int) {
    var clause: (Int, Int)?
    var (steps, at) = (0, offset)
    while at > 0 && steps <= most {
      var before = at - 1
      while before > 0 && text[before] & 0xC0 == 0x80 { before -= 1 }
      if steps >= most - lead {
        switch border(CodePoint.decode(text, at: before).value) {
        case .sentence: return (steps, at)
        case .clause: clause = (steps, at)
        case .none: break
        }
      }
      if steps == most { return clause ?? (steps, at) }
      (steps, at) = (steps + 1, before)
    }
    return (steps, at)
  }

  private enum Border { case sentence, clause, none }

  /// What ends with a character.
  private static func border(_ character: UInt32) -> Border {
    switch character {
    // Line feed, ! ? 。 ！ ？ ；
    case 0x0A, 0x0D, 0x21, 0x3F, 0x3002, 0xFF01, 0xFF1F, 0xFF1B: .sentence
    // Blank, tabulator, comma, colon, semicolon, 　 、 ， ：
    case 0x20, 0x09, 0x2C, 0x3A, 0x3B, 0x3000, 0x3001, 0xFF0C, 0xFF1A: .clause
    default: .none
    }
  }
}
