import Documents
import Tokenizer

extension Inverter: DocumentSink {
  mutating func begin(_ field: IndexField) {
    self.field = field
    longWords.removeAll(keepingCapacity: true)
  }

  mutating func end(_ text: Span<UInt8>) {
    lengths[Int(IndexField.body.rawValue)] &+= bucketed
    lengths[Int(IndexField.characters.rawValue)] &+= bucketed
    bucketed = 0
    for word in longWords where spellings[word.term] == nil {
      spellings[word.term] = Array(
        foldedSpelling(text, word.bytes).prefix(SegmentLayout.spellingLimit))
    }
    for (key, count) in counts { append(key, value: count) }
    counts.removeAll(keepingCapacity: true)
  }

  mutating func exactTerm(_ key: UInt64, _ spelling: [UInt8], frequency: UInt32) {
    append(key, value: frequency)
    if !spelling.isEmpty { spellings[key] = Array(spelling.prefix(SegmentLayout.spellingLimit)) }
  }

  /// Takes nearly all tokens; the others go the way of other kinds.
  @inline(__always) mutating func hanBigram(
    _ first: UInt32, _ second: UInt32, position: UInt32, start: Int, end: Int
  ) {
    if field == .body && position < DocumentLimits.position && (first | second) &>> 16 == 0 {
      bucketed &+= 1
      let entry = UInt64(second) &<< 40 | documentBits | UInt64(position)
      bigrams.append(entry, to: Int(first))
    } else {
      otherBigram(first, second, position: position, start: start, end: end)
    }
  }

  @inline(never) private mutating func otherBigram(
    _ first: UInt32, _ second: UInt32, position: UInt32, start: Int, end: Int
  ) {
    bodyToken(
      .hanBigram, key: TokenKey.bigram(first, second), position: position, start: start, end: end)
  }

  @inline(__always) mutating func bodyToken(
    _ kind: TokenKind, key: UInt64, position: UInt32, start: Int, end: Int
  ) {
    lengths[Int(field.rawValue)] &+= 1
    guard position < DocumentLimits.position else { return }
    if field == .body && (kind == .hanBigram || kind == .hanUnigram) {
      lengths[Int(IndexField.characters.rawValue)] &+= 1
      if key & ~Self.bigramBits == 0 {
        let entry = (key & 0xFFFF) << 40 | documentBits | UInt64(position)
        bigrams.append(entry, to: Int(truncatingIfNeeded: key &>> 21))
        return
      }
      markCharacter(key &>> 21, position)
    }
    appendOther(key, position: position, start: start, end: end)
  }

  @inline(__always) mutating func hanRunEnd(key: UInt64, position: UInt32) {
    guard field == .body, position < DocumentLimits.position else { return }
    lengths[Int(IndexField.characters.rawValue)] &+= 1
    markCharacter(key &>> 21, position)
  }

  mutating func otherWord(key: UInt64, position: UInt32, start: Int, end: Int) {
    guard field == .body, position < DocumentLimits.position else { return }
    lengths[Int(IndexField.characters.rawValue)] &+= 1
    guard content == .whole else { return }
    let term = IndexField.characters.termKey(key)
    counts[term, default: 0] &+= 1
    if TokenKey.isHashed(key) { longWords.append((term, start..<end)) }
  }

  /// Notes a character that no bigram in a bucket begins with.
  @inline(__always) private mutating func markCharacter(_ character: UInt64, _ position: UInt32) {
    guard content == .whole else { return }
    if character < UInt64(BucketPool.bucketCount) {
      let entry = Self.runEnd << 40 | documentBits | UInt64(position)
      bigrams.append(entry, to: Int(truncatingIfNeeded: character))
    } else {
      counts[IndexField.characters.termKey(character << 21), default: 0] &+= 1
    }
  }

  @inline(never) private mutating func appendOther(
    _ key: UInt64, position: UInt32, start: Int, end: Int
  ) {
    let term = field.termKey(key)
    append(term, value: position)
    if TokenKey.isHashed(key) { longWords.append((term, start..<end)) }
  }

  private mutating func append(_ term: UInt64, value: UInt32) {
    others.append(
      term: otherTerms.number(term), document: UInt32(truncatingIfNeeded: documentBits >> 22),
      value: min(value, UInt32(TokenBatch.valueMask)))
  }
}
