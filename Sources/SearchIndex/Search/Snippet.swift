package import Documents
import Tokenizer

/// A text with the places to be marked, as UTF-8 byte ranges that are ascending and apart. Line feeds have become blanks.
package struct HighlightedText: Sendable, Equatable {
  /// The text; escape it before it goes into a page.
  package let text: String
  /// What matches.
  package let highlights: [Range<Int>]
  /// Whether the document goes on before it.
  package let isCutBefore: Bool
  /// Whether the document goes on after it.
  package let isCutAfter: Bool
}

/// What is shown of a hit: its title and the passages around the matches.
package struct Snippet: Sendable, Equatable {
  /// The whole title.
  package let title: HighlightedText
  /// One or two passages of about 120 characters in all; the text's begin when nothing in it matches.
  package let fragments: [HighlightedText]
}

extension IndexReader {
  /// The passages of a document that show best why it was found.
  package func snippet(_ document: Document, for query: Query) -> Snippet {
    let maker = SnippetMaker(query: query, weights: snippetWeights(query))
    return Snippet(title: maker.title(document.title), fragments: maker.fragments(document.text))
  }

  private func snippetWeights(_ query: Query) -> [UInt64: Float] {
    var weights: [UInt64: Float] = [:]
    for term in query.root?.positiveTerms ?? [] {
      let key = IndexField.tokenKey(of: term.query.key)
      weights[key] = 0.1 + statistics.inverseFrequency(documentFrequency(term.query))
    }
    return weights
  }
}

/// Finds the passages of one document.
struct SnippetMaker {
  /// Characters shown in all.
  static let length = 120
  /// Bytes of a text that are looked at: what matches only after a megabyte is shown by the text's begin.
  static let searchLimit = 1 << 20

  private let weights: [UInt64: Float]

  init(query: Query, weights: [UInt64: Float]) {
    self.weights = weights
  }

  /// The whole title with its matches.
  func title(_ text: String) -> HighlightedText {
    let bytes = Array(text.utf8)
    let matches = matches(bytes.span)
    return part(bytes, 0..<bytes.count, matches)
  }

  /// The best passages of a text.
  func fragments(_ text: String) -> [HighlightedText] {
    var bytes = Array(text.utf8.prefix(Self.searchLimit))
    while let last = bytes.last, bytes.count == Self.searchLimit, last & 0xC0 == 0x80 {
      bytes.removeLast()
    }
    let matches = matches(bytes.span)
    guard let best = bestWindow(matches, without: []) else {
      return [part(bytes, around(bytes, 0..<0, Self.length), matches)]
    }
    let firstKeys = Set(matches[best].map(\.key))
    let first = span(matches, best)
    guard let other = bestWindow(matches, without: firstKeys, apart: best) else {
      return [part(bytes, around(bytes, first, Self.length), matches)]
    }
    let both = [first, span(matches, other)].sorted { $0.lowerBound < $1.lowerBound }
    let ranges = both.map { around(bytes, $0, Self.length / 2) }
    if ranges[0].upperBound >= ranges[1].lowerBound {
      let whole = ranges[0].lowerBound..<max(ranges[0].upperBound, ranges[1].upperBound)
      return [part(bytes, whole, matches)]
    }
    return ranges.map { part(bytes, $0, matches) }
  }

  /// A place of a wanted token.
  private struct Match {
    var key: UInt64
    var bytes: Range<Int>
    var character: Int
  }

  private func matches(_ text: Span<UInt8>) -> [Match] {
    var sink = MatchSink(weights: weights)
    tokenize(text, into: &sink)
    var character = 0
    var offset = 0
    return sink.found.sorted { $0.bytes.lowerBound < $1.bytes.lowerBound }.map { found in
      while offset < found.bytes.lowerBound {
        if text[offset] & 0xC0 != 0x80 { character += 1 }
        offset += 1
      }
      return Match(key: found.key, bytes: found.bytes, character: character)
    }
  }

  /// The run of matches within about a passage that weighs most; every key counts once, each repetition a little.
  private func bestWindow(
    _ matches: [Match], without known: Set<UInt64>, apart: Range<Int>? = nil
  ) -> Range<Int>? {
    var best: (range: Range<Int>, weight: Float)?
    var counts: [UInt64: Int] = [:]
    var weight: Float = 0
    var start = 0
    for end in matches.indices {
      weight += add(matches[end].key, 1, &counts, known)
      while matches[end].character - matches[start].character > Self.length * 5 / 6 {
        weight += add(matches[start].key, -1, &counts, known)
        start += 1
      }
      let range = start..<end + 1
      if let apart, range.overlaps(apart) { continue }
      if weight > (best?.weight ?? (apart == nil ? 0 : 0.1)) { best = (range, weight) }
    }
    return best?.range
  }

  private func add(
    _ key: UInt64, _ change: Int, _ counts: inout [UInt64: Int], _ known: Set<UInt64>
  ) -> Float {
    let before = counts[key] ?? 0
    counts[key] = before + change
    if known.contains(key) { return 0 }
    let own = weights[key] ?? 0
    let isEdge = change > 0 ? before == 0 : before == 1
    return (isEdge ? own : own * 0.05) * Float(change)
  }

  private func span(_ matches: [Match], _ range: Range<Int>) -> Range<Int> {
    let end = matches[range].map(\.bytes.upperBound).max() ?? 0
    return matches[range.lowerBound].bytes.lowerBound..<end
  }

  /// Widens a range to `characters`, from a sentence's begin where one is near.
  private func around(_ bytes: [UInt8], _ range: Range<Int>, _ characters: Int) -> Range<Int> {
    let inside = bytes[range].count { $0 & 0xC0 != 0x80 }
    let lead = max(0, min(30, (characters - inside) / 2))
    var start = range.lowerBound
    var steps = 0
    while start > 0 && steps < lead {
      let before = previousCharacter(bytes, start)
      if isSentenceEnd(bytes, before..<start) { break }
      start = before
      steps += 1
    }
    var end = range.upperBound
    steps += inside
    while end < bytes.count && steps < characters {
      end = nextCharacter(bytes, end)
      steps += 1
    }
    return start..<end
  }

  private func previousCharacter(_ bytes: [UInt8], _ offset: Int) -> Int {
    var at = offset - 1
    while at > 0 && bytes[at] & 0xC0 == 0x80 { at -= 1 }
    return at
  }

  private func nextCharacter(_ bytes: [UInt8], _ offset: Int) -> Int {
    var at = offset + 1
    while at < bytes.count && bytes[at] & 0xC0 == 0x80 { at += 1 }
    return at
  }

  private func isSentenceEnd(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    ["\n", "。", "！", "？", "；"].contains(String(decoding: bytes[range], as: UTF8.self))
  }

  /// The bytes of a range with the matches inside, neighbouring ones as one.
  private func part(_ bytes: [UInt8], _ range: Range<Int>, _ matches: [Match]) -> HighlightedText {
    var shown = range
    while shown.lowerBound < shown.upperBound, isBlank(bytes[shown.lowerBound]) {
      shown = shown.lowerBound + 1..<shown.upperBound
    }
    while shown.lowerBound < shown.upperBound, isBlank(bytes[shown.upperBound - 1]) {
      shown = shown.lowerBound..<shown.upperBound - 1
    }
    var highlights: [Range<Int>] = []
    for match in matches {
      let inside = match.bytes.clamped(to: shown)
      guard !inside.isEmpty else { continue }
      let own = inside.lowerBound - shown.lowerBound..<inside.upperBound - shown.lowerBound
      if let last = highlights.last, own.lowerBound <= last.upperBound {
        highlights[highlights.count - 1] =
          last.lowerBound..<max(last.upperBound, own.upperBound)
      } else {
        highlights.append(own)
      }
    }
    let text = bytes[shown].map { $0 < 0x20 ? 0x20 : $0 }
    return HighlightedText(
      text: String(decoding: text, as: UTF8.self), highlights: highlights,
      isCutBefore: shown.lowerBound > 0 && !bytes[..<shown.lowerBound].allSatisfy(isBlank),
      isCutAfter: !bytes[shown.upperBound...].allSatisfy(isBlank))
  }

  private func isBlank(_ byte: UInt8) -> Bool { byte <= 0x20 }
}

/// Collects the places of wanted tokens.
private struct MatchSink: TokenSink {
  let weights: [UInt64: Float]
  var found: [(key: UInt64, bytes: Range<Int>)] = []

  init(weights: [UInt64: Float]) { self.weights = weights }

  mutating func bodyToken(
    _ kind: TokenKind, key: UInt64, position: UInt32, start: Int, end: Int
  ) {
    if kind != .hanUnigram { take(key, start, end) }
  }

  mutating func hanCharacter(key: UInt64, position: UInt32, start: Int, end: Int) {
    take(key, start, end)
  }

  mutating func otherWord(key: UInt64, position: UInt32, start: Int, end: Int) {
    take(key, start, end)
  }

  private mutating func take(_ key: UInt64, _ start: Int, _ end: Int) {
    if weights[key] != nil { found.append((key, start..<end)) }
  }
}
