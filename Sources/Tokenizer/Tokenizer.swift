/// Cuts UTF-8 text into tokens and hands each to the sink, in order, without allocating.
///
/// A run of Han characters, folded as in `HanFolding`, gives overlapping bigrams, a lone one itself; a run of ASCII letters and digits gives one
/// lower-cased word, full-width forms folded; a run of other letters gives a word of another script; all else
/// separates. A byte that is no UTF-8 separates too.
///
/// Positions: a Han character, a word or a number takes one position, and one more is left free at the end of a run of
/// Han characters. So in 扶持资金 the bigram 资金 stands exactly 2 after 扶持, and nothing across a run's end does: every
/// second bigram decides whether a phrase matches.
///
/// - Complexity: O(bytes), about 600 MB/s a core.
@inlinable public func tokenize<Sink: TokenSink & ~Copyable>(
  _ text: Span<UInt8>, into sink: inout Sink
) {
  let count = text.count
  let table = HanFolding.table
  let folding = table.span
  var offset = 0
  var position: UInt32 = 0
  while offset < count {
    let byte = text[offset]
    if byte < 0x80 {
      if CodePoint.foldedByte(byte) == 0 {
        offset &+= 1
      } else {
        offset = emitWord(text, from: offset, position: &position, into: &sink)
      }
      continue
    }
    let common = CodePoint.commonHan(text.extracting(droppingFirst: offset))
    if common != 0 {
      offset = emitHanRun(
        text, common, offset, 3, folding, position: &position, into: &sink)
      continue
    }
    let (value, length) = CodePoint.decode(text, at: offset)
    if length == 0 {
      offset &+= 1
    } else if CodePoint.isCommonSeparator(value) {
      offset &+= length
    } else if CodePoint.isHan(value) {
      offset = emitHanRun(
        text, value, offset, length, folding, position: &position, into: &sink)
    } else if CodePoint.foldedASCII(value) != 0 {
      offset = emitWord(text, from: offset, position: &position, into: &sink)
    } else if CodePoint.isOtherLetter(value) {
      offset = emitOtherWord(text, from: offset, position: &position, into: &sink)
    } else {
      offset &+= length
    }
  }
}

@inlinable @inline(__always) func emitHanRun<Sink: TokenSink & ~Copyable>(
  _ text: Span<UInt8>, _ head: UInt32, _ start: Int, _ firstLength: Int,
  _ folding: Span<UInt16>, position: inout UInt32, into sink: inout Sink
) -> Int {
  let first = HanFolding.fold(head, folding)
  var previous = first
  var previousStart = start
  // What is left of the text: reading its beginning takes fewer checks than reading at a place.
  var rest = text.extracting(droppingFirst: start &+ firstLength)
  let startPosition = position
  sink.hanCharacter(
    key: TokenKey.unigram(first), position: position, start: start, end: start &+ firstLength)
  while true {
    let offset = text.count &- rest.count
    var value = CodePoint.commonHan(rest)
    if value != 0 {
      rest = rest.extracting(droppingFirst: 3)
    } else {
      if rest.isEmpty || rest[0] < 0x80 { break }
      let bytes: Int
      (value, bytes) = CodePoint.decode(rest, at: 0)
      if CodePoint.isCommonSeparator(value) || !CodePoint.isHan(value) { break }
      rest = rest.extracting(droppingFirst: bytes)
    }
    let end = text.count &- rest.count
    value = HanFolding.fold(value, folding)
    sink.hanBigram(previous, value, position: position, start: previousStart, end: end)
    position &+= 1
    sink.hanCharacter(key: TokenKey.unigram(value), position: position, start: offset, end: end)
    previous = value
    previousStart = offset
  }
  let offset = text.count &- rest.count
  if position == startPosition {
    sink.bodyToken(
      .hanUnigram, key: TokenKey.unigram(first), position: position, start: start, end: offset)
  } else {
    sink.hanRunEnd(key: TokenKey.unigram(previous), position: position)
  }
  position &+= 2
  return offset
}

@inlinable @inline(__always) func emitWord<Sink: TokenSink & ~Copyable>(
  _ text: Span<UInt8>, from start: Int, position: inout UInt32, into sink: inout Sink
) -> Int {
  let count = text.count
  var offset = start
  var word = WordKeyBuilder()
  var digitsOnly = true
  while offset < count {
    let byte = text[offset]
    var folded = byte < 0x80 ? CodePoint.foldedByte(byte) : 0
    var length = 1
    if byte >= 0x80 {
      let (value, bytes) = CodePoint.decode(text, at: offset)
      folded = bytes == 0 ? 0 : CodePoint.foldedASCII(value)
      length = bytes
    }
    if folded == 0 { break }
    word.append(folded)
    if folded >= 0x61 { digitsOnly = false }
    offset &+= length
  }
  sink.bodyToken(
    digitsOnly ? .number : .word, key: word.key, position: position, start: start, end: offset)
  position &+= 1
  return offset
}

@usableFromInline func nextOtherLetter(_ text: Span<UInt8>, at offset: Int) -> (UInt32, Int) {
  let (value, length) = CodePoint.decode(text, at: offset)
  guard length > 0, !CodePoint.isHan(value), CodePoint.isOtherLetter(value) else { return (0, 0) }
  return (value, length)
}

@inlinable func emitOtherWord<Sink: TokenSink & ~Copyable>(
  _ text: Span<UInt8>, from start: Int, position: inout UInt32, into sink: inout Sink
) -> Int {
  var offset = start
  var word = WordKeyBuilder()
  while offset < text.count {
    let (value, length) = nextOtherLetter(text, at: offset)
    if length == 0 { break }
    appendLowercase(value, to: &word)
    offset &+= length
  }
  sink.otherWord(key: word.key, position: position, start: start, end: offset)
  position &+= 1
  return offset
}

@usableFromInline func appendLowercase(_ value: UInt32, to word: inout WordKeyBuilder) {
  guard let scalar = Unicode.Scalar(value) else { return }
  if scalar.properties.isUppercase {
    for byte in scalar.properties.lowercaseMapping.utf8 { word.append(byte) }
  } else {
    for byte in UTF8.encode(scalar) ?? .encodedReplacementCharacter { word.append(byte) }
  }
}
