import Tokenizer

/// The people's ranking: BM25 over bigrams, characters and titles with little weight on function characters, then, in the best documents, how
/// close together and how early the query's words stand, and how many of its characters there are.
///
/// Judged on seven Chinese sets against segmentation, trigrams, proximity models, feedback and fusion, none of which helped
/// (docs/decisions/0008).
enum RankingRecipe {
  /// The weight of single characters beside bigrams.
  static let characterBoost: Float = 0.5
  /// What is left of it for a function character.
  static let functionCharacterShare: Float = 0.2
  /// The weight of a title's BM25 beside the body's.
  static let titleBoost: Float = 0.3
  /// The same for what the query puts between 《 and 》: that is a title.
  static let namedTitleBoost: Float = 1
  /// The weight of an exact 文号.
  static let numberBoost: Float = 8
  /// The weight of what only a synonym brought in.
  static let synonymBoost: Float = 0.4
  /// Documents whose closeness is looked at: the best so far.
  static let closenessDepth = 50
  /// Characters of the window in which the query's should stand.
  static let closenessWindow: UInt32 = 60
  /// Characters of a document's first line, and what it counts that the words stand there: it tells what the document is about.
  static let (head, headBoost) = (UInt32(60), Float(0.2))
  /// Characters of its first lines, and what they count.
  static let (lead, leadBoost) = (UInt32(200), Float(0.4))
  /// What it counts that a document has the query's characters, anywhere.
  static let coverageBoost: Float = 0.5

  /// The weight of a token in the body: 0 for two function characters, half for one, else 1.
  static func weight(ofToken key: UInt64) -> Float {
    guard let (first, second) = characters(of: key) else { return 1 }
    guard second != 0 else { return 1 }
    switch (FunctionCharacters.contains(first), FunctionCharacters.contains(second)) {
    case (true, true): return 0
    case (false, false): return 1
    default: return 0.5
    }
  }

  /// The weight of a character in the field of characters.
  static func weight(ofCharacter character: UInt32) -> Float {
    characterBoost * share(ofCharacter: character)
  }

  /// What a character counts among others: less than 1 for a function character.
  static func share(ofCharacter character: UInt32) -> Float {
    FunctionCharacters.contains(character) ? functionCharacterShare : 1
  }

  /// Whether a Han token has a character.
  static func has(_ key: UInt64, _ character: UInt32) -> Bool {
    characters(of: key).map { $0.0 == character || $0.1 == character } ?? false
  }

  /// The characters of a Han token, the second 0 for a lone one; nil for a word.
  static func characters(of key: UInt64) -> (UInt32, UInt32)? {
    guard key & (TokenKey.packedTag | TokenKey.hashTag) == 0 else { return nil }
    return (UInt32(truncatingIfNeeded: key >> 21 & 0x1F_FFFF), UInt32(key & 0x1F_FFFF))
  }
}
