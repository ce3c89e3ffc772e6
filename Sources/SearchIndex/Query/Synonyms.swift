import Tokenizer

/// Words that people use for one another: 扶植 for 扶持, 社会保险 for 社保. A query finds both, and ranks its own words first.
package struct Synonyms: Sendable, Equatable {
  /// No words.
  package static let none = Synonyms()

  /// The most ways in which a word of a query is widened.
  package static let variantLimit = 8
  /// The longest word, in characters.
  package static let lengthLimit = 32

  private var others: [String: [String]] = [:]
  private var longest = 0

  /// No words yet.
  package init() {}

  /// How many words have others.
  package var count: Int { others.count }

  /// Has `word` also find `meaning`, but not the reverse.
  package mutating func add(_ word: String, meaning: String) {
    let word = Self.folded(word)
    guard !word.isEmpty, others[word]?.contains(meaning) != true, Self.folded(meaning) != word
    else {
      return
    }
    others[word, default: []].append(meaning)
    longest = max(longest, word.count)
  }

  /// The text with a word that it is or, in Chinese, holds replaced by each of the word's others; of overlapping words the longest.
  ///
  /// - Complexity: O(characters × longest word).
  func variants(of text: String) -> [String] {
    guard !others.isEmpty else { return [] }
    let folded = Self.folded(text)
    if let whole = others[folded] { return Array(whole.prefix(Self.variantLimit)) }
    let characters = Array(folded)
    var variants: [String] = []
    var start = 0
    while start < characters.count {
      let lengths = (1...min(longest, characters.count - start)).reversed()
      let found = lengths.first { length in
        others[String(characters[start..<start + length])] != nil
          && Self.isHan(characters[start..<start + length])
      }
      guard let found else {
        start += 1
        continue
      }
      let (before, after) = (characters[..<start], characters[(start + found)...])
      for other in others[String(characters[start..<start + found])] ?? [] {
        variants.append(String(before) + other + String(after))
      }
      start += found
    }
    return Array(variants.prefix(Self.variantLimit))
  }

  private static func isHan(_ characters: ArraySlice<Character>) -> Bool {
    characters.allSatisfy { $0.unicodeScalars.allSatisfy { CodePoint.isHan($0.value) } }
  }

  /// The text as two spellings of a word are compared: Han characters folded, letters lower-case.
  private static func folded(_ text: String) -> String {
    var folded = String.UnicodeScalarView()
    for scalar in QueryLexer.withoutFullWidth(text).lowercased().unicodeScalars {
      folded.append(Unicode.Scalar(HanFolding.fold(scalar.value)) ?? scalar)
    }
    return String(folded)
  }
}
