import Bytes

/// The best of given documents of a segment by the sum of their terms' scores, up to 128 documents at a time.
///
/// The terms, those that can add most first, are looked up one after another; after each the documents are dropped that
/// the terms left can't lift over the threshold any more, and a batch that can't reach it with all of them is passed over.
/// (MaxScore, Turtle & Flood 1995, by batches instead of documents.) Of many documents the sums over all terms but the
/// characters, whose lists are long and whose weights are small, are found first, window by window. Sums don't depend on
/// the order of their terms, nor the best hits on the order in which documents are offered: the hits are those of adding up
/// everything.
struct MatchRanking: ~Copyable {
  private let search: PartSearch
  /// What may add most first.
  private let terms: [RankedTerm]
  /// nil when scores are taken as they are.
  private let factors: PreferenceFactors?
  private var cursors: FixedArray<PostingsCursor>
  /// The terms that are looked up in batches, heaviest first.
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
    let light = light(beside: count)
    let heavy = terms.indices.filter { !light.contains($0) }
    if count >= Self.many, !heavy.isEmpty, postings(of: heavy) / Self.postingsWorthALookUp < count {
      var documents = documents
      offerMany(&documents, count, adding: heavy, then: light, to: &hits, deadline)
    } else if count > hits.limit, !light.isEmpty {
      offerFew(documents, lookingUp: heavy, then: light, to: &hits, deadline)
    } else {
      offerAll(documents, to: &hits, deadline)
    }
  }

  /// Finds the allowed documents that have any of these terms, offers them, and returns them; those not reached before the deadline are
  /// left out.
  ///
  /// Where they are many, they are those that have a sum after their terms are added, so that lists are decoded once.
  mutating func offer(
    anyOf entries: [(entry: TermEntry, hasPositions: Bool)], to hits: inout TopHits,
    _ deadline: Deadline
  ) -> DocumentBits {
    let finding = terms.indices.filter { index in
      terms[index].field == .body && entries.contains { $0.entry == terms[index].entry }
    }
    let count = postings(of: finding)
    let documentCount = search.part.segment.documentCount
    guard count >= max(Self.many, documentCount / 8) else {
      let documents = search.union(entries)
      offer(documents, to: &hits, deadline)
      return documents
    }
    let light = light(beside: min(count, documentCount))
    let others = terms.indices.filter { !light.contains($0) && !finding.contains($0) }
    var documents = search.union(
      entries.filter { one in !finding.contains { terms[$0].entry == one.entry } })
    offerMany(
      &documents, count, finding: finding, adding: others, then: light, to: &hits, deadline)
    return documents
  }

  /// The terms that are looked up where there are so many documents: characters with long lists.
  private func light(beside count: Int) -> [Int] {
    terms.indices.filter {
      terms[$0].field == .characters && terms[$0].entry.documents > count / 4
    }
  }

  private func postings(of indices: [Int]) -> Int {
    indices.reduce(0) { $0 + terms[$1].entry.documents }
  }

  /// The documents from which on it is worth it to find partial scores before characters are looked up.
  private static let many = 256
  /// Postings that are walked over in the time of looking up one document.
  private static let postingsWorthALookUp = 16

  /// Offers documents in their order, looking up all terms.
  private mutating func offerAll(
    _ documents: DocumentBits, to hits: inout TopHits, _ deadline: Deadline
  ) {
    let file = search.part.segment.file
    let bytes = file.bytes
    begin(Array(terms.indices))
    documents.forEach { append($0, 0, &hits, deadline, bytes) }
    if batch.count > 0 { finish(&hits, deadline, bytes) }
  }

  /// Offers documents by what the heavy terms give them, which are looked up, those of the largest sums first.
  private mutating func offerFew(
    _ documents: DocumentBits, lookingUp heavy: [Int], then light: [Int], to hits: inout TopHits,
    _ deadline: Deadline
  ) {
    let file = search.part.segment.file
    let bytes = file.bytes
    var kept: [PartialScore] = []
    var best = TopHits(hits.limit)
    begin(heavy)
    documents.forEach { document in
      put(document, 0)
      if batch.count == 128 { keep(&kept, &best, deadline, bytes) }
    }
    keep(&kept, &best, deadline, bytes)
    let rest = light.reduce(0) { $0 &+ terms[$1].weight.score(1) }
    let stretches = documents.documentCount / Int(Self.stretch) + 1
    active = light
    offerRest(
      &kept, best.floor, [UInt32](repeating: rest, count: stretches), &hits, deadline, bytes)
  }

  /// Keeps the batch's documents with what the active terms add up to, and empties it.
  private mutating func keep(
    _ kept: inout [PartialScore], _ best: inout TopHits, _ deadline: Deadline,
    _ bytes: Span<UInt8>
  ) {
    for index in active where !deadline.isOver && batch.count > 0 { lookUp(index, bytes) }
    for index in 0..<batch.count {
      let (document, sum) = (batch.documents[index], sums[index])
      let score = preferred(sum, document)
      kept.append(PartialScore(document: document, sum: sum, score: score))
      best.offer(score, 0, document)
    }
    batch.removeAll()
  }

  /// Offers documents by what the heavy terms add up to, those of the largest sums first: their scores are a threshold for the others.
  ///
  /// - Parameters:
  ///   - documents: about `count`; the allowed ones that have a term of `finding` join them.
  ///   - finding: terms that are added before `heavy`.
  private mutating func offerMany(
    _ documents: inout DocumentBits, _ count: Int, finding: [Int] = [], adding heavy: [Int],
    then light: [Int], to hits: inout TopHits, _ deadline: Deadline
  ) {
    let file = search.part.segment.file
    let bytes = file.bytes
    let rests = stretchBounds(light, bytes)
    var sums = WindowSums(search.part.segment, matches: count)
    var kept: [PartialScore] = []
    var best = TopHits(hits.limit)
    active = light
    for index in finding + heavy { cursors[index].rewind() }
    for base in stride(from: 0, to: UInt32(documents.documentCount), by: Int(WindowSums.length)) {
      sums.begin(at: base)
      for index in finding where !deadline.isOver {
        sums.add(terms[index], &cursors[index], of: documents, bytes)
      }
      if !finding.isEmpty { sums.insertAll(into: &documents, search.allowed) }
      for index in heavy where !deadline.isOver {
        sums.add(terms[index], &cursors[index], of: documents, bytes)
      }
      for first in stride(from: base, through: sums.last, by: Int(sums.step)) {
        let rest = rests[Int(first / Self.stretch)]
        let least = leastSum(rest, max(hits.floor, best.floor))
        sums.forEach(of: documents, from: first, atLeast: least) { document, sum in
          let score = preferred(sum, document)
          kept.append(PartialScore(document: document, sum: sum, score: score))
          best.offer(score, 0, document)
        }
      }
      if Self.isEarly(base / WindowSums.length + 1) {
        offerBest(&kept, best.floor, rests, &hits, deadline, bytes)
      }
    }
    offerRest(&kept, best.floor, rests, &hits, deadline, bytes)
  }

  /// Offers the kept documents whose scores are at least `least`, then those of the others that can still be hits.
  private mutating func offerRest(
    _ kept: inout [PartialScore], _ least: UInt32, _ rests: [UInt32], _ hits: inout TopHits,
    _ deadline: Deadline, _ bytes: Span<UInt8>
  ) {
    offerBest(&kept, least, rests, &hits, deadline, bytes)
    begin(active)
    for one in kept { append(one.document, one.sum, &hits, deadline, bytes) }
    if batch.count > 0 { finish(&hits, deadline, bytes) }
  }

  /// Whether the best so far are offered after so many windows, so that fewer documents of the next ones are kept: 1, 2, 4, 8 and so on.
  private static func isEarly(_ windows: UInt32) -> Bool { windows & (windows &- 1) == 0 }

  /// What some of the terms give a document.
  private struct PartialScore {
    var document: UInt32
    var sum: UInt32
    /// The sum as preferred.
    var score: UInt32
  }

  /// Offers those kept documents whose scores are at least `least`, and keeps those of the others that can then still be hits.
  private mutating func offerBest(
    _ kept: inout [PartialScore], _ least: UInt32, _ rests: [UInt32], _ hits: inout TopHits,
    _ deadline: Deadline, _ bytes: Span<UInt8>
  ) {
    begin(active)
    for one in kept where one.score >= least {
      append(one.document, one.sum, &hits, deadline, bytes)
    }
    if batch.count > 0 { finish(&hits, deadline, bytes) }
    let floor = hits.floor
    kept.removeAll { one in
      one.score >= least || one.sum < leastSum(rests[Int(one.document / Self.stretch)], floor)
    }
  }

  /// The score of a document whose terms add up to this.
  @inline(__always) private func preferred(_ sum: UInt32, _ document: UInt32) -> UInt32 {
    factors?.preferred(sum, document) ?? sum
  }

  /// Documents whose light terms have one bound: several blocks of a frequent list; a multiple of `WindowSums.step`.
  static let stretch: UInt32 = 1024

  /// What these terms can add at most to the documents of each stretch.
  private func stretchBounds(_ indices: [Int], _ bytes: Span<UInt8>) -> [UInt32] {
    let count = search.part.segment.documentCount / Int(Self.stretch) + 1
    var bounds = [UInt32](repeating: 0, count: count)
    for index in indices {
      let term = terms[index]
      let parts = cursors[index].mostParts(count, term.length, bytes)
      for stretch in 0..<count where parts[stretch] > 0 {
        bounds[stretch] &+= term.weight.score(parts[stretch])
      }
    }
    return bounds
  }

  /// The least sum with which a document may reach a score when at most `rest` is added.
  @inline(__always) private func leastSum(_ rest: UInt32, _ score: UInt32) -> UInt32 {
    let needed = factors?.leastScore(for: score) ?? score
    return needed > rest ? needed &- rest : 0
  }

  /// Has batches begin anew at the first document, with these terms, which are told heaviest first.
  private mutating func begin(_ indices: [Int]) {
    active = indices
    for index in indices {
      cursors[index].rewind()
      blocks[index] = 0
    }
  }

  /// Puts a document into the batch with what other terms add to its score.
  @inline(__always) private mutating func append(
    _ document: UInt32, _ sum: UInt32, _ hits: inout TopHits, _ deadline: Deadline,
    _ bytes: Span<UInt8>
  ) {
    put(document, sum)
    if batch.count == 128 { finish(&hits, deadline, bytes) }
  }

  @inline(__always) private mutating func put(_ document: UInt32, _ sum: UInt32) {
    sums[batch.count] = sum
    batch.append(document, origin: batch.count)
  }

  /// Scores the batch, offers what is left of it, and empties it.
  private mutating func finish(
    _ hits: inout TopHits, _ deadline: Deadline, _ bytes: Span<UInt8>
  ) {
    if !deadline.isOver { score(hits, bytes) }
    for index in 0..<batch.count {
      let document = batch.documents[index]
      let sum = sums[Int(batch.origins[index])]
      hits.offer(
        preferred(sum, document), search.norm(document, bytes), search.firstDocument &+ document)
    }
    batch.removeAll()
  }

  /// Adds up the scores of the batch's documents, and drops those that can't be among the hits.
  private mutating func score(_ hits: borrowing TopHits, _ bytes: Span<UInt8>) {
    var rest = bound(hits, bytes)
    drop(rest, hits)
    for index in active where bounds[index] > 0 && batch.count > 0 {
      rest &-= bounds[index]
      lookUp(index, bytes)
      drop(rest, hits)
    }
  }

  /// Looks the batch's documents up in a term's list, and adds its scores to the sums of those that have it.
  private mutating func lookUp(_ index: Int, _ bytes: Span<UInt8>) {
    found.copy(batch)
    found.lookUp(&cursors[index], &findings, bytes)
    let term = terms[index]
    let table = term.length.parts
    let parts = table.span
    for index in 0..<found.count {
      let origin = Int(found.origins[index])
      sums[origin] &+= term.score(
        findings.frequencies[origin], found.documents[index], parts, bytes)
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
