import Tokenizer

/// How well a stretch of a text matches a run of a query's terms.
enum SnippetLevel: UInt8, Sendable, Comparable {
  /// One bigram of several.
  case single
  /// At least two bigrams in a row.
  case several
  /// At least half of the bigrams in a row, of at least three.
  case half
  /// All of it.
  case whole
  /// No stretch has it: the level of a run that is part of a 文号 which the document has.
  case superseded

  static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// A query's terms as passages are looked for. Each has a *slot*, a number under 64; those of one Han run stand in a row.
struct SnippetTerms: Sendable {
  /// Terms that follow one another in the query without a gap; a word, number or lone character is a run of its own.
  struct Run: Sendable, Equatable {
    var slots: Range<Int>
    /// The sum of its slots' weights.
    var weight: Int

    func level(of length: Int) -> SnippetLevel {
      if length == slots.count { return .whole }
      if slots.count >= 3 && length * 2 >= slots.count { return .half }
      return slots.count >= 3 && length >= 2 ? .several : .single
    }
  }

  /// The slots of a key: those that are runs of their own, and those that are parts of longer ones.
  struct Slots: Sendable {
    var key: UInt64
    var alone: UInt64 = 0
    var chained: UInt64 = 0
  }

  /// A 文号 of the query: a run of one slot, found by its form and not by a key.
  struct Number: Sendable, Equatable {
    /// As `DocumentNumber` folds it.
    var form: [UInt8]
    /// Its own run.
    var run: Int
    /// The runs of its characters and digits, looked for where the document hasn't the number.
    var parts: Range<Int>

    /// The characters of the agency's sign in the form.
    var agencyLength: Int { form.prefix { $0 != 0x20 }.count { $0 & 0xC0 != 0x80 } }
  }

  /// One bit each of a word; the terms of a query beyond that, such as the last bigrams of a run of 200 characters, are not looked for.
  static let slotLimit = UInt64.bitWidth

  private(set) var runs: [Run] = []
  private(set) var numbers: [Number] = []
  /// By slot.
  private(set) var weights: [Int] = []
  /// By slot.
  private(set) var runOfSlot: [Int] = []
  /// The slots that begin runs.
  private(set) var firstSlots: UInt64 = 0
  /// Whether lone Han characters are looked for.
  private(set) var wantsCharacters = false
  private var entries: [Slots] = []
  /// 1,024 bits, of which each key sets one: at most 3 % of other tokens pass.
  private var filter = InlineArray<16, UInt64>(repeating: 0)

  /// The terms of a query.
  ///
  /// - Parameter weight: what a term counts when passages are compared, at least 0.1.
  init(_ query: Query, weight: (TermQuery) -> Float) {
    var known: Set<[UInt64]> = []
    for part in query.root?.snippetParts ?? [] {
      let before = runs.count
      for whole in part.runs {
        let run = whole.prefix(Self.slotLimit - weights.count)
        let keys = run.map { IndexField.tokenKey(of: $0.query.key) }
        guard !run.isEmpty, known.insert(keys).inserted else { continue }
        append(keys, run.map { Int(weight($0.query) * 1024) })
      }
      guard let number = part.number, weights.count < Self.slotLimit else { continue }
      numbers.append(
        Number(form: Array(number.text.utf8), run: runs.count, parts: before..<runs.count))
      appendRun([Int(weight(number.query) * 1024)])
    }
    entries.sort { $0.key < $1.key }
  }

  private mutating func appendRun(_ weights: [Int]) {
    let first = self.weights.count
    firstSlots |= 1 << UInt64(first)
    runOfSlot += weights.map { _ in runs.count }
    self.weights += weights
    runs.append(Run(slots: first..<self.weights.count, weight: weights.reduce(0, +)))
  }

  private mutating func append(_ keys: [UInt64], _ weights: [Int]) {
    let first = self.weights.count
    appendRun(weights)
    for (index, key) in keys.enumerated() {
      let bit: UInt64 = 1 << UInt64(first + index)
      let place =
        entries.firstIndex { $0.key == key }
        ?? {
          entries.append(Slots(key: key))
          return entries.count - 1
        }()
      if keys.count == 1 { entries[place].alone |= bit } else { entries[place].chained |= bit }
      let hash = Self.hash(key)
      filter[hash >> 6] |= 1 << UInt64(hash & 63)
      if key & (TokenKey.packedTag | TokenKey.hashTag) == 0 && key & 0x1F_FFFF == 0 {
        wantsCharacters = true
      }
    }
  }

  @inline(__always) private static func hash(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 54)
  }

  /// False for nearly every key that isn't looked for.
  @inline(__always) func mayContain(_ key: UInt64) -> Bool {
    let hash = Self.hash(key)
    return filter[hash >> 6] >> UInt64(hash & 63) & 1 != 0
  }

  /// The slots of a key; nil when it isn't looked for.
  func slots(_ key: UInt64) -> Slots? {
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].key < key { low = middle + 1 } else { high = middle }
    }
    return low < entries.count && entries[low].key == key ? entries[low] : nil
  }
}

/// A part of a query as passages are looked for: runs of terms, and the 文号 that they spell together, if they do.
private struct SnippetPart {
  var runs: [[QueryTerm]] = []
  var number: QueryTerm?
}

extension QueryNode {
  /// What a matching document may have, in the order of the query; the terms of one Han run are together.
  fileprivate var snippetParts: [SnippetPart] {
    var parts: [SnippetPart] = []
    collect(into: &parts)
    return parts
  }

  private func collect(into parts: inout [SnippetPart]) {
    switch self {
    case .term(let term):
      if let last = parts.last?.runs.last?.last, term.continues(last) {
        let run = parts[parts.count - 1].runs.count - 1
        parts[parts.count - 1].runs[run].append(term)
      } else {
        parts.append(SnippetPart(runs: [[term]]))
      }
    case .documentNumber(let term): parts.append(SnippetPart(number: term))
    case .field(_, let words): words.collect(into: &parts)
    case .phrase(let terms):
      for term in terms { QueryNode.term(term).collect(into: &parts) }
    case .or(let nodes) where nodes.first?.number != nil:
      let runs = QueryNode.and(Array(nodes.dropFirst())).snippetParts.flatMap(\.runs)
      parts.append(SnippetPart(runs: runs, number: nodes.first?.number))
    case .widened(let node, let others):
      // Each a part of its own: a page has one or the other.
      for choice in [node] + others { parts += choice.snippetParts }
    case .and(let nodes), .or(let nodes):
      for node in nodes { node.collect(into: &parts) }
    case .not: break
    }
  }

  private var number: QueryTerm? {
    if case .documentNumber(let term) = self { term } else { nil }
  }
}

extension QueryTerm {
  /// Whether it is the next bigram of the run that `other` is of.
  fileprivate func continues(_ other: QueryTerm) -> Bool {
    guard offset == other.offset &+ 1, length == 2, other.length == 2 else { return false }
    let (before, own) = (
      IndexField.tokenKey(of: other.query.key), IndexField.tokenKey(of: query.key)
    )
    return before & 0x1F_FFFF == own >> 21
  }
}
