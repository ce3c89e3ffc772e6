package import Documents

/// Which host may be looked at next: a binary heap of times, the earliest first, the lower host number first among equals.
package struct WakeHeap: Sendable {
  private var items: [Item] = []

  /// An empty heap.
  package init() {}

  /// A moment at which a host is to be looked at.
  package struct Item: Sendable, Comparable {
    /// When.
    package let time: UnixTime
    /// Which host.
    package let host: Int

    package static func < (left: Self, right: Self) -> Bool {
      (left.time, left.host) < (right.time, right.host)
    }
  }

  /// The earliest item.
  package var first: Item? { items.first }

  /// How many items it holds.
  package var count: Int { items.count }

  /// Adds an item.
  ///
  /// - Complexity: O(log n).
  package mutating func insert(_ time: UnixTime, host: Int) {
    items.append(Item(time: time, host: host))
    var child = items.count - 1
    while child > 0, items[child] < items[(child - 1) / 2] {
      items.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  /// Takes the earliest item out.
  ///
  /// - Complexity: O(log n).
  package mutating func removeFirst() -> Item? {
    guard let first = items.first, let last = items.popLast() else { return nil }
    guard !items.isEmpty else { return first }
    items[0] = last
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < items.count {
        if items[child] < items[least] { least = child }
      }
      guard least != parent else { return first }
      items.swapAt(parent, least)
      parent = least
    }
  }
}
