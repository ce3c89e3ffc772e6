/// What a token is made of.
public enum TokenKind: UInt8, Sendable, CaseIterable {
  /// Two neighbouring Han characters of one run.
  case hanBigram
  /// One Han character.
  case hanUnigram
  /// A run of ASCII letters and digits with at least one letter, lower-cased, full-width forms folded.
  case word
  /// A run of ASCII digits only.
  case number
  /// A run of letters of another script (kana, hangul, Cyrillic, Greek, accented Latin), lower-cased.
  case otherWord
}

/// Takes in the tokens of a text one by one, without a call through a table: make it a concrete struct.
///
/// The *body* stream is bigrams, lone characters, words and numbers; the *characters* stream is every Han character
/// and the words of other scripts. A lone Han character is in both.
public protocol TokenSink: ~Copyable {
  /// A token of the body stream: `position` counts as explained at `tokenize`, `start..<end` are byte offsets.
  mutating func bodyToken(
    _ kind: TokenKind, key: UInt64, position: UInt32, start: Int, end: Int)
  /// Two neighbouring Han characters of one run, which are a token of the body stream: the kind `.hanBigram`, of the key that they make.
  mutating func hanBigram(
    _ first: UInt32, _ second: UInt32, position: UInt32, start: Int, end: Int)
  /// A Han character, whether lone or not.
  mutating func hanCharacter(key: UInt64, position: UInt32, start: Int, end: Int)
  /// The last character of a run of two or more: the only one of the run that no bigram begins with.
  mutating func hanRunEnd(key: UInt64, position: UInt32)
  /// A word of another script.
  mutating func otherWord(key: UInt64, position: UInt32, start: Int, end: Int)
}

extension TokenSink where Self: ~Copyable {
  /// By default two neighbouring Han characters are a token of the body stream like others.
  @inlinable @inline(__always) public mutating func hanBigram(
    _ first: UInt32, _ second: UInt32, position: UInt32, start: Int, end: Int
  ) {
    bodyToken(
      .hanBigram, key: TokenKey.bigram(first, second), position: position, start: start, end: end)
  }
  /// By default the characters stream is passed over, at no cost.
  @inlinable public mutating func hanCharacter(
    key: UInt64, position: UInt32, start: Int, end: Int
  ) {}
  /// By default the ends of runs are passed over.
  @inlinable public mutating func hanRunEnd(key: UInt64, position: UInt32) {}
  /// By default the words of other scripts are passed over.
  @inlinable public mutating func otherWord(key: UInt64, position: UInt32, start: Int, end: Int) {}
}
