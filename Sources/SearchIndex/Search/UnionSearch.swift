import Bytes

/// The best documents that have any of the terms: windows of documents, block-max MaxScore within each.
///
/// In a window, the terms whose bounds together can't reach the threshold are not essential: a document that has only
/// those can't win. Scores of the essential ones are added up in an array; then the documents met that can still win are
/// looked up in the others. (Turtle & Flood 1995; Ding & Suel 2011, "Faster top-k document retrieval using block-max
/// indexes"; windows as in Lucene's MaxScoreBulkScorer.)
struct UnionSearch: ~Copyable {
  /// Documents in a window: the sums fit the first-level cache.
  static let windowLength: UInt32 = 2048

  private let search: PartSearch
  private let terms: [WeightedEntry]
  private var cursors: FixedArray<PostingsCursor>
  private var sums = [UInt32](repeating: 0, count: Int(windowLength))
  private var met = [UInt64](repeating: 0, count: Int(windowLength) / 64)
  private var bounds: [UInt32]
  private var shortBounds: [UInt32]
  private var order: [Int]

  init(_ search: PartSearch, _ terms: [WeightedEntry]) {
    self.search = search
    self.terms = terms
    cursors = FixedArray(count: terms.count) { search.cursor(terms[$0].entry) }
    bounds = [UInt32](repeating: 0, count: terms.count)
    shortBounds = bounds
    order = Array(terms.indices)
  }

  /// Offers all documents that may be among the best.
  mutating func run(_ hits: inout TopHits) {
    let file = search.part.segment.file
    let bytes = file.bytes
    for index in terms.indices {
      cursors[index].load(0, bytes)
      if cursors[index].isShort { shortBounds[index] = bestOfShort(index, bytes) }
    }
    let end = UInt32(search.part.segment.documentCount)
    var base: UInt32 = 0
    while base < end {
      let last = min(base &+ Self.windowLength, end) &- 1
      let essential = partition(base, last, hits, bytes)
      if essential < order.count {
        for place in essential..<order.count { accumulate(order[place], base, last, bytes) }
        collect(base, essential, &hits, bytes)
      }
      base = last &+ 1
    }
  }

  private mutating func bestOfShort(_ index: Int, _ bytes: Span<UInt8>) -> UInt32 {
    cursors[index].loadFrequencies(bytes)
    var best: UInt32 = 0
    for place in 0..<cursors[index].count {
      let denominator = search.denominator(cursors[index].documents[place], bytes)
      best = max(best, terms[index].weight.score(cursors[index].frequencies[place], denominator))
    }
    return best
  }

  /// Orders the terms by their bound in the window; returns how many are not essential.
  private mutating func partition(
    _ base: UInt32, _ last: UInt32, _ hits: borrowing TopHits, _ bytes: Span<UInt8>
  ) -> Int {
    for index in terms.indices { bounds[index] = bound(index, base, last, bytes) }
    for place in 1..<max(1, order.count) {
      var at = place
      while at > 0 && bounds[order[at &- 1]] > bounds[order[at]] {
        order.swapAt(at, at &- 1)
        at &-= 1
      }
    }
    var sum: UInt32 = 0
    var count = 0
    while count < order.count {
      sum &+= bounds[order[count]]
      if bounds[order[count]] > 0 && hits.canEnter(sum) { break }
      count &+= 1
    }
    return count
  }

  /// No document of the window scores more by this term; 0 when none has it.
  private mutating func bound(
    _ index: Int, _ base: UInt32, _ last: UInt32, _ bytes: Span<UInt8>
  ) -> UInt32 {
    if cursors[index].isShort {
      cursors[index].advance(to: base, bytes)
      return cursors[index].document <= last ? shortBounds[index] : 0
    }
    if cursors[index].document > last { return 0 }
    var block = cursors[index].findBlock(base, bytes)
    var impact: UInt8 = 0
    while block < cursors[index].blockCount {
      impact = max(impact, cursors[index].impact(block, bytes))
      if cursors[index].lastDocument(block, bytes) >= last { break }
      block &+= 1
    }
    return impact == 0 ? 0 : terms[index].weight.bound(impact, slack: search.slack)
  }

  /// Adds a term's scores in the window to the sums.
  private mutating func accumulate(
    _ term: Int, _ base: UInt32, _ last: UInt32, _ bytes: Span<UInt8>
  ) {
    cursors[term].advance(to: base, bytes)
    while cursors[term].document <= last {
      cursors[term].loadFrequencies(bytes)
      Self.accumulateBlock(
        &cursors[term], terms[term].weight, base, last, search, &sums, &met, bytes)
    }
  }

  @inline(__always) private static func accumulateBlock(
    _ cursor: inout PostingsCursor, _ weight: TermWeight, _ base: UInt32, _ last: UInt32,
    _ search: PartSearch, _ sumArray: inout [UInt32], _ metArray: inout [UInt64],
    _ bytes: Span<UInt8>
  ) {
    let table = search.denominators.span
    var sums = sumArray.mutableSpan
    var met = metArray.mutableSpan
    var place = cursor.index
    let count = cursor.count
    while place < count {
      let document = cursor.documents[place & 127]
      if document > last { break }
      let denominator = table[Int(bytes.load8(search.norms &+ Int(document)))]
      let slot = Int(document &- base)
      // Outside only where a damaged block table does not ascend.
      if slot < sums.count {
        sums[slot] &+= weight.score(cursor.frequencies[place & 127], denominator)
        met[slot &>> 6] |= 1 &<< UInt64(slot & 63)
      }
      place &+= 1
    }
    if place < count { cursor.stand(at: place) } else { cursor.load(cursor.block &+ 1, bytes) }
  }

  /// Looks at the documents met: completes those that can win, offers them, and clears the window.
  ///
  /// Measured against this and slower (Swift 6.3): no bits but a look at all sums, 8 or 16 at a time as vectors.
  private mutating func collect(
    _ base: UInt32, _ essential: Int, _ hits: inout TopHits, _ bytes: Span<UInt8>
  ) {
    var rest: UInt32 = 0
    for place in 0..<essential { rest &+= bounds[order[place]] }
    for index in met.indices {
      var word = met[index]
      met[index] = 0
      while word != 0 {
        let slot = index &* 64 &+ word.trailingZeroBitCount
        word &= word &- 1
        let sum = sums[slot]
        sums[slot] = 0
        let document = base &+ UInt32(slot)
        if hits.canEnter(sum &+ rest) && search.isAllowed(document) {
          let total = complete(document, sum, rest, essential, hits, bytes)
          if hits.canEnter(total) { hits.offer(total, search.firstDocument &+ document) }
        }
      }
    }
  }

  /// Adds the scores of the terms that are not essential, until it is clear that the document can't win.
  private mutating func complete(
    _ document: UInt32, _ sum: UInt32, _ rest: UInt32, _ essential: Int,
    _ hits: borrowing TopHits, _ bytes: Span<UInt8>
  ) -> UInt32 {
    var (sum, rest, place) = (sum, rest, essential)
    while place > 0 {
      place &-= 1
      let term = order[place]
      guard bounds[term] > 0 else { break }
      rest &-= bounds[term]
      cursors[term].advance(to: document, bytes)
      if cursors[term].document == document {
        let denominator = search.denominator(document, bytes)
        sum &+= terms[term].weight.score(cursors[term].frequency(bytes) &- 1, denominator)
      }
      if !hits.canEnter(sum &+ rest) { return 0 }
    }
    return sum
  }
}
