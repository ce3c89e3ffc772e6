/// A token with its spelling, for `kuasou tokenize` and tests.
public struct Token: Sendable, Equatable {
  /// The folded spelling.
  public let text: String
  /// What it is made of.
  public let kind: TokenKind
  /// The key under which an index holds it.
  public let key: UInt64
  /// Its position as explained at `tokenize`.
  public let position: UInt32
  /// Where it stands in the text, in UTF-8 bytes.
  public let bytes: Range<Int>
}

/// Which of the two streams of tokens are wanted.
public enum TokenStream: Sendable {
  /// Bigrams, lone Han characters, words and numbers.
  case body
  /// Every Han character and the words of other scripts.
  case characters
  /// Both; a lone Han character comes once.
  case all
}

/// The tokens of a text as a list; for people and queries, not for indexing.
public func tokens(of text: String, _ stream: TokenStream = .body) -> [Token] {
  let bytes = Array(text.utf8)
  var list = TokenList(stream: stream)
  tokenize(bytes.span, into: &list)
  return list.spans.map { span in
    Token(
      text: TokenKey.spelling(of: span.key)
        ?? String(decoding: foldedSpelling(bytes.span, span.bytes), as: UTF8.self),
      kind: span.kind, key: span.key, position: span.position, bytes: span.bytes)
  }
}

/// The folded bytes of the word at `range` of a text, as they went into its key.
public func foldedSpelling(_ text: Span<UInt8>, _ range: Range<Int>) -> [UInt8] {
  var folded: [UInt8] = []
  var offset = range.lowerBound
  while offset < min(range.upperBound, text.count) {
    let (value, length) = CodePoint.decode(text, at: offset)
    let plain = length == 0 ? 0 : CodePoint.foldedASCII(value)
    if plain != 0 {
      folded.append(plain)
    } else if let scalar = Unicode.Scalar(value), length > 0 {
      folded.append(contentsOf: lowercased(scalar))
    }
    offset += max(1, length)
  }
  return folded
}

private func lowercased(_ scalar: Unicode.Scalar) -> [UInt8] {
  scalar.properties.isUppercase
    ? Array(scalar.properties.lowercaseMapping.utf8) : Array(String(scalar).utf8)
}

private struct TokenList: TokenSink {
  let stream: TokenStream
  var spans: [(kind: TokenKind, key: UInt64, position: UInt32, bytes: Range<Int>)] = []

  init(stream: TokenStream) { self.stream = stream }

  mutating func bodyToken(
    _ kind: TokenKind, key: UInt64, position: UInt32, start: Int, end: Int
  ) {
    if stream == .characters || (stream == .all && kind == .hanUnigram) { return }
    spans.append((kind, key, position, start..<end))
  }

  mutating func hanCharacter(key: UInt64, position: UInt32, start: Int, end: Int) {
    if stream != .body { spans.append((.hanUnigram, key, position, start..<end)) }
  }

  mutating func otherWord(key: UInt64, position: UInt32, start: Int, end: Int) {
    if stream != .body { spans.append((.otherWord, key, position, start..<end)) }
  }
}
