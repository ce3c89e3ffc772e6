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
  /// The position in a list of one occurrence.
  private var single: UInt32?

  init() {}

  /// Whether it stands in this block already, so that `enter` is not needed: that copies what it is given.
  @inline(__always) func isIn(_ block: Int) -> Bool { block == self.block }

  /// The positions of a document of the block entered, to be read one after another.
  ///
  /// - Parameters:
  ///   - place: the document's place in the block.
  ///   - before: how many further occurrences the block's documents before it have; wanted where it has any itself.
  @inline(__always) func places(
    at place: Int, frequency: UInt32, before: Int, _ bytes: Span<UInt8>
  ) -> Places {
    if let single { return Places(current: single) }
    let first = bytes.bits(at: firstsBit &+ place &* firstWidth, firstWidth)
    // A damaged frequency reads on into other lists, at most as far as a document may go.
    return Places(
      current: first, left: min(Int(frequency &- 1), Self.limit),
      bit: furtherBit &+ furtherWidth &* before, width: furtherWidth)
  }

  /// The first position of a document of the block entered.
  @inline(__always) func first(at place: Int, _ bytes: Span<UInt8>) -> UInt32 {
    single ?? bytes.bits(at: firstsBit &+ place &* firstWidth, firstWidth)
  }

  /// The positions of the current document of `postings`.
  mutating func places(_ postings: inout PostingsCursor, _ bytes: Span<UInt8>) -> Places {
    let frequency = postings.frequency(bytes)
    let before =
      frequency > 1 ? postings.furtherOccurrences(before: postings.index, bytes) : 0
    if !isIn(postings.block) { enter(postings, postings.block, bytes) }
    return places(at: postings.index, frequency: frequency, before: before, bytes)
  }

  /// Appends the positions of the current document of `postings` to `list`, ascending.
  mutating func read(
    _ postings: inout PostingsCursor, into list: inout [UInt32], _ bytes: Span<UInt8>
  ) {
    var places = places(&postings, bytes)
    repeat { list.append(places.current) } while places.next(bytes)
  }

  /// No document has more positions; see `DocumentLimits.position`.
  private static let limit = 1 << 22

  /// Stands in a block of the term's list, wherever that stands.
  @inline(never) mutating func enter(
    _ postings: borrowing PostingsCursor, _ block: Int, _ bytes: Span<UInt8>
  ) {
    self.block = block
    single = postings.entry.single?.position
    if single != nil { return }
    let offset = postings.placesOffset(block, bytes)
    firstWidth = min(32, Int(bytes.load8(offset)))
    firstsBit = 8 &* (offset &+ 1)
    let count = min(128, postings.entry.documents &- 128 &* block)
    let further = offset &+ 1 &+ TailCodec.byteCount(count, width: firstWidth)
    furtherWidth = min(32, Int(bytes.load8(further)))
    furtherBit = 8 &* (further &+ 1)
  }
}

/// The positions of a term in one document, ascending.
struct Places {
  /// The position at hand.
  private(set) var current: UInt32
  private var left: Int
  private var bit: Int
  private let width: Int

  init(current: UInt32, left: Int = 0, bit: Int = 0, width: Int = 0) {
    (self.current, self.left, self.bit, self.width) = (current, left, bit, width)
  }

  /// Whether there is no further position.
  var isLast: Bool { left <= 0 }

  /// Goes on to the next position; false when there is none.
  @inline(__always) mutating func next(_ bytes: Span<UInt8>) -> Bool {
    guard left > 0, bit >> 3 < bytes.count else { return false }
    left &-= 1
    current = current &+ bytes.bits(at: bit, width) &+ 1
    bit &+= width
    return true
  }

  /// Goes on to the first position not before `target`; false when there is none.
  @inline(__always) mutating func advance(to target: UInt32, _ bytes: Span<UInt8>) -> Bool {
    while current < target {
      if !next(bytes) { return false }
    }
    return true
  }
}

extension Span<UInt8> {
  /// The number of `width` bits, at most 32, at a bit of a little-endian stream; 0 where eight bytes would pass the end.
  @inline(__always) func bits(at bit: Int, _ width: Int) -> UInt32 {
    let mask = (1 as UInt64) &<< UInt64(width) &- 1
    return UInt32(truncatingIfNeeded: (load64(bit >> 3) &>> UInt64(bit & 7)) & mask)
  }
}
