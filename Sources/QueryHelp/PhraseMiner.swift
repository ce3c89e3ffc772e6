/// Finds the phrases that headings are made of: pieces that occur again and again between different neighbours.
///
/// 扶持资金 is one where it stands after and before many things; 持资金 isn't, because 扶 always goes before it; no dictionary is
/// needed. The pieces are the intervals of a suffix array (Abouelhoda, Kurtz, Ohlebusch 2004), left-diverse ones only.
struct PhraseMiner {
  /// Texts one after another, each run of Han characters ended by a separator: titles and how documents begin.
  private var (titles, leads): ([UInt16], [UInt16]) = ([], [])

  /// Characters below it separate: no Han character does.
  private static let separators: UInt16 = 0x3000
  /// The longest phrase, in characters.
  private static let longest = 16
  /// The least occurrences of a phrase.
  private static let least = 3
  /// Characters that join phrases and are hardly ever part of one, unlike 请 in 申请 and 要 in 要求.
  static let joints = Set("的和与及或等在对为于以将由向从至并之其".utf16)
  /// The different neighbours that show that a piece begins or ends of itself.
  private static let leastNeighbours = 4
  /// The characters that are looked at of titles and of beginnings: more need seconds and memory, and say little new.
  static let mostText = 3_000_000
  /// What an occurrence in a title weighs; one in a beginning weighs 1.
  private static let titleWeight = 8

  /// Takes in a title and the beginning of a text; nothing when enough is known.
  mutating func add(title: String, lead: String) {
    Self.append(HanText.runs(of: title, shortest: 2), to: &titles)
    // Where the beginning was cut off is no end of a phrase.
    Self.append(HanText.runs(of: lead, shortest: 2).dropLast(), to: &leads)
  }

  private static func append(_ runs: some Sequence<HanText>, to all: inout [UInt16]) {
    guard all.count < mostText else { return }
    for run in runs {
      all += run
      all.append(0)
    }
  }

  /// The phrases with their weights.
  ///
  /// - Complexity: O(n log n) of the characters.
  func phrases() -> [PhraseTable.Phrase] {
    let text = titles + leads
    let order = SuffixOrder(text, depth: Self.longest, separators: Self.separators)
    var found: [HanText: Int] = [:]
    var open: [(length: Int, start: Int)] = []
    for place in 0...order.places.count {
      let common = place < order.places.count ? Int(order.common[place]) : 0
      var start = place > 0 ? place - 1 : 0
      while let last = open.last, last.length > common {
        open.removeLast()
        start = last.start
        keep(last.length, order.places[last.start..<place], text, &found)
      }
      if common >= 2, open.last.map({ $0.length < common }) ?? true {
        open.append((common, start))
      }
    }
    return found.map { PhraseTable.Phrase(text: $0.key, weight: $0.value) }
  }

  private func keep(
    _ length: Int, _ places: ArraySlice<UInt32>, _ text: [UInt16], _ found: inout [HanText: Int]
  ) {
    // One as long as suffixes are compared may go on.
    guard places.count >= Self.least, length < Self.longest, let place = places.first.map(Int.init)
    else { return }
    var phrase = Array(text[place..<place + length])
    // 人才引进工作的, which 通知 or 意见 follows, is 人才引进工作.
    while let last = phrase.last, Self.joints.contains(last) { phrase.removeLast() }
    guard phrase.count >= 2, Self.isPhrase(phrase),
      Self.isFree(places.lazy.map { $0 == 0 ? 0 : text[Int($0) - 1] }),
      phrase.count < length || Self.isFree(places.lazy.map { text[Int($0) + length] })
    else { return }
    let titleCount = places.count { $0 < titles.count }
    let weight = places.count + (Self.titleWeight - 1) * titleCount
    found[phrase] = max(found[phrase] ?? 0, weight)
  }

  /// Whether what stands beside a piece shows that it ends there: a sign or a character of grammar somewhere, or many characters.
  /// 扶持资金申, which only 请 and 报 follow, doesn't end.
  private static func isFree(_ neighbours: some Sequence<UInt16>) -> Bool {
    var seen: [UInt16] = []
    for character in neighbours where !seen.contains(character) {
      if character < separators || joints.contains(character) { return true }
      seen.append(character)
      if seen.count >= leastNeighbours { return true }
    }
    return false
  }

  /// Whether it neither begins nor ends with a character that serves grammar only, such as 的 or 关于's 于.
  static func isPhrase(_ phrase: HanText) -> Bool {
    guard let first = phrase.first, let last = phrase.last else { return false }
    return !joints.contains(first) && !joints.contains(last)
  }
}
