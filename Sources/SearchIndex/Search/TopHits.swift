/// A hit's place in the order of hits: the score, then the shorter document, then the earlier one.
///
/// The documents of a segment are numbered by ascending length byte, and by arrival among those of one length. So this
/// order is the same however documents are spread over segments, and in a segment it is the order of their numbers.
struct HitKey: Comparable, Sendable {
  let score: UInt32
  private let complement: UInt64

  /// - Parameter document: its number over the whole index.
  init(score: UInt32, norm: UInt8, document: UInt32) {
    self.score = score
    complement = ~(UInt64(norm) << 32 | UInt64(document))
  }

  /// The length byte.
  var norm: UInt8 { UInt8(truncatingIfNeeded: ~complement >> 32) }

  /// The number over the whole index.
  var document: UInt32 { ~UInt32(truncatingIfNeeded: complement) }

  @inline(__always) static func < (left: Self, right: Self) -> Bool {
    left.score < right.score
      || (left.score == right.score && left.complement < right.complement)
  }
}

/// The best k documents so far: a heap with the worst of them on top.
struct TopHits: ~Copyable {
  private var heap: [HitKey] = []
  /// k.
  let limit: Int
  /// The worst hit's score and length byte when there are k; before that a score that k hits will surely have.
  private var threshold: UInt32 = 0
  private var thresholdNorm: UInt8 = 0
  /// Whether there are k.
  private(set) var isFull = false

  init(_ limit: Int) {
    self.limit = max(0, limit)
    heap.reserveCapacity(min(self.limit, 1 << 16))
  }

  /// A score that k documents have at least; 0 as long as there are fewer.
  var floor: UInt32 { isFull ? threshold : 0 }

  /// Takes note that k documents have at least this score: what is below need not be looked at.
  mutating func raise(_ floor: UInt32) {
    if isFull || floor <= threshold { return }
    (threshold, thresholdNorm) = (floor, .max)
  }

  /// Whether a document of this score and at least this length byte could enter, were it later than all of its length
  /// that are in: true of each next document of a segment.
  @inline(__always) func canEnter(_ score: UInt32, _ norm: UInt8) -> Bool {
    score > threshold || (score == threshold && (!isFull || norm < thresholdNorm))
  }

  /// Whether a score is too low whatever the document's length.
  @inline(__always) func isHopeless(_ score: UInt32) -> Bool { score < threshold }

  /// Offers a document, numbered over the whole index.
  @inline(__always) mutating func offer(_ score: UInt32, _ norm: UInt8, _ document: UInt32) {
    if score < threshold { return }
    insert(HitKey(score: score, norm: norm, document: document))
  }

  @inline(never) private mutating func insert(_ key: HitKey) {
    guard limit > 0 else { return }
    if heap.count < limit {
      heap.append(key)
      var child = heap.count - 1
      while child > 0 && heap[child] < heap[(child - 1) / 2] {
        heap.swapAt(child, (child - 1) / 2)
        child = (child - 1) / 2
      }
      isFull = heap.count == limit
    } else if heap[0] < key {
      heap[0] = key
      sink()
    }
    if isFull { (threshold, thresholdNorm) = (heap[0].score, heap[0].norm) }
  }

  private mutating func sink() {
    var parent = 0
    while true {
      var least = parent
      for child in 2 * parent + 1...2 * parent + 2 where child < heap.count {
        if heap[child] < heap[least] { least = child }
      }
      if least == parent { return }
      heap.swapAt(parent, least)
      parent = least
    }
  }

  /// The hits, best first.
  var sorted: [HitKey] { heap.sorted(by: >) }
}
