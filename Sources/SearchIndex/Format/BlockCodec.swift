import Bytes

/// Blocks of 128 numbers: a common width and the few numbers that are wider as exceptions (patched frame of reference).
///
/// | bytes | what |
/// |---|---|
/// | 1 | width `w`, 0…32 |
/// | 1 | number of exceptions `n`, 0…64 |
/// | 16 `w` | `BitPacking` of the low `w` bits |
/// | 1 | if `n` > 0: width `h` of the exceptions' upper parts, 1…32 |
/// | `n` | their places in the block |
/// | ⌈`n` `h` / 8⌉ | a little-endian stream of the exceptions' bits above `w` |
enum BlockCodec {
  static let maxExceptions = 64

  /// Appends a block.
  static func encode(_ block: borrowing IntegerBlock, into bytes: inout [UInt8]) {
    let (width, exceptions) = bestWidth(block)
    bytes.append(UInt8(width))
    bytes.append(UInt8(exceptions))
    BitPacking.pack(block.span, width: width, into: &bytes)
    if exceptions > 0 { encodeExceptions(block, width, into: &bytes) }
  }

  private static func encodeExceptions(
    _ block: borrowing IntegerBlock, _ width: Int, into bytes: inout [UInt8]
  ) {
    var uppers = InlineArray<64, UInt32>(repeating: 0)
    var (count, all) = (0, UInt32(0))
    let header = bytes.count
    bytes.append(0)
    var places = wider(block, than: width, hasTop: true)
    while let place = places.next() {
      let upper = block[place] &>> UInt32(width)
      bytes.append(UInt8(truncatingIfNeeded: place))
      uppers[count] = upper
      all |= upper
      count &+= 1
    }
    let upperWidth = UInt32.bitWidth - all.leadingZeroBitCount
    bytes[header] = UInt8(upperWidth)
    TailCodec.encode(uppers.span, count, width: upperWidth, into: &bytes)
  }

  /// Decodes the block at `offset` and moves it behind; false when it is damaged or a number has more than `maxBits`.
  @inline(__always) static func decode(
    _ bytes: Span<UInt8>, _ offset: inout Int, maxBits: Int = 32,
    into values: inout IntegerBlock
  ) -> Bool {
    let header = bytes.load16(offset)
    let width = Int(header & 0xFF)
    let exceptions = Int(header >> 8)
    var span = values.mutableSpan
    guard exceptions <= maxExceptions, width <= maxBits,
      BitPacking.unpack(bytes, at: offset &+ 2, width: width, into: &span)
    else { return false }
    offset &+= 2 &+ 16 &* width
    if exceptions > 0 { return patch(bytes, &offset, exceptions, width, maxBits, &values) }
    return true
  }

  /// The number at a place of the block at `offset`, without decoding the others; nil when the block is damaged.
  static func value(_ bytes: Span<UInt8>, _ offset: Int, at place: Int) -> UInt32? {
    let header = bytes.load16(offset)
    let width = Int(header & 0xFF)
    let exceptions = Int(header >> 8)
    guard exceptions <= maxExceptions, width <= 32, offset <= bytes.count &- 2 &- 16 &* width
    else { return nil }
    let bit = place / 4 &* width
    // The lane's word and the one behind it, of which there may be nothing in the number.
    let word = offset &+ 2 &+ bit / 32 &* 16 &+ place % 4 &* 4
    let words = UInt64(bytes.load32(word)) | UInt64(bytes.load32(word &+ 16)) &<< 32
    let mask = (1 as UInt64) &<< UInt64(width) &- 1
    let value = UInt32(truncatingIfNeeded: words &>> UInt64(bit % 32) & mask)
    if exceptions == 0 { return value }
    let upper = exception(bytes, offset &+ 2 &+ 16 &* width, exceptions, at: place)
    return upper.flatMap {
      $0 < 1 &<< UInt64(32 &- width) ? value | UInt32($0) &<< UInt32(width) : nil
    }
  }

  /// The upper part of the number at a place, of `count` whose widths, places and bits begin at `offset`: 0 where it is none of them, nil
  /// when they are damaged.
  private static func exception(
    _ bytes: Span<UInt8>, _ offset: Int, _ count: Int, at place: Int
  ) -> UInt64? {
    let width = Int(bytes.load8(offset))
    guard width <= 32 else { return nil }
    let mask = (1 as UInt64) &<< UInt64(width) &- 1
    for index in 0..<count where Int(bytes.load8(offset &+ 1 &+ index)) == place {
      let bit = index &* width
      return bytes.load64(offset &+ 1 &+ count &+ bit / 8) &>> UInt64(bit % 8) & mask
    }
    return 0
  }

  private static func patch(
    _ bytes: Span<UInt8>, _ offset: inout Int, _ exceptions: Int, _ width: Int, _ maxBits: Int,
    _ values: inout IntegerBlock
  ) -> Bool {
    let upperWidth = Int(bytes.load8(offset))
    guard width < 32, upperWidth <= maxBits &- width else { return false }
    let places = offset &+ 1
    let uppers = places &+ exceptions
    let end = uppers &+ TailCodec.byteCount(exceptions, width: upperWidth)
    // The last is read with the seven bytes behind it; a section is followed by others.
    guard end <= bytes.count &- 8 else { return false }
    let mask = (1 as UInt64) &<< UInt64(upperWidth) &- 1
    var bit = 0
    for index in 0..<exceptions {
      // SAFETY: places lie before `end`, and the eight bytes read begin before it.
      let place = unsafe bytes[unchecked: places &+ index]
      let upper = unsafe bytes.bytes.unsafeLoadUnaligned(
        fromUncheckedByteOffset: uppers &+ bit >> 3, as: UInt64.self)
      let value = UInt64(littleEndian: upper) &>> UInt64(bit & 7) & mask
      values[Int(place)] |= UInt32(truncatingIfNeeded: value) &<< UInt32(width)
      bit &+= upperWidth
    }
    offset = end
    return true
  }

  /// Where numbers need more than `width` bits, less than 32; `hasTop` when one may need all 32.
  @inline(__always) private static func wider(
    _ block: borrowing IntegerBlock, than width: Int, hasTop: Bool
  ) -> PlaceSet {
    // Numbers are compared as signed ones: those of 32 bits are below 0.
    if !hasTop { return block.places(atLeast: 1 &<< UInt32(width)) }
    let top = block.places(atLeast: 0).inverted
    return width == 31 ? top : top.union(block.places(atLeast: 1 &<< UInt32(width)))
  }

  /// The width that makes the block shortest, and how many numbers are wider.
  private static func bestWidth(
    _ block: borrowing IntegerBlock
  ) -> (width: Int, exceptions: Int) {
    let widest = TailCodec.width(block, 128)
    var best = (width: widest, exceptions: 0, cost: 16 * widest)
    var width = widest - 1
    while width >= 0 {
      let above = wider(block, than: width, hasTop: widest == 32).count
      if above > maxExceptions { break }
      // An exception costs about a nanosecond when read: it must save a little more than nothing.
      let cost = 16 * width + 1 + above + (above * (widest - width) + 7) / 8 + above / 2
      if cost < best.cost { best = (width, above, cost) }
      width -= 1
    }
    return (best.width, best.exceptions)
  }
}

/// Fewer than 128 numbers: a width of 0…32 bits given by the caller and a plain little-endian stream of bits.
enum TailCodec {
  /// The width that the largest of the first `count` numbers needs.
  static func width(_ values: Span<UInt32>, _ count: Int) -> Int {
    var all: UInt32 = 0
    for index in 0..<count { all |= values[index] }
    return 32 - all.leadingZeroBitCount
  }

  /// The width that the largest of the first `count` numbers needs.
  static func width(_ block: borrowing IntegerBlock, _ count: Int) -> Int {
    width(block.span, count)
  }

  /// The bytes that `count` numbers take.
  @inline(__always) static func byteCount(_ count: Int, width: Int) -> Int {
    (count &* width &+ 7) >> 3
  }

  /// Appends the first `count` numbers.
  static func encode(
    _ block: borrowing IntegerBlock, _ count: Int, width: Int, into bytes: inout [UInt8]
  ) { encode(block.span, count, width: width, into: &bytes) }

  /// Appends the first `count` numbers.
  static func encode(
    _ values: Span<UInt32>, _ count: Int, width: Int,
    into bytes: inout [UInt8]
  ) {
    if width == 0 || count == 0 { return }
    precondition(width > 0 && width <= 64, "numbers of no width")
    let values = values.extracting(0..<count)
    bytes.append(addingCapacity: (count &* width &+ 63) / 64 &* 8) { output in
      // SAFETY: the bits are stored in whole words, of which there are as many as the capacity was asked for; the bytes that are then said
      // to be initialised lie in them.
      unsafe output.withUnsafeMutableBufferPointer { buffer, initialized in
        guard let start = UnsafeMutableRawPointer(buffer.baseAddress) else { return }
        var (word, filled, at) = (UInt64(0), 0, 0)
        for index in 0..<values.count {
          let value = UInt64(values[index])
          word |= value &<< UInt64(truncatingIfNeeded: filled)
          filled &+= width
          if filled >= 64 {
            unsafe start.storeBytes(of: word.littleEndian, toByteOffset: at, as: UInt64.self)
            at &+= 8
            filled &-= 64
            word = value &>> UInt64(truncatingIfNeeded: width &- filled)
          }
        }
        if filled > 0 {
          unsafe start.storeBytes(of: word.littleEndian, toByteOffset: at, as: UInt64.self)
        }
        initialized = byteCount(count, width: width)
      }
    }
  }

  /// Decodes `count` numbers at `offset` and moves it behind; bits past the end read as zero.
  @inline(__always) static func decode(
    _ bytes: Span<UInt8>, _ offset: inout Int, _ count: Int, width: Int,
    into values: inout IntegerBlock
  ) {
    let mask = (1 as UInt64) &<< UInt64(width) &- 1
    var bit = 0
    for index in 0..<min(count, 128) {
      values[index] = UInt32(
        truncatingIfNeeded: (bytes.load64(offset &+ bit >> 3) &>> UInt64(bit & 7)) & mask)
      bit &+= width
    }
    offset &+= byteCount(count, width: width)
  }

  /// The number at a place of those at `offset`, without decoding the others.
  static func value(_ bytes: Span<UInt8>, _ offset: Int, at place: Int, width: Int) -> UInt32 {
    let bit = place &* width
    let mask = (1 as UInt64) &<< UInt64(width) &- 1
    return UInt32(truncatingIfNeeded: bytes.load64(offset &+ bit / 8) &>> UInt64(bit % 8) & mask)
  }
}

/// Appends an unsigned LEB128 varint.
@inline(__always) func appendVarint(_ value: UInt64, to bytes: inout [UInt8]) {
  var rest = value
  while rest >= 0x80 {
    bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
    rest >>= 7
  }
  bytes.append(UInt8(truncatingIfNeeded: rest))
}
