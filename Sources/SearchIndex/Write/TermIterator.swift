import Bytes

/// The terms of a segment in ascending order of their keys.
struct TermIterator {
  private let segment: Segment
  private var entries: [TermEntry] = []
  private var place = 0
  private var block = 0
  private var lastKey: UInt64?
  /// The present term; nil at the end.
  private(set) var current: TermEntry?

  init(_ segment: Segment) {
    self.segment = segment
    advance()
  }

  /// Moves to the next term. Keys that do not ascend, which only damage can cause, are passed over.
  mutating func advance() {
    repeat {
      step()
    } while current.map { entry in lastKey.map { entry.key <= $0 } ?? false } ?? false
    lastKey = current?.key
  }

  private mutating func step() {
    while place >= entries.count {
      guard block < segment.terms.blockCount else {
        current = nil
        return
      }
      let file = segment.file
      entries = segment.terms.entries(block: block, file.bytes)
      block += 1
      place = 0
    }
    current = entries[place]
    place += 1
  }
}
