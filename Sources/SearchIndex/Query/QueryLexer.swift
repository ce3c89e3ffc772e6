import Documents

/// A sign, word, quoted text or filter of a query.
enum Lexeme: Equatable {
  case word(String)
  case quoted(String)
  case filter(QueryLexer.Key, String)
  case not, or, open, close
}

/// Cuts the text of a query.
enum QueryLexer {
  /// The keys that may stand before a colon.
  enum Key: String, CaseIterable {
    case site, kind, filetype, after, before
    case inTitle = "intitle"
    case district
  }

  /// The lexemes of a text, in order.
  static func lexemes(_ text: String) -> [Lexeme] {
    var lexemes: [Lexeme] = []
    let characters = Array(text)
    var place = 0
    while place < characters.count {
      let character = characters[place]
      if character.isWhitespace {
        place += 1
      } else if isQuote(character) {
        let end = closingQuote(characters, after: place)
        lexemes.append(.quoted(String(characters[place + 1..<end])))
        place = end + 1
      } else if "-－−".contains(character), place + 1 < characters.count,
        !characters[place + 1].isWhitespace
      {
        lexemes.append(.not)
        place += 1
      } else if "(（".contains(character) {
        lexemes.append(.open)
        place += 1
      } else if ")）".contains(character) {
        lexemes.append(.close)
        place += 1
      } else if "|｜".contains(character) {
        lexemes.append(.or)
        place += 1
      } else {
        lexemes.append(word(characters, &place))
      }
    }
    return lexemes
  }

  private static func isQuote(_ character: Character) -> Bool { "\"“”＂".contains(character) }

  private static func closingQuote(_ characters: [Character], after place: Int) -> Int {
    characters[(place + 1)...].firstIndex(where: isQuote) ?? characters.count
  }

  /// A word goes on to the next blank or quote; an open parenthesis inside it, as in 成办发（2009）12号, is part of it.
  private static func word(_ characters: [Character], _ place: inout Int) -> Lexeme {
    let start = place
    var open = 0
    while place < characters.count {
      let character = characters[place]
      if character.isWhitespace || isQuote(character) || "|｜".contains(character) { break }
      if "(（".contains(character) { open += 1 }
      if ")）".contains(character) {
        if open == 0 { break }
        open -= 1
      }
      place += 1
    }
    let text = String(characters[start..<place])
    if text == "OR" || text == "或者" { return .or }
    if let colon = text.firstIndex(where: { ":：".contains($0) }),
      let key = Key(rawValue: text[..<colon].lowercased())
    {
      var value = String(text[text.index(after: colon)...])
      if value.isEmpty, place < characters.count, isQuote(characters[place]) {
        let end = closingQuote(characters, after: place)
        value = String(characters[place + 1..<end])
        place = min(end + 1, characters.count)
      }
      return .filter(key, value)
    }
    return .word(text)
  }
}

extension QueryLexer.Key {
  /// The limit that a value means; nil when it means none.
  func filters(_ value: String) -> SearchFilters? {
    var filters = SearchFilters()
    let names = Set(value.split { ",，、".contains($0) }.map(String.init))
    guard !names.isEmpty else { return nil }
    switch self {
    case .site: filters.sites = names
    case .kind: filters.kinds = Set(names.map { $0.lowercased() })
    case .district: filters.districts = names
    case .filetype:
      filters.types = Set(names.compactMap { DocumentType(rawValue: $0.lowercased()) })
      if filters.types.isEmpty { return nil }
    case .after:
      guard let range = DateRange(value) ?? DateRange(day: value) else { return nil }
      filters.after = range.first
    case .before:
      guard let range = DateRange(value) ?? DateRange(day: value) else { return nil }
      filters.before = range.last
    case .inTitle: return nil
    }
    return filters
  }
}

/// A range of days as people write it: `2008..2010`, `2008-03-01..2008-04-30`; one side may be missing.
struct DateRange: Equatable {
  var first: CalendarDate?
  var last: CalendarDate?

  /// A range with two dots.
  init?(_ text: String) {
    let parts = text.split(separator: "..", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { return nil }
    let from = DateRange(day: String(parts[0]))
    let to = DateRange(day: String(parts[1]))
    guard from != nil || parts[0].isEmpty, to != nil || parts[1].isEmpty,
      from != nil || to != nil
    else { return nil }
    first = from?.first
    last = to?.last
  }

  /// A year, a month (2008-03) or a day (2008-03-01, 20080301).
  init?(day text: String) {
    let parts = text.split { "-./年月日".contains($0) }.compactMap { Int($0) }
    if parts.count == 1, let number = parts.first, text.utf8.count == 8 {
      guard let day = CalendarDate(rawValue: UInt32(clamping: number)) else { return nil }
      (first, last) = (day, day)
      return
    }
    guard let year = parts.first, (1900...2200).contains(year), parts.count <= 3 else { return nil }
    let month = parts.count > 1 ? parts[1] : nil
    let day = parts.count > 2 ? parts[2] : nil
    guard let start = CalendarDate(year: year, month: month ?? 1, day: day ?? 1) else { return nil }
    first = start
    last =
      (28...31).reversed().compactMap {
        CalendarDate(year: year, month: month ?? 12, day: day ?? $0)
      }.first
  }

  /// As a limit.
  var filters: SearchFilters {
    var filters = SearchFilters()
    filters.after = first
    filters.before = last
    return filters
  }
}
