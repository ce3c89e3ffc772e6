import Tokenizer

/// A sign, word, quoted text or filter of a query.
enum Lexeme: Equatable {
  case word(String)
  case quoted(String)
  /// A key and its value, and both as they were typed.
  case filter(QueryKey, String, source: String)
  case not, or, open, close
}

/// Cuts the text of a query.
package struct QueryLexer {
  private let characters: [Character]
  private var place = 0
  private var lexemes: [Lexeme] = []

  /// The lexemes of a text, in order.
  static func lexemes(_ text: String) -> [Lexeme] {
    var lexer = QueryLexer(characters: Array(text))
    while lexer.place < lexer.characters.count { lexer.readNext() }
    return lexer.lexemes
  }

  private init(characters: [Character]) { self.characters = characters }

  private mutating func readNext() {
    let character = characters[place]
    if character.isWhitespace || character == "」" {
      place += 1
    } else if Self.isQuote(character) {
      lexemes.append(.quoted(quoted()))
    } else if isExclusion {
      take(.not)
    } else if "(（".contains(character) {
      take(.open)
    } else if ")）".contains(character) {
      take(.close)
    } else if "|｜".contains(character) {
      take(.or)
    } else {
      readWord()
    }
  }

  private mutating func take(_ lexeme: Lexeme) {
    lexemes.append(lexeme)
    place += 1
  }

  /// Whether a minus stands here that begins something and is followed by it: one inside a text, as in A-股, excludes nothing.
  private var isExclusion: Bool {
    guard "-－−".contains(characters[place]), place + 1 < characters.count,
      !characters[place + 1].isWhitespace
    else { return false }
    return place == 0 || characters[place - 1].isWhitespace
      || "(（|｜".contains(characters[place - 1])
  }

  private static func isQuote(_ character: Character) -> Bool { "\"“”＂「".contains(character) }

  /// The text from the quote here to the one that closes it, else to the end.
  private mutating func quoted() -> String {
    let closing = characters[place] == "「" ? "」" : "\"“”＂"
    let start = place + 1
    let end = characters[start...].firstIndex { closing.contains($0) } ?? characters.count
    place = min(end + 1, characters.count)
    return String(characters[start..<end])
  }

  /// A word goes on to the next blank or quote; an open parenthesis inside it, as in 成办发（2009）12号, is part of it.
  private mutating func readWord() {
    let start = place
    var open = 0
    while place < characters.count {
      let character = characters[place]
      if character.isWhitespace || Self.isQuote(character) || "|｜」".contains(character) { break }
      if "(（".contains(character) { open += 1 }
      if ")）".contains(character) {
        if open == 0 { break }
        open -= 1
      }
      place += 1
    }
    let text = String(characters[start..<place])
    switch Self.withoutFullWidth(text) {
    case "OR", "或者": lexemes.append(.or)
    case "AND", "并且": break
    default: lexemes.append(filter(text, from: start) ?? .word(text))
    }
  }

  /// The word as a filter, with the quoted text that follows when it ends with the colon; nil when no key begins it.
  private mutating func filter(_ text: String, from start: Int) -> Lexeme? {
    guard let colon = text.firstIndex(where: { ":：".contains($0) }),
      let key = QueryKey(name: Self.withoutFullWidth(String(text[..<colon])))
    else { return nil }
    var value = String(text[text.index(after: colon)...])
    if value.isEmpty, place < characters.count, Self.isQuote(characters[place]) { value = quoted() }
    return .filter(key, value, source: String(characters[start..<place]))
  }

  /// The text with full-width ASCII made plain: letters, digits and signs as Chinese input methods give them.
  package static func withoutFullWidth(_ text: String) -> String {
    var plain = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { plain.append(CodePoint.narrowed(scalar)) }
    return String(plain)
  }
}
