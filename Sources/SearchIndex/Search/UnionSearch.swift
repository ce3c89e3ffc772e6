import Bytes

/// The best documents that have any of the terms, window of documents by window.
///
/// In a window each term has a bound. A term without which the bounds of the others can't reach the threshold is required:
/// then the rarest required term leads, and only its occurrences that are frequent enough are looked at, as in a
/// conjunction. Where none is required, the terms whose bounds together can't reach the threshold are not essential:
/// scores of the essential ones are added up in an array, and the documents met that can still win are looked up in
/// the others. (Turtle & Flood 1995; Ding & Suel 2011, "Faster top-k document retrieval using block-max indexes"; windows
/// as in Lucene's MaxScoreBulkScorer.)
struct UnionSearch: ~Copyable {
  /// Documents in a window: the sums fit the first-level cache.
  static let windowLength: UInt32 = 4096

  private let search: PartSearch
  private let terms: [WeightedEntry]
  private var cursors: FixedArray<PostingsCursor>
  private var scores: FixedArray<LengthScores>
  private var sums = [UInt32](repeating: 0, count: Int(windowLength))
  private var met = [UInt64](repeating: 0, count: Int(windowLength) / 64)
  /// Per term, what it can add in the window, and with which frequency, less 1.
  private var bounds: [UInt32]
  private var most: [UInt32]
  /// Per term the block in which the last window's bound was found.
  private var blocks: [Int]
  /// The same for the last stretch in `followBlock`.
  private var stretchBlocks: [Int]
  /// The terms by ascending bound.
  private var order: [Int]

  init(_ search: PartSearch, _ terms: [WeightedEntry]) {
    self.search = search
    self.terms = terms
    cursors = FixedArray(count: terms.count) { search.cursor(terms[$0].entry) }
    scores = FixedArray(count: terms.count) { _ in LengthScores() }
    bounds = [UInt32](repeating: 0, count: terms.count)
    most = bounds
    blocks = [Int](repeating: 0, count: terms.count)
    stretchBlocks = blocks
    order = Array(terms.indices)
  }

  /// Offers all documents that may be among the best.
  mutating func run(_ hits: inout TopHits) {
    let file = search.part.segment.file
    let bytes = file.bytes
    for index in terms.indices { begin(index, bytes) }
    let end = UInt32(search.part.segment.documentCount)
    var base: UInt32 = 0
    while base < end {
      let last = min(base &+ Self.windowLength, end) &- 1
      let norm = search.norm(base, bytes)
      let total = bound(base, last, norm, bytes)
      if total > 0 && hits.canEnter(total, norm) {
        if let leader = leader(total, norm, hits) {
          follow(leader, base, last, &hits, bytes)
        } else {
          addUp(base, last, norm, &hits, bytes)
        }
      }
      base = last &+ 1
    }
  }

  /// Decodes the first block; a short list is looked through for its largest frequency.
  private mutating func begin(_ index: Int, _ bytes: Span<UInt8>) {
    cursors[index].load(0, bytes)
    guard cursors[index].isShort else { return }
    cursors[index].loadFrequencies(bytes)
    for place in 0..<cursors[index].count {
      most[index] = max(most[index], cursors[index].frequencyLessOne(at: place))
    }
  }

  /// Finds each term's bound in the window, orders the terms by it, and returns the sum.
  private mutating func bound(
    _ base: UInt32, _ last: UInt32, _ norm: UInt8, _ bytes: Span<UInt8>
  ) -> UInt32 {
    var total: UInt32 = 0
    for index in terms.indices {
      bounds[index] = 0
      if cursors[index].isShort {
        cursors[index].advance(to: base, bytes)
        if cursors[index].document > last { continue }
      } else {
        guard cursors[index].document <= last,
          let found = cursors[index].mostFrequency(base, last, &blocks[index], bytes)
        else { continue }
        most[index] = found
      }
      bounds[index] = terms[index].weight.score(most[index], norm, search.length)
      total &+= bounds[index]
    }
    sortOrder()
    return total
  }

  private mutating func sortOrder() {
    for place in 1..<max(1, order.count) {
      var at = place
      while at > 0 && bounds[order[at &- 1]] > bounds[order[at]] {
        order.swapAt(at, at &- 1)
        at &-= 1
      }
    }
  }

  /// The rarest of the terms without which no document of the window can win; nil when there is none.
  private func leader(_ total: UInt32, _ norm: UInt8, _ hits: borrowing TopHits) -> Int? {
    var leader: Int?
    for place in stride(from: order.count &- 1, through: 0, by: -1) {
      let index = order[place]
      if hits.canEnter(total &- bounds[index], norm) { break }
      if let chosen = leader, terms[chosen].entry.documents <= terms[index].entry.documents {
        continue
      }
      leader = index
    }
    return leader
  }

  /// Looks at the leader's occurrences that can win, and looks them up in the other terms, those of large bounds first.
  private mutating func follow(
    _ leader: Int, _ base: UInt32, _ last: UInt32, _ hits: inout TopHits, _ bytes: Span<UInt8>
  ) {
    cursors[leader].advance(to: base, bytes)
    var block = cursors[leader].block
    var first = cursors[leader].document
    while first <= last && block < cursors[leader].blockCount {
      let end = min(last, cursors[leader].lastDocument(block, bytes))
      followBlock(leader, block, first, end, &hits, bytes)
      if end == last { return }
      block &+= 1
      first = end &+ 1
    }
  }

  /// As `follow`, for the part of one block of the leader that lies in the window, with the bounds of just that stretch.
  private mutating func followBlock(
    _ leader: Int, _ block: Int, _ first: UInt32, _ last: UInt32, _ hits: inout TopHits,
    _ bytes: Span<UInt8>
  ) {
    let norm = search.norm(first, bytes)
    let rest = restBound(leader, first, last, norm, bytes)
    let most = min(most[leader], cursors[leader].mostFrequency(block, bytes))
    guard
      let least = search.leastFrequency(
        terms[leader].weight, most: most, rest: rest, norm, hits)
    else { return }
    let required = requiredBesides(leader, most, rest, norm, hits)
    if cursors[leader].block != block { cursors[leader].load(block, bytes) }
    var places = cursors[leader].places(
      withFrequency: least, from: cursors[leader].index, bytes)
    while let place = places.next() {
      let document = cursors[leader].document(at: place)
      if document > last { return }
      // A list that stands behind the document does not have it.
      if required >= 0 && cursors[required].document > document { continue }
      let norm = search.norm(document, bytes)
      let own = scores[leader].score(
        cursors[leader].frequencyLessOne(at: place), norm, terms[leader].weight, search.length)
      guard hits.canEnter(own &+ rest, norm), search.meetsCondition(document, bytes) else {
        continue
      }
      complete(document, norm, own, rest, order.count, besides: leader, &hits, bytes)
    }
  }

  /// A term without which even the leader's best in the stretch can't win, the one with the fewest documents; -1 if none.
  private func requiredBesides(
    _ leader: Int, _ most: UInt32, _ rest: UInt32, _ norm: UInt8, _ hits: borrowing TopHits
  ) -> Int {
    let total = rest &+ terms[leader].weight.score(most, norm, search.length)
    var required = -1
    for index in terms.indices where index != leader && bounds[index] > 0 {
      if hits.canEnter(total &- bounds[index], norm) { continue }
      if required < 0 || terms[index].entry.documents < terms[required].entry.documents {
        required = index
      }
    }
    return required
  }

  /// Makes the bounds of all terms but the leader those of a stretch of documents; returns their sum.
  private mutating func restBound(
    _ leader: Int, _ first: UInt32, _ last: UInt32, _ norm: UInt8, _ bytes: Span<UInt8>
  ) -> UInt32 {
    var rest: UInt32 = 0
    for index in terms.indices where index != leader && bounds[index] > 0 {
      if !cursors[index].isShort {
        let most = cursors[index].mostFrequency(first, last, &stretchBlocks[index], bytes) ?? 0
        // Not 0, which would say that the term is in no document of the window.
        bounds[index] = terms[index].weight.score(most, norm, search.length)
      }
      rest &+= bounds[index]
    }
    return rest
  }

  /// MaxScore: adds up the scores of the essential terms, then looks the documents met up in the others.
  private mutating func addUp(
    _ base: UInt32, _ last: UInt32, _ norm: UInt8, _ hits: inout TopHits, _ bytes: Span<UInt8>
  ) {
    var rest: UInt32 = 0
    var essential = 0
    while essential < order.count {
      let next = rest &+ bounds[order[essential]]
      if bounds[order[essential]] > 0 && hits.canEnter(next, norm) { break }
      rest = next
      essential &+= 1
    }
    for place in essential..<order.count { accumulate(order[place], base, last, bytes) }
    collect(base, essential, rest, &hits, bytes)
  }

  /// Adds a term's scores in the window to the sums.
  private mutating func accumulate(
    _ term: Int, _ base: UInt32, _ last: UInt32, _ bytes: Span<UInt8>
  ) {
    cursors[term].advance(to: base, bytes)
    while cursors[term].document <= last {
      cursors[term].loadFrequencies(bytes)
      Self.accumulateBlock(
        &cursors[term], &scores[term], terms[term].weight, base, last, search, &sums, &met, bytes)
    }
  }

  @inline(__always) private static func accumulateBlock(
    _ cursor: inout PostingsCursor, _ scores: inout LengthScores, _ weight: TermWeight,
    _ base: UInt32, _ last: UInt32, _ search: PartSearch, _ sumArray: inout [UInt32],
    _ metArray: inout [UInt64], _ bytes: Span<UInt8>
  ) {
    var sums = sumArray.mutableSpan
    var met = metArray.mutableSpan
    var place = cursor.index
    let count = cursor.count
    while place < count {
      let document = cursor.document(at: place)
      if document > last { break }
      let norm = search.norm(document, bytes)
      let slot = Int(document &- base)
      // Outside only where a damaged block table does not ascend.
      if slot < sums.count && search.meetsCondition(document, bytes) {
        sums[slot] &+= scores.score(
          cursor.frequencyLessOne(at: place), norm, weight, search.length)
        met[slot &>> 6] |= 1 &<< UInt64(slot & 63)
      }
      place &+= 1
    }
    cursor.goOn(at: place, bytes)
  }

  /// Looks at the documents met: completes those that can win, offers them, and clears the window.
  private mutating func collect(
    _ base: UInt32, _ essential: Int, _ rest: UInt32, _ hits: inout TopHits,
    _ bytes: Span<UInt8>
  ) {
    for index in met.indices {
      var word = met[index]
      met[index] = 0
      while word != 0 {
        let slot = index &* 64 &+ word.trailingZeroBitCount
        word &= word &- 1
        let sum = sums[slot]
        sums[slot] = 0
        if hits.isHopeless(sum &+ rest) { continue }
        let document = base &+ UInt32(slot)
        let norm = search.norm(document, bytes)
        if hits.canEnter(sum &+ rest, norm) {
          complete(document, norm, sum, rest, essential, besides: -1, &hits, bytes)
        }
      }
    }
  }

  /// Adds the scores of the first `count` terms of `order` until it is clear that the document can't win, and offers it.
  private mutating func complete(
    _ document: UInt32, _ norm: UInt8, _ sum: UInt32, _ rest: UInt32, _ count: Int,
    besides leader: Int, _ hits: inout TopHits, _ bytes: Span<UInt8>
  ) {
    var (sum, rest, place) = (sum, rest, count)
    while place > 0 {
      place &-= 1
      let term = order[place]
      if term == leader { continue }
      if bounds[term] == 0 { break }
      rest &-= bounds[term]
      cursors[term].advance(to: document, bytes)
      if cursors[term].document == document {
        let frequency = cursors[term].frequencyLessOne(bytes)
        sum &+= scores[term].score(frequency, norm, terms[term].weight, search.length)
      }
      if !hits.canEnter(sum &+ rest, norm) { return }
    }
    if hits.canEnter(sum, norm) && search.isAllowed(document, bytes) {
      hits.offer(sum, norm, search.firstDocument &+ document)
    }
  }
}
