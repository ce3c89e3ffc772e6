import Documents
import Tokenizer

#if canImport(Glibc)
  import Glibc
#endif

/// A line of a query file: qid, class, operation, k, raw text, tokens, filter, separated by tabs.
package struct BenchQuery: Sendable {
  /// The first column.
  package let id: String
  /// The second column.
  package let queryClass: String
  /// Whether matching documents are counted rather than ranked.
  package let isCount: Bool
  /// What is searched.
  package let query: BareQuery

  /// Reads a line as `mkqueries.py` writes it; nil when it is malformed.
  package init?(line: String) {
    let columns = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    guard columns.count >= 6, let limit = Int(columns[3]), (1...100_000).contains(limit) else {
      return nil
    }
    id = columns[0]
    queryClass = columns[1]
    isCount = columns[2].hasPrefix("count_")
    let name = isCount ? String(columns[2].dropFirst(6)) : columns[2]
    let texts = columns[5].split(separator: " ").map(String.init)
    guard let operation = BareOperation(rawValue: name), !texts.isEmpty,
      let filters = Self.filters(columns.count > 6 ? columns[6] : "")
    else { return nil }
    // Each text is one token of the shared stream; in a phrase the next one stands one position on.
    let cut = texts.map { tokens(of: $0) }
    guard cut.allSatisfy({ $0.count == 1 }) else { return nil }
    query = BareQuery(
      operation: operation, terms: cut.map { TermQuery($0[0], .body) },
      offsets: texts.indices.map { UInt32($0) },
      lengths: cut.map { $0[0].kind == .hanBigram ? 2 : 1 }, limit: limit, filters: filters)
  }

  private static func filters(_ text: String) -> SearchFilters? {
    var filters = SearchFilters()
    if text.isEmpty { return filters }
    if text.hasPrefix("site=") {
      filters.sites = [String(text.dropFirst(5))]
      return filters
    }
    let range = text.dropFirst(5).split(separator: "-").compactMap { UInt32($0) }
    guard text.hasPrefix("date="), range.count == 2 else { return nil }
    filters.after = CalendarDate(rawValue: range[0])
    filters.before = CalendarDate(rawValue: range[1])
    return filters
  }
}

/// What running a bench query gave.
package struct BenchResult: Sendable {
  /// The line's id.
  package let id: String
  /// The line's class.
  package let queryClass: String
  /// Hits shown, or the count.
  package let hits: Int
  /// The best score; 0 for a count.
  package let topScore: Double
  /// The best document's number over the whole index; nil without hits.
  package let topDocument: UInt32?
  /// All matching documents.
  package let total: Int
  /// Each repetition's time, look-up in the dictionary included.
  package let microseconds: [Double]

  /// `qid TAB class TAB hits TAB top score TAB total TAB µs…`.
  package var line: String {
    ([id, queryClass, String(hits), decimal(topScore, 6), String(total)]
      + microseconds.map { decimal($0, 2) }).joined(separator: "\t")
  }
}

/// A number with that many digits behind the point.
func decimal(_ value: Double, _ digits: Int) -> String {
  let scale = (0..<digits).reduce(1.0) { product, _ in product * 10 }
  let whole = Int((abs(value) * scale).rounded())
  let unit = Int(scale)
  let fraction = String(whole % unit)
  let zeros = String(repeating: "0", count: max(0, digits - fraction.count))
  return "\(value < 0 ? "-" : "")\(whole / unit).\(zeros)\(fraction)"
}

extension IndexReader {
  /// Runs a query `repetitions` times on this thread.
  package func bench(_ bench: BenchQuery, repetitions: Int) -> BenchResult {
    var times: [Double] = []
    var hits: [(score: Double, document: UInt32)] = []
    var total = 0
    for _ in 0..<max(1, repetitions) {
      let start = Self.nanoseconds()
      if bench.isCount { total = count(bench.query) } else { hits = search(bench.query).hits }
      times.append(Double(Self.nanoseconds() &- start) / 1000)
    }
    if !bench.isCount { total = count(bench.query) }
    return BenchResult(
      id: bench.id, queryClass: bench.queryClass, hits: bench.isCount ? total : hits.count,
      topScore: hits.first?.score ?? 0, topDocument: hits.first?.document, total: total,
      microseconds: times)
  }

  private static func nanoseconds() -> UInt64 {
    var time = timespec()
    // SAFETY: clock_gettime fills the local struct.
    _ = unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) &* 1_000_000_000 &+ UInt64(time.tv_nsec)
  }
}
