/// The terms of a table by ascending key, taken out one after another.
struct SortedTerms {
  private let terms: [(key: UInt64, number: UInt32)]
  private var place = 0

  init(_ table: TermTable) { terms = table.sorted() }

  /// The next term whose key is below `limit`; nil when there is none.
  mutating func next(below limit: UInt64) -> (key: UInt64, number: UInt32)? {
    guard place < terms.count, terms[place].key < limit else { return nil }
    defer { place += 1 }
    return terms[place]
  }
}
