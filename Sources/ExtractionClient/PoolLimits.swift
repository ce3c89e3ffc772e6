/// What a pool grants each of its workers.
package struct PoolLimits: Sendable {
  /// The time for one document, start to answer.
  package var documentTime = Duration.seconds(10)
  /// The time from start to greeting.
  package var startTime = Duration.seconds(10)
  /// A worker is replaced after so many documents, which bounds what leaks can add up to.
  package var documentsPerWorker = 8_000
  /// Larger files are refused before they are sent (bytes).
  package var fileBytes = 64 << 20
  /// The memory that a worker may use (bytes); a death above half of it counts as `memoryLimit`.
  package var memoryBytes = 512 << 20

  /// The usual limits.
  package init() {}
}
