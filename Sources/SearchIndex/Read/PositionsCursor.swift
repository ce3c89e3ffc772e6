/// Reads the positions of a term in chosen documents; groups of 128 are decoded only where a document needs them.
struct PositionsCursor: ~Copyable {
  private var values = InlineArray<128, UInt32>(repeating: 0)
  private var group = -1
  private var groupEnd = 0
  private var block = -1
  private var blockGroup = 0
  private var blockGroupStart = 0
  private var blockOrdinal = 0

  init() {}

  /// Appends the positions of the current document of `postings` to `places`, ascending, at most `limit` of them.
  mutating func read(
    _ postings: inout PostingsCursor, into places: inout [UInt32], limit: Int = 1 << 22,
    _ bytes: Span<UInt8>
  ) {
    if postings.block != block { enter(postings, bytes) }
    let count = min(Int(postings.frequency(bytes)), limit)
    var ordinal = blockOrdinal &+ postings.occurrencesBefore(bytes)
    let total = postings.entry.occurrences
    var position: UInt32 = .max
    for _ in 0..<count {
      guard ordinal < total, seek(ordinal >> 7, total, postings.entry.positions, bytes) else {
        return
      }
      position = position &+ values[ordinal & 127] &+ 1
      places.append(position)
      ordinal &+= 1
    }
  }

  private mutating func enter(_ postings: borrowing PostingsCursor, _ bytes: Span<UInt8>) {
    block = postings.block
    let start = postings.positionsStart(block, bytes)
    blockOrdinal = start.ordinal
    blockGroup = start.ordinal >> 7
    blockGroupStart = start.group
  }

  /// Decodes group `wanted` unless it is there already.
  @inline(__always) private mutating func seek(
    _ wanted: Int, _ total: Int, _ place: Range<Int>, _ bytes: Span<UInt8>
  ) -> Bool {
    wanted == group || find(wanted, total, place, bytes)
  }

  @inline(never) private mutating func find(
    _ wanted: Int, _ total: Int, _ place: Range<Int>, _ bytes: Span<UInt8>
  ) -> Bool {
    var at = blockGroup
    var offset = blockGroupStart
    if group >= blockGroup && group < wanted { (at, offset) = (group &+ 1, groupEnd) }
    while at < wanted {
      guard offset < place.upperBound, BlockCodec.skip(bytes, &offset) else { return false }
      at &+= 1
    }
    guard at == wanted, offset >= place.lowerBound, offset < place.upperBound else { return false }
    if (wanted &+ 1) &* 128 <= total {
      guard BlockCodec.decode(bytes, &offset, into: &values) else { return false }
    } else {
      let width = min(32, Int(bytes.load8(offset)))
      offset &+= 1
      TailCodec.decode(bytes, &offset, total & 127, width: width, into: &values)
    }
    (group, groupEnd) = (wanted, offset)
    return true
  }
}
