/// Where a program reads on in the answers of one generation: opaque to it, and refused when the generation has changed, so that no
/// answer is missed or told twice unnoticed.
package struct SearchCursor: Sendable, Equatable {
  /// The generation whose answers are read.
  package var generation: UInt64
  /// How many answers have been read.
  package var offset: Int

  /// How many answers can be read at all, the last page included.
  package static let maximumDepth = 10_000

  /// A place in the answers of a generation.
  package init(generation: UInt64, offset: Int) {
    self.generation = generation
    self.offset = offset
  }

  /// Reads what `text` gives; nil for anything else.
  package init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let isPlain = parts.allSatisfy {
      $0.utf8.allSatisfy { (48...57).contains($0) || (97...122).contains($0) }
    }
    guard parts.count == 2, isPlain, text.utf8.count <= 32,
      let generation = UInt64(parts[0], radix: 36), let offset = Int(parts[1], radix: 36),
      (0..<Self.maximumDepth).contains(offset)
    else { return nil }
    self.init(generation: generation, offset: offset)
  }

  /// The cursor as it stands in a parameter.
  package var text: String { "\(String(generation, radix: 36)).\(String(offset, radix: 36))" }
}
