import Documents
package import SearchIndex
import Tokenizer

/// Help with queries, out of nothing but what an index holds: what may have been meant, what is being typed, what else to look for.
///
/// Making it reads the whole dictionary and all headings, so it is made beside the work, once for a generation; using it takes
/// microseconds to a few milliseconds.
package struct QueryHelp: Sendable {
  private let reader: IndexReader
  private let repair: QueryRepair
  private let pinyin: PinyinReader
  private let phrases: PhraseTable
  private let pieces: PieceTable

  /// The phrases kept at most.
  private static let mostPhrases = 150_000
  /// The pieces kept at most, 28 bytes each.
  private static let mostPieces = 1 << 19
  /// How much of a text is looked at for pieces, in bytes.
  private static let longestText = 1 << 18
  /// The longest heading that is a phrase by itself, in characters.
  private static let longestHeading = 40

  /// Help from an index and from what people have looked for, with how often.
  ///
  /// - Complexity: O(terms + stored bytes), some seconds for half a million documents.
  package init(_ reader: IndexReader, asked: [(text: String, count: Int)] = []) {
    self.reader = reader
    let model = CharacterModel(reader)
    repair = QueryRepair(model: model, syllables: .shared, shapes: .shared)
    pinyin = PinyinReader(model: model, syllables: .shared)
    // A query that people ask says more than a heading.
    let asked = asked.compactMap { query in
      HanText.whole(query.text).map { PhraseTable.Phrase(text: $0, weight: 10 * query.count) }
    }
    var counter = PieceCounter()
    phrases = PhraseTable(Self.phrases(of: reader, asked, &counter), .shared)
    for phrase in asked { counter.add(phrase.text, documents: phrase.weight) }
    pieces = PieceTable(counter.pieces(limit: Self.mostPieces), .shared)
  }

  private static func phrases(
    of reader: IndexReader, _ asked: [PhraseTable.Phrase], _ counter: inout PieceCounter
  ) -> [PhraseTable.Phrase] {
    var miner = PhraseMiner()
    var whole: [HanText: Int] = [:]
    // Of few documents more, of many less, so that all have their say.
    let lead = max(600, 3 * PhraseMiner.mostText / max(1, reader.documentCount))
    reader.eachHeading(lead: longestText) { heading in
      counter.add([heading.title, heading.lead])
      miner.add(
        title: heading.title,
        lead: String(decoding: heading.lead.utf8.prefix(lead), as: UTF8.self))
      for text in [heading.title, heading.column] {
        guard whole.count < mostPhrases, let text = HanText.whole(text),
          (2...longestHeading).contains(text.count)
        else { continue }
        whole[text, default: 0] += 1
      }
    }
    var all = miner.phrases()
    all += whole.map { PhraseTable.Phrase(text: $0.key, weight: $0.value) }
    all += asked
    all.sort { ($1.weight, $0.text.count) < ($0.weight, $1.text.count) }
    return Array(all.prefix(mostPhrases))
  }
}

extension QueryHelp {
  /// The least gain that makes a replacement credible where the index has it in a document, and where it has not.
  private static let (knownGain, unknownGain): (Float, Float) = (2, 9)
  /// How many times as frequent as what was typed its replacement must be.
  private static let leastRatio = 40
  /// How many times as likely as another reading of first letters one may be that the other is still offered.
  private static let comparable = 5.0
  /// The ways to read letters of which the most frequent is taken.
  private static let (readings, abbreviations) = (12, 60)
  /// The phrases of which either half of a text in first letters is taken.
  private static let partners = 24
  /// The phrases with the same first letters whose documents are counted, of those that stand by themselves and of the mined ones.
  private static let namesakes = 12

  /// The query that was probably meant; nil when it was probably meant as it is.
  ///
  /// Words in quotes and the values of filters are left alone.
  package func correction(of query: Query) -> String? { corrections(of: query, limit: 1).first }

  /// The queries that may have been meant, at most `limit`, the likeliest first: several where first letters stand for phrases of
  /// comparable weight. Empty when it was probably meant as it is.
  package func corrections(of query: Query, limit: Int) -> [String] {
    var texts = [query.text]
    for word in query.plainWords {
      // Only the first word that may stand for several is varied.
      let meant = meant(word, limit: texts.count == 1 ? limit : 1)
      guard !meant.isEmpty else { continue }
      texts = texts.flatMap { text in
        meant.map { meant in
          var text = text
          if let range = text.firstRange(of: word) { text.replaceSubrange(range, with: meant) }
          return text
        }
      }
    }
    return texts == [query.text] ? [] : texts
  }

  /// What a word was probably meant to be; empty when it was meant as it is.
  private func meant(_ word: String, limit: Int) -> [String] {
    if word.utf8.allSatisfy({ $0 < 0x80 }) {
      guard count(word) == 0, let lattice = PinyinLattice(word, .shared) else { return [] }
      guard !lattice.isFull else { return spelt(word, limit: 1) }
      let found = abbreviated(lattice)
      return found.prefix(limit)
        .filter { $0.likelihood * Self.comparable >= found[0].likelihood }.map(\.text)
    }
    var repaired = word
    for run in HanText.runs(of: word, shortest: 2) {
      if let meant = meant(run), let range = repaired.firstRange(of: run.string) {
        repaired.replaceSubrange(range, with: meant.string)
      }
    }
    return repaired == word ? [] : [repaired]
  }

  private func meant(_ run: HanText) -> HanText? {
    let candidates = repair.candidates(for: run)
    guard !candidates.isEmpty else { return nil }
    let typed = count(run.string)
    for candidate in candidates where candidate.gain >= Self.knownGain {
      if count(candidate.text.string) > typed * Self.leastRatio { return candidate.text }
    }
    return typed == 0 && candidates[0].gain >= Self.unknownGain ? candidates[0].text : nil
  }

  /// What letters may spell in Chinese by sound or by first letters, at most `limit` texts that the index has, the likeliest first.
  package func spelt(_ letters: String, limit: Int) -> [String] {
    guard let lattice = PinyinLattice(letters, .shared) else { return [] }
    guard lattice.isFull else { return Array(abbreviated(lattice).prefix(limit).map(\.text)) }
    let known = phrases.spelt(lattice.letters, limit: limit).map(\.text.string)
    guard known.count < limit else { return known }
    let read = read(lattice, limit: Self.readings).map(\.text).filter { !known.contains($0) }
    return Array((known + read).prefix(limit))
  }

  /// What letters that are not all whole syllables may stand for, the likeliest first.
  private func abbreviated(_ lattice: PinyinLattice) -> [(text: String, likelihood: Double)] {
    let known = known(lattice.letters)
    guard known.isEmpty else { return known }
    let composed = composed(lattice.letters)
    let found = composed.isEmpty ? read(lattice, limit: Self.abbreviations) : composed
    return found.map { ($0.text, Double($0.count)) }
  }

  /// Phrases with these first letters: the likelier the more documents have them, and the more they stand in by themselves.
  private func known(_ initials: [UInt8]) -> [(text: String, likelihood: Double)] {
    let alone = pieces.spelt(initials, limit: Self.namesakes)
    let mined = phrases.spelt(initials, limit: Self.namesakes)
      .filter { phrase in !alone.contains { $0.text == phrase.text } }
      .map { PhraseTable.Phrase(text: $0.text, weight: 0) }
    return (alone + mined).compactMap { phrase in
      let text = phrase.text.string
      let count = count(text)
      return count == 0 ? nil : (text, Double(phrase.weight + 1) * Double(count).squareRoot())
    }
    .sorted { $0.1 > $1.1 }
  }

  /// The ways to read letters that the index has, those of most documents first.
  private func read(_ lattice: PinyinLattice, limit: Int) -> [(text: String, count: Int)] {
    pinyin.readings(of: lattice, limit: limit)
      .filter { lattice.isFull || PhraseMiner.isPhrase($0) }
      .map { (text: $0.string, count: count($0.string)) }
      .filter { $0.count > 0 }.sorted { $0.count > $1.count }
  }

  /// Two known phrases that the letters spell one after the other and the index has in a row, the most frequent first.
  private func composed(_ letters: [UInt8]) -> [(text: String, count: Int)] {
    guard (4...12).contains(letters.count) else { return [] }
    var pairs: [(text: HanText, weight: Int)] = []
    for cut in 2...letters.count - 2 {
      let left = phrases.spelt(Array(letters[..<cut]), limit: Self.partners)
      let right = phrases.spelt(Array(letters[cut...]), limit: Self.partners)
      for first in left {
        for second in right where repair.model.count(first.text.last ?? 0, second.text[0]) > 0 {
          pairs.append((first.text + second.text, min(first.weight, second.weight)))
        }
      }
    }
    pairs.sort { $0.weight > $1.weight }
    // 城市更新项目 is 城市 and 更新项目, and 城市更新 and 项目.
    return Set(pairs.prefix(Self.abbreviations).map(\.text))
      .map { (text: $0.string, count: count($0.string)) }
      .filter { $0.count > 0 }.sorted { ($1.count, $0.text) < ($0.count, $1.text) }
  }

  /// How many documents have a text as it stands.
  private func count(_ text: String) -> Int { reader.count(QueryParser.parse("\"\(text)\"")) }
}

extension QueryHelp {
  /// How many times as heavy as a longer phrase a phrase must be to stand beside it.
  private static let prefixRatio = 1.4
  /// Phrases looked at for each suggestion.
  private static let choice = 4

  /// How a text may go on: at most `limit` whole queries, the likeliest first. Letters are taken for sounds.
  ///
  /// - Complexity: O(phrases that begin so).
  package func suggestions(for typed: String, limit: Int) -> [String] {
    let words = typed.split(whereSeparator: \.isWhitespace)
    guard let last = words.last, typed.unicodeScalars.count <= 64 else { return [] }
    if typed.utf8.allSatisfy({ $0 < 0x80 }) {
      guard let lattice = PinyinLattice(typed, .shared) else { return [] }
      let found = phrases.typed(lattice.letters, limit: limit * Self.choice)
      return Self.distinct(found, limit)
    }
    guard let text = HanText.whole(String(last)) else { return [] }
    let before = words.dropLast().map { $0 + " " }.joined()
    let found = phrases.beginning(with: text, limit: limit * Self.choice).filter { $0.text != text }
    return Self.distinct(found, limit).map { before + $0 }
  }

  /// Leaves out what is hardly ever said but as the beginning of another of them.
  private static func distinct(_ phrases: [PhraseTable.Phrase], _ limit: Int) -> [String] {
    let kept = phrases.filter { phrase in
      !phrases.contains {
        $0.text.count > phrase.text.count && $0.text.starts(with: phrase.text)
          && Double(phrase.weight) < prefixRatio * Double($0.weight)
      }
    }
    return kept.prefix(limit).map(\.text.string)
  }

  /// What else to look for: phrases that the titles of answers have in common and the query has not.
  package func related(to query: Query, titles: [String], limit: Int) -> [String] {
    var titlesOf: [Int: Int] = [:]
    for title in titles {
      let found = HanText.runs(of: title).flatMap { phrases.places(in: $0, shortest: 4) }
      for place in Set(found) { titlesOf[place, default: 0] += 1 }
    }
    let asked = query.text
    var shared: [HanText: Int] = [:]
    for (place, count) in titlesOf where count > 1 {
      let phrase = phrases.phrase(at: place)
      if phrase.weight > 2, !asked.contains(phrase.text.string) { shared[phrase.text] = count }
    }
    // A piece of another that as many titles have says no more than that one.
    return shared.filter { piece in
      !shared.contains {
        $0.key.count > piece.key.count && $0.value >= piece.value
          && $0.key.string.contains(piece.key.string)
      }
    }
    .sorted { ($1.value, $0.key.string) < ($0.value, $1.key.string) }
    .prefix(limit).map(\.key.string)
  }
}
