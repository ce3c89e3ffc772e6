extension Span<UInt8> {
  /// The little-endian 32-bit number at `offset`; 0 where it would pass the end.
  @inline(__always) func load32(_ offset: Int) -> UInt32 {
    guard offset >= 0, offset <= count &- 4 else { return 0 }
    // SAFETY: four bytes lie at `offset`, as the guard has shown.
    return unsafe UInt32(
      littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }

  /// The little-endian 64-bit number at `offset`; 0 where it would pass the end.
  @inline(__always) func load64(_ offset: Int) -> UInt64 {
    guard offset >= 0, offset <= count &- 8 else { return 0 }
    // SAFETY: eight bytes lie at `offset`, as the guard has shown.
    return unsafe UInt64(
      littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  /// The little-endian 16-bit number at `offset`; 0 where it would pass the end.
  @inline(__always) func load16(_ offset: Int) -> UInt16 {
    guard offset >= 0, offset <= count &- 2 else { return 0 }
    // SAFETY: two bytes lie at `offset`, as the guard has shown.
    return unsafe UInt16(
      littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt16.self))
  }

  /// The byte at `offset`; 0 outside.
  @inline(__always) func load8(_ offset: Int) -> UInt8 {
    offset >= 0 && offset < count ? self[offset] : 0
  }

  /// Reads a varint at `offset` and moves it behind; 0 where it is cut or longer than 10 bytes.
  ///
  /// Those of one or two bytes, which nearly all are, are told by one load: guessing which is quicker than working it out, for the next
  /// varint waits for where this one ends.
  @inline(__always) func varint(_ offset: inout Int) -> UInt64 {
    guard offset >= 0, offset <= count &- 8 else { return longVarint(&offset) }
    let word = load64(offset)
    if word & 0x80 == 0 {
      offset &+= 1
      return word & 0x7F
    }
    if word & 0x8000 == 0 {
      offset &+= 2
      return word & 0x7F | word &>> 1 & 0x3F80
    }
    return longVarint(&offset)
  }

  /// The same byte by byte.
  @inline(never) func longVarint(_ offset: inout Int) -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while offset >= 0 && offset < count && shift < 64 {
      let byte = self[offset]
      offset &+= 1
      value |= UInt64(byte & 0x7F) &<< shift
      if byte < 0x80 { return value }
      shift &+= 7
    }
    offset = count
    return 0
  }
}
