/// Reads the positions of a term in chosen documents, each by itself: nothing before it need be decoded.
///
/// Of a block of documents the first positions stand in a stream of their own, all of one width, so that the place of each
/// is known; the gaps of further ones follow in a second.
struct PositionsCursor {
  private var block = -1
  private var firstsBit = 0
  private var firstWidth = 0
  private var furtherBit = 0
  private var furtherWidth = 0

  init() {}

  /// The first position of the current document of `postings`.
  @inline(__always) mutating func first(
    _ postings: borrowing PostingsCursor, _ bytes: Span<UInt8>
  ) -> UInt32 {
    if let single = postings.entry.single { return single.position }
    if postings.block != block { enter(postings, bytes) }
    return bytes.bits(at: firstsBit &+ postings.index &* firstWidth, firstWidth)
  }

  /// Appends the positions of the current document of `postings` to `places`, ascending.
  mutating func read(
    _ postings: inout PostingsCursor, into places: inout [UInt32], _ bytes: Span<UInt8>
  ) {
    var position = first(postings, bytes)
    places.append(position)
    let further = min(Int(postings.frequencyLessOne(bytes)), Self.limit)
    guard further > 0 else { return }
    var bit =
      furtherBit &+ furtherWidth
      &* postings.furtherOccurrences(before: postings.index, bytes)
    // A damaged frequency reads on into other lists at most to the end of the file.
    for _ in 0..<further where bit >> 3 < bytes.count {
      position = position &+ bytes.bits(at: bit, furtherWidth) &+ 1
      places.append(position)
      bit &+= furtherWidth
    }
  }

  /// No document has more positions; see `DocumentAnalysis.positionLimit`.
  private static let limit = 1 << 22

  @inline(never) private mutating func enter(
    _ postings: borrowing PostingsCursor, _ bytes: Span<UInt8>
  ) {
    block = postings.block
    let offset = postings.placesOffset(block, bytes)
    firstWidth = min(32, Int(bytes.load8(offset)))
    firstsBit = 8 &* (offset &+ 1)
    let further = offset &+ 1 &+ TailCodec.byteCount(postings.count, width: firstWidth)
    furtherWidth = min(32, Int(bytes.load8(further)))
    furtherBit = 8 &* (further &+ 1)
  }
}

extension Span<UInt8> {
  /// The number of `width` bits, at most 32, at a bit of a little-endian stream; 0 where eight bytes would pass the end.
  @inline(__always) func bits(at bit: Int, _ width: Int) -> UInt32 {
    let mask = (1 as UInt64) &<< UInt64(width) &- 1
    return UInt32(truncatingIfNeeded: (load64(bit >> 3) &>> UInt64(bit & 7)) & mask)
  }
}
