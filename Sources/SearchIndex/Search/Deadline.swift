/// When a search should be done. It is asked between lists, never within one: a list takes well under a millisecond.
struct Deadline {
  /// nil for never.
  let instant: ContinuousClock.Instant?

  /// Whether no further list should be begun; once true it stays so.
  var isOver: Bool { instant.map { ContinuousClock.now > $0 } ?? false }
}
