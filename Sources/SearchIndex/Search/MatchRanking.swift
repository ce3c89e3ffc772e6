import Bytes

/// A term of a ranking as it stands in one segment.
///
/// A class, because a structure of so many parts would be copied at every use.
final class RankedTerm: Sendable {
  let entry: TermEntry
  let weight: TermWeight
  let field: IndexField
  /// Where the length bytes of its field lie; empty when the field has none.
  let norms: Range<Int>
  /// BM25 of its field.
  let length: BM25Length

  init(
    _ entry: TermEntry, _ weight: TermWeight, _ field: IndexField, norms: Range<Int>,
    length: BM25Length
  ) {
    self.entry = entry
    self.weight = weight
    self.field = field
    self.norms = norms
    self.length = length
  }
}

/// The best of given documents of a segment by the sum of their terms' scores, up to 128 documents at a time.
///
/// The terms, those that can add most first, are looked up one after another; after each the documents are dropped that
/// the terms left can't lift over the threshold any more, and a batch that can't reach it with all of them is passed over.
/// (MaxScore, Turtle & Flood 1995, by batches instead of documents.) Sums don't depend on the order of their terms, nor the
/// best hits on the order in which documents are offered: the hits are those of adding up everything.
struct MatchRanking: ~Copyable {
  private let search: PartSearch
  /// What may add most first.
  private let terms: [RankedTerm]
  /// nil when scores are taken as they are.
  private let factors: PreferenceFactors?
  private var cursors: FixedArray<PostingsCursor>
  /// The terms that documents may have, heaviest first.
  private var active: [Int] = []
  /// Per term the block in which the bound of the last batch was found.
  private var blocks: [Int]
  /// Per term what it can add to a document of the batch at most; 0 where the batch has none of its documents.
  private var bounds: [UInt32]
  private var batch = Candidates()
  /// The documents of the batch that have one term.
  private var found = Candidates()
  private var findings = Findings()
  /// By origin in the batch.
  private var sums = IntegerBlock()

  init(_ search: PartSearch, _ terms: [RankedTerm], factors: PreferenceFactors?) {
    let terms = terms.sorted { $0.weight.scaled > $1.weight.scaled }
    self.search = search
    self.terms = terms
    self.factors = factors
    cursors = FixedArray(count: terms.count) {
      search.cursor(terms[$0].entry, hasPositions: terms[$0].field.hasPositions)
    }
    blocks = [Int](repeating: 0, count: terms.count)
    bounds = [UInt32](repeating: 0, count: terms.count)
  }

  /// Offers the documents with their scores; those not looked at before the deadline with what they have by then.
  ///
  /// - Complexity: O(documents × terms) at worst, by batches; a few look-ups a document where most can't win.
  mutating func offer(_ documents: DocumentBits, to hits: inout TopHits, _ deadline: Deadline) {
    let count = documents.count
    if count == 0 { return }
    if count > Self.leastSpread, let first = terms.first, first.entry.documents < count / 2 {
      offerSpread(documents, to: &hits, deadline)
    } else {
      offer(documents, having: Array(terms.indices), to: &hits, deadline)
    }
  }

  /// The documents beyond which it is worth it to look at some before the others.
  private static let leastSpread = 512

  /// Offers documents that have one term or another: first those of most terms of the body, which raise the threshold, at
  /// last those of one alone, the heaviest first, as long as that and the terms of other fields can still reach it.
  private mutating func offerSpread(
    _ documents: DocumentBits, to hits: inout TopHits, _ deadline: Deadline
  ) {
    let heavy = terms.indices.filter { terms[$0].field == .body }
    let light = terms.indices.filter { terms[$0].field != .body }
    let sets = heavy.map { index in
      var set = search.union([terms[index].entry], hasPositions: terms[index].field.hasPositions)
      set.formIntersection(documents)
      return set
    }
    let levels = TermLevels(sets, documentCount: documents.documentCount)
    for level in stride(from: TermLevels.most, to: 2, by: -1) {
      offer(levels.documents(level), having: Array(terms.indices), to: &hits, deadline)
    }
    let pairs = levels.documents(2)
    for (place, index) in heavy.enumerated() {
      for other in place + 1..<max(place + 1, heavy.count)
      where most([index, heavy[other]] + light) >= hits.floor {
        var both = sets[place]
        both.formIntersection(sets[other])
        both.formIntersection(pairs)
        offer(both, having: ([index, heavy[other]] + light).sorted(), to: &hits, deadline)
      }
    }
    let singles = levels.documents(1)
    for (index, set) in zip(heavy, sets) where most([index] + light) >= hits.floor {
      var alone = set
      alone.formIntersection(singles)
      offer(alone, having: ([index] + light).sorted(), to: &hits, deadline)
    }
    guard most(light) >= hits.floor else { return }
    var rest = documents
    rest.subtract(levels.any)
    offer(rest, having: light, to: &hits, deadline)
  }

  /// What these terms can lift a document to.
  private func most(_ indices: [Int]) -> UInt32 {
    let sum = indices.reduce(UInt32(0)) { $0 &+ terms[$1].weight.score(1) }
    return factors?.bound(sum) ?? sum
  }

  /// Offers documents that have none but these terms, which are told heaviest first.
  private mutating func offer(
    _ documents: DocumentBits, having indices: [Int], to hits: inout TopHits, _ deadline: Deadline
  ) {
    if documents.isEmpty { return }
    let file = search.part.segment.file
    let bytes = file.bytes
    active = indices
    for index in indices {
      cursors[index].load(0, bytes)
      blocks[index] = 0
    }
    for index in documents.words.indices {
      var word = documents.words[index]
      while word != 0 {
        let document = UInt32(index &* 64 &+ word.trailingZeroBitCount)
        word &= word &- 1
        batch.append(document, origin: batch.count)
        if batch.count == 128 { finish(&hits, deadline, bytes) }
      }
    }
    if batch.count > 0 { finish(&hits, deadline, bytes) }
  }

  /// Scores the batch, offers what is left of it, and empties it.
  private mutating func finish(
    _ hits: inout TopHits, _ deadline: Deadline, _ bytes: Span<UInt8>
  ) {
    sums.fill(0)
    if !deadline.isOver { score(hits, bytes) }
    for index in 0..<batch.count {
      let document = batch.documents[index]
      let sum = sums[Int(batch.origins[index])]
      hits.offer(
        factors?.preferred(sum, document) ?? sum, search.norm(document, bytes),
        search.firstDocument &+ document)
    }
    batch.removeAll()
  }

  /// Adds up the scores of the batch's documents, and drops those that can't be among the hits.
  private mutating func score(_ hits: borrowing TopHits, _ bytes: Span<UInt8>) {
    var rest = bound(hits, bytes)
    drop(rest, hits)
    for index in active where bounds[index] > 0 && batch.count > 0 {
      rest &-= bounds[index]
      found.copy(batch)
      found.lookUp(&cursors[index], &findings, bytes)
      add(terms[index], bytes)
      drop(rest, hits)
    }
  }

  /// Adds a term's scores to the sums of the documents that have it.
  private mutating func add(_ term: RankedTerm, _ bytes: Span<UInt8>) {
    let (norms, weight, hasNorms) = (term.norms.lowerBound, term.weight, !term.norms.isEmpty)
    let table = term.length.parts
    let parts = table.span
    for index in 0..<found.count {
      let origin = Int(found.origins[index])
      let norm = hasNorms ? bytes.load8(norms &+ Int(found.documents[index])) : 0
      let frequency = findings.frequencies[origin] &- 1
      let part =
        frequency < BM25Length.tabulated
        ? parts[Int(frequency) &<< 8 | Int(norm)] : term.length.part(frequency, norm)
      sums[origin] &+= weight.score(part)
    }
  }

  /// Drops the documents that can't be among the hits when at most `rest` is added.
  private mutating func drop(_ rest: UInt32, _ hits: borrowing TopHits) {
    let floor = hits.floor
    if floor == 0 { return }
    if let factors {
      batch.drop { factors.bound(sums[$0] &+ rest) < floor }
    } else if rest < floor {
      let least = floor &- rest
      batch.drop { sums[$0] < least }
    }
  }

  /// Finds what each term can add to a document of the batch, and returns the sum.
  private mutating func bound(_ hits: borrowing TopHits, _ bytes: Span<UInt8>) -> UInt32 {
    let (first, last) = (batch.documents[0], batch.documents[batch.count &- 1])
    let isOpen = hits.floor == 0
    var sum: UInt32 = 0
    for index in active {
      let term = terms[index]
      let most: Float =
        isOpen ? 1 : cursors[index].mostPart(first, last, term.length, &blocks[index], bytes)
      let bound = most > 0 ? term.weight.score(most) : 0
      bounds[index] = bound
      sum &+= bound
    }
    return sum
  }
}

extension PostingsCursor {
  /// The largest part of BM25 that a document from `first` to `last` can have; 0 when none can have the term. `block` is
  /// where the last call, for earlier documents, ended.
  fileprivate mutating func mostPart(
    _ first: UInt32, _ last: UInt32, _ length: borrowing BM25Length, _ block: inout Int,
    _ bytes: Span<UInt8>
  ) -> Float {
    if isShort {
      advance(to: first, bytes)
      return document <= last ? 1 : 0
    }
    block = findBlock(first, from: block, bytes)
    let end = min(blockCount, block &+ Self.blocksLookedAt)
    var most: Float = 0
    while block < end {
      most = max(most, length.part(mostFrequency(block, bytes), leastNorm(block, bytes)))
      if lastDocument(block, bytes) >= last { return most }
      block &+= 1
    }
    return block < blockCount ? 1 : most
  }

  /// Documents that are spread over more blocks than these are too few for the bound to be worth the look.
  private static let blocksLookedAt = 32
}
