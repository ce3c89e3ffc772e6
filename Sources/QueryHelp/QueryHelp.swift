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

  /// The phrases kept at most.
  private static let mostPhrases = 150_000
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
    phrases = PhraseTable(Self.phrases(of: reader, asked), .shared)
  }

  private static func phrases(
    of reader: IndexReader, _ asked: [(text: String, count: Int)]
  ) -> [PhraseTable.Phrase] {
    var miner = PhraseMiner()
    var whole: [HanText: Int] = [:]
    // Of few documents more, of many less, so that all have their say.
    let lead = 3 * PhraseMiner.mostText / max(1, reader.documentCount)
    reader.eachHeading(lead: max(600, lead)) { heading in
      miner.add(title: heading.title, lead: heading.lead)
      for text in [heading.title, heading.column] {
        guard whole.count < mostPhrases, let text = HanText.whole(text),
          (2...longestHeading).contains(text.count)
        else { continue }
        whole[text, default: 0] += 1
      }
    }
    var all = miner.phrases()
    all += whole.map { PhraseTable.Phrase(text: $0.key, weight: $0.value) }
    // A query that people ask says more than a heading.
    all += asked.compactMap { query in
      HanText.whole(query.text).map { PhraseTable.Phrase(text: $0, weight: 10 * query.count) }
    }
    all.sort { ($1.weight, $0.text.count) < ($0.weight, $1.text.count) }
    return Array(all.prefix(mostPhrases))
  }
}

extension QueryHelp {
  /// The least gain that makes a replacement credible where the index has it in a document, and where it has not.
  private static let (knownGain, unknownGain): (Float, Float) = (2, 9)
  /// How many times as frequent as what was typed its replacement must be.
  private static let leastRatio = 40
  /// The ways to read letters of which the most frequent is taken.
  private static let (readings, abbreviations) = (12, 100)
  /// The phrases of which either half of a text in first letters is taken.
  private static let partners = 24

  /// The query that was probably meant; nil when it was probably meant as it is.
  ///
  /// Words in quotes and the values of filters are left alone.
  package func correction(of query: Query) -> String? {
    var text = query.text
    for word in query.plainWords {
      if let meant = meant(word), let range = text.firstRange(of: word) {
        text.replaceSubrange(range, with: meant)
      }
    }
    return text == query.text ? nil : text
  }

  /// What a word was probably meant to be.
  private func meant(_ word: String) -> String? {
    if word.utf8.allSatisfy({ $0 < 0x80 }) {
      return count(word) == 0 ? spelt(word, limit: 1).first : nil
    }
    var repaired = word
    for run in HanText.runs(of: word, shortest: 2) {
      if let meant = meant(run), let range = repaired.firstRange(of: run.string) {
        repaired.replaceSubrange(range, with: meant.string)
      }
    }
    return repaired == word ? nil : repaired
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
    let known = phrases.spelt(lattice.letters, limit: limit).map(\.text.string)
    guard known.count < limit else { return known }
    let composed = lattice.isFull ? [] : composed(lattice.letters)
    let read = pinyin.readings(
      of: lattice, limit: lattice.isFull ? Self.readings : Self.abbreviations
    )
    .filter { lattice.isFull || PhraseMiner.isPhrase($0) }
    .map { (text: $0.string, count: count($0.string)) }
    .filter { reading in reading.count > 0 && !(known + composed).contains(reading.text) }
    .sorted { $0.count > $1.count }
    return Array((known + composed + read.map(\.text)).prefix(limit))
  }

  /// Two known phrases that the letters spell one after the other and the index has in a row, the most frequent first.
  private func composed(_ letters: [UInt8]) -> [String] {
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
    return pairs.sorted { $0.weight > $1.weight }.prefix(Self.abbreviations)
      .map { (text: $0.text.string, count: count($0.text.string)) }
      .filter { $0.count > 0 }.sorted { $0.count > $1.count }.map(\.text)
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
