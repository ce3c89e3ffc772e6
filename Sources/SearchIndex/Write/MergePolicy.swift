/// Decides which neighbouring segments become one: a log-structured merge in tiers of size, done by `TieredMerge`.
///
/// Only neighbours are merged, so that documents keep their order however often the index is committed; results, ties
/// included, are then those of an index that was built at once.
struct MergePolicy {
  /// Neighbours of one tier that are merged.
  var fanOut = 8
  /// Segments up to this size are all of the lowest tier.
  var floorBytes = 4 << 20
  /// A segment with a larger share of dead documents is written anew.
  var deadShare = 0.25
  /// The most documents of a merged segment.
  var documentLimit = SegmentLayout.maxDocuments

  /// What the policy looks at.
  struct Candidate {
    var bytes: Int
    var documents: Int
    var dead: Int
  }

  /// The next run of neighbours to be merged into one; nil when all is well.
  func next(_ segments: [Candidate]) -> Range<Int>? { deadRun(segments) ?? tierRun(segments) }

  /// The next run among the segments that one commit has written, which become one before they are published.
  func nextOfOneCommit(_ segments: [Candidate]) -> Range<Int>? {
    fitting(segments, segments.indices) ?? deadRun(segments)
  }

  private func deadRun(_ segments: [Candidate]) -> Range<Int>? {
    segments.firstIndex {
      $0.dead > 0 && Double($0.dead) > deadShare * Double($0.documents)
    }.map { $0..<$0 + 1 }
  }

  private func tierRun(_ segments: [Candidate]) -> Range<Int>? {
    let tiers = segments.map(tier)
    var start = 0
    while start < tiers.count {
      var end = start
      while end < tiers.count && tiers[end] <= tiers[start] { end += 1 }
      // A large segment before small ones is no part of their tier: it would be written anew each time that a few small ones are there.
      while end > start, tiers[end - 1] < tiers[start] { end -= 1 }
      if end - start >= fanOut, let run = fitting(segments, start..<end) { return run }
      start += 1
    }
    return nil
  }

  private func fitting(_ segments: [Candidate], _ run: Range<Int>) -> Range<Int>? {
    var end = run.lowerBound
    var documents = 0
    while end < run.upperBound, documents + segments[end].documents <= documentLimit {
      documents += segments[end].documents
      end += 1
    }
    return end - run.lowerBound >= 2 ? run.lowerBound..<end : nil
  }

  private func tier(_ segment: Candidate) -> Int {
    var size = max(1, segment.bytes / floorBytes)
    var tier = 0
    while size >= fanOut {
      size /= fanOut
      tier += 1
    }
    return tier
  }
}

extension MergePolicy.Candidate {
  /// What the policy looks at in a part of a generation.
  init(_ part: IndexReader.Part) {
    self.init(
      bytes: part.segment.byteCount, documents: part.segment.documentCount,
      dead: part.live?.deadCount ?? 0)
  }
}
