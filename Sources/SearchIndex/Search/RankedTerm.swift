import Bytes

/// A term of a ranking as it stands in one segment.
///
/// A class, because a structure of so many parts would be copied at every use.
final class RankedTerm: Sendable {
  let entry: TermEntry
  let weight: TermWeight
  let field: IndexField
  /// Where the length bytes of its field lie; empty when the field has none.
  let norms: Range<Int>
  /// BM25 of its field.
  let length: BM25Length

  init(
    _ entry: TermEntry, _ weight: TermWeight, _ field: IndexField, norms: Range<Int>,
    length: BM25Length
  ) {
    self.entry = entry
    self.weight = weight
    self.field = field
    self.norms = norms
    self.length = length
  }

  /// The score of `frequencyLessOne + 1` occurrences in a document; `parts` are those of `length`.
  @inline(__always) func score(
    _ frequencyLessOne: UInt32, _ document: UInt32, _ parts: Span<Float>, _ bytes: Span<UInt8>
  ) -> UInt32 {
    let norm = norms.isEmpty ? 0 : bytes.load8(norms.lowerBound &+ Int(document))
    let part =
      frequencyLessOne < BM25Length.tabulated
      ? parts[Int(frequencyLessOne) &<< 8 | Int(norm)] : length.part(frequencyLessOne, norm)
    return weight.score(part)
  }
}
