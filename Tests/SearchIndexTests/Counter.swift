import Synchronization

/// Counts from 0, from any thread.
final class Counter: Sendable {
  private let count = Atomic<Int>(0)

  /// How often `next` was called.
  var value: Int { count.load(ordering: .relaxed) }

  /// The number of this call.
  func next() -> Int { count.add(1, ordering: .relaxed).oldValue }
}
