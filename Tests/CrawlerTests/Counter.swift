import Synchronization

/// A number that threads share.
final class Counter: Sendable {
  private let number = Atomic<Int>(0)
  var value: Int { number.load(ordering: .sequentiallyConsistent) }
  func add() { _ = number.add(1, ordering: .sequentiallyConsistent) }
}
