/// A checked cursor over bytes that may be foreign: every read that would pass the end throws, none traps.
package struct ByteReader: ~Escapable {
  private let bytes: Span<UInt8>
  /// The offset of the next byte to be read.
  package private(set) var offset: Int

  /// Begins at `offset` of `bytes`; an offset outside is taken as the end.
  @_lifetime(copy bytes)
  package init(_ bytes: Span<UInt8>, at offset: Int = 0) {
    self.bytes = bytes
    self.offset = min(max(0, offset), bytes.count)
  }

  /// How many bytes are left.
  package var remaining: Int { bytes.count - offset }

  /// Reads one byte.
  package mutating func byte() throws(TruncatedBytes) -> UInt8 {
    guard remaining >= 1 else { throw TruncatedBytes(offset: offset, wanted: 1) }
    defer { offset += 1 }
    return bytes[offset]
  }

  /// Reads an integer, lowest byte first.
  package mutating func littleEndian<Value: FixedWidthInteger & UnsignedInteger>(
    _ type: Value.Type = Value.self
  ) throws(TruncatedBytes) -> Value {
    let size = Value.bitWidth / 8
    guard remaining >= size else { throw TruncatedBytes(offset: offset, wanted: size) }
    var value: Value = 0
    for index in 0..<size { value |= Value(bytes[offset + index]) << (8 * index) }
    offset += size
    return value
  }

  /// Reads an unsigned LEB128 varint of at most 10 bytes; bits past the 64th are an error too.
  package mutating func varint() throws(TruncatedBytes) -> UInt64 {
    let start = offset
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while shift < 64 {
      let next = try byte()
      if shift == 63 && next > 1 { break }
      value |= UInt64(next & 0x7F) << shift
      if next < 0x80 { return value }
      shift += 7
    }
    throw TruncatedBytes(offset: start, wanted: 10)
  }

  /// Reads a varint that must fit a non-negative `Int`.
  package mutating func count() throws(TruncatedBytes) -> Int {
    let start = offset
    guard let value = Int(exactly: try varint()) else {
      throw TruncatedBytes(offset: start, wanted: 10)
    }
    return value
  }

  /// Reads `count` bytes.
  package mutating func array(_ count: Int) throws(TruncatedBytes) -> [UInt8] {
    guard count >= 0, remaining >= count else {
      throw TruncatedBytes(offset: offset, wanted: count)
    }
    defer { offset += count }
    let part = bytes.extracting(offset..<offset + count)
    return unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      // SAFETY: the buffer has room for `count` bytes and every one of them is initialised here.
      for index in 0..<count { unsafe buffer.initializeElement(at: index, to: part[index]) }
      filled = count
    }
  }

  /// Reads a varint length and that many bytes of UTF-8; a malformed sequence becomes U+FFFD.
  package mutating func text() throws(TruncatedBytes) -> String {
    let length = try count()
    return length == 0 ? "" : String(decoding: try array(length), as: UTF8.self)
  }

  /// Passes over `count` bytes.
  package mutating func skip(_ count: Int) throws(TruncatedBytes) {
    guard count >= 0, remaining >= count else {
      throw TruncatedBytes(offset: offset, wanted: count)
    }
    offset += count
  }
}

/// A read that would have passed the end of the bytes, or a number too long for its type.
package struct TruncatedBytes: Error, Equatable {
  /// Where the read began.
  package let offset: Int
  /// How many bytes it wanted.
  package let wanted: Int

  /// A read of `wanted` bytes that began at `offset`.
  package init(offset: Int, wanted: Int) {
    self.offset = offset
    self.wanted = wanted
  }
}
