/// A hit's place in the order of hits: the score, then the shorter document, then the earlier one.
///
/// The documents of a segment are numbered by ascending length byte, and by arrival among those of one length. So this
/// order is the same however documents are spread over segments, and in a segment it is the order of their numbers.
struct HitKey: Comparable, Sendable {
  /// The score before the complement of length byte and number, so that a better hit has a larger key.
  let rawValue: UInt128

  init(rawValue: UInt128) { self.rawValue = rawValue }

  /// - Parameter document: its number over the whole index.
  @inline(__always) init(score: UInt32, norm: UInt8, document: UInt32) {
    let complement = ~(UInt64(norm) &<< 32 | UInt64(document))
    rawValue = UInt128(score) &<< 64 | UInt128(complement)
  }

  /// The score in fixed point.
  var score: UInt32 { UInt32(truncatingIfNeeded: rawValue &>> 64) }

  /// The length byte.
  var norm: UInt8 { UInt8(truncatingIfNeeded: ~rawValue &>> 32) }

  /// The number over the whole index.
  var document: UInt32 { ~UInt32(truncatingIfNeeded: rawValue) }

  @inline(__always) static func < (left: Self, right: Self) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// The best k documents so far: a heap with the worst of them on top; where k is small, all in order, which is a heap too.
struct TopHits: ~Copyable {
  /// The largest k for which it is faster to keep the keys in order: few are moved for a new one, and none is to be sorted at the end.
  private static let fewest = 16

  /// The keys: each is below those at twice its place and 1 or 2; of few each is below the next.
  private var heap: HeapBuffer<UInt128>
  private var count = 0
  /// k.
  let limit: Int
  private let isOrdered: Bool
  /// The worst hit's score when there are k; before that a score that k hits will surely have.
  private var threshold: UInt32 = 0
  /// What `rank` of a hit must exceed.
  private var leastRank = TopHits.rank(0, norm: 256)
  /// Whether there are k.
  private(set) var isFull = false

  init(_ limit: Int) {
    self.limit = max(0, limit)
    isOrdered = limit <= Self.fewest
    heap = HeapBuffer(zeros: min(self.limit, 1 << 16))
  }

  /// A score that k documents have at least; 0 as long as there are fewer.
  var floor: UInt32 { isFull ? threshold : 0 }

  /// Takes note that k documents have at least this score: what is below need not be looked at.
  mutating func raise(_ floor: UInt32) {
    if isFull || floor <= threshold { return }
    threshold = floor
    // No length byte: of this score all may enter.
    leastRank = Self.rank(floor, norm: 256)
  }

  /// A number that orders hits by score, then by length byte.
  @inline(__always) private static func rank(_ score: UInt32, norm: Int) -> Int {
    Int(score) &<< 9 &- norm
  }

  /// Whether a document of this score and at least this length byte could enter, were it later than all of its length
  /// that are in: true of each next document of a segment.
  @inline(__always) func canEnter(_ score: UInt32, _ norm: UInt8) -> Bool {
    Self.rank(score, norm: Int(norm)) > leastRank
  }

  /// Whether a score is too low whatever the document's length.
  @inline(__always) func isHopeless(_ score: UInt32) -> Bool { score < threshold }

  /// Any weight times part of a score (`TermWeight.score`) that is below this, beside `rest`, makes a score that is too low: told without
  /// making a number of it. Less by a millionth of the threshold, which is more than all roundings.
  @inline(__always) func bound(beside rest: UInt32) -> Float {
    let threshold = Float(threshold)
    return threshold - Float(rest) - threshold * 0.000_001 - 2
  }

  /// Offers a document, numbered over the whole index.
  @inline(__always) mutating func offer(_ score: UInt32, _ norm: UInt8, _ document: UInt32) {
    if score < threshold { return }
    insert(HitKey(score: score, norm: norm, document: document))
  }

  @inline(never) private mutating func insert(_ key: HitKey) {
    if count < limit {
      heap.grow(to: min(limit, 2 * count))
      if isOrdered { moveDown(key.rawValue) } else { rise(key.rawValue) }
      isFull = count == limit
    } else if limit > 0 && heap[0] < key.rawValue {
      if isOrdered { moveUp(key.rawValue) } else { sink(key.rawValue) }
    }
    if isFull {
      let worst = HitKey(rawValue: heap[0])
      threshold = worst.score
      leastRank = Self.rank(worst.score, norm: Int(worst.norm))
    }
  }

  /// Takes in a key among ordered ones without another one's going: those above it move up by one.
  private mutating func moveDown(_ key: UInt128) {
    var place = count
    count &+= 1
    while place > 0 && heap[place &- 1] > key {
      heap[place] = heap[place &- 1]
      place &-= 1
    }
    heap[place] = key
  }

  /// Takes in a key among ordered ones for the least one: those below it move down by one.
  private mutating func moveUp(_ key: UInt128) {
    var place = 0
    while place &+ 1 < count && heap[place &+ 1] < key {
      heap[place] = heap[place &+ 1]
      place &+= 1
    }
    heap[place] = key
  }

  /// Takes in a key without another one's going.
  private mutating func rise(_ key: UInt128) {
    var child = count
    count &+= 1
    while child > 0 {
      let parent = (child &- 1) / 2
      if heap[parent] <= key { break }
      heap[child] = heap[parent]
      child = parent
    }
    heap[child] = key
  }

  /// Takes in a key for the least one.
  private mutating func sink(_ key: UInt128) {
    var parent = 0
    while 2 &* parent &+ 1 < count {
      var child = 2 &* parent &+ 1
      if child &+ 1 < count && heap[child &+ 1] < heap[child] { child &+= 1 }
      if key <= heap[child] { break }
      heap[parent] = heap[child]
      parent = child
    }
    heap[parent] = key
  }

  /// The hits, best first.
  var sorted: [HitKey] {
    var keys = heap.elements(first: count)
    if isOrdered { keys.reverse() } else { keys.sort { $1 < $0 } }
    return keys.map { HitKey(rawValue: $0) }
  }
}
