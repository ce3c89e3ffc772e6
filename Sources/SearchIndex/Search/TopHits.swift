/// The best k documents so far: a heap of 64-bit keys, score above, document below in complement, so that of equal
/// scores the earlier document is better.
struct TopHits: ~Copyable {
  private var heap: [UInt64] = []
  private let limit: Int
  /// The least score that a *later* document must exceed to enter; 0 while there is room.
  private(set) var threshold: UInt32 = 0
  /// Whether there are k.
  private(set) var isFull = false

  init(_ limit: Int) {
    self.limit = max(0, limit)
    heap.reserveCapacity(min(self.limit, 1 << 16))
  }

  /// Whether a score could enter, were its document later than all that are in.
  @inline(__always) func canEnter(_ score: UInt32) -> Bool { !isFull || score > threshold }

  /// Offers a document, numbered over the whole index.
  @inline(__always) mutating func offer(_ score: UInt32, _ document: UInt32) {
    if isFull && score < threshold { return }
    insert(UInt64(score) << 32 | UInt64(~document))
  }

  @inline(never) private mutating func insert(_ key: UInt64) {
    guard limit > 0 else { return }
    if heap.count < limit {
      heap.append(key)
      var child = heap.count - 1
      while child > 0 && heap[(child - 1) / 2] > heap[child] {
        heap.swapAt(child, (child - 1) / 2)
        child = (child - 1) / 2
      }
      isFull = heap.count == limit
    } else if key > heap[0] {
      heap[0] = key
      sink()
    }
    if isFull { threshold = UInt32(truncatingIfNeeded: heap[0] >> 32) }
  }

  private mutating func sink() {
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count {
        if heap[child] < heap[least] { least = child }
      }
      if least == parent { return }
      heap.swapAt(parent, least)
      parent = least
    }
  }

  /// The hits, best first.
  var sorted: [(score: UInt32, document: UInt32)] {
    heap.sorted(by: >).map {
      (UInt32(truncatingIfNeeded: $0 >> 32), ~UInt32(truncatingIfNeeded: $0))
    }
  }
}
