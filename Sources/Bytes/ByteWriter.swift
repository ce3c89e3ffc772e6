/// Builds a file in memory: little-endian integers, LEB128 varints, length-prefixed text.
package struct ByteWriter: Sendable {
  /// All that was appended so far.
  package private(set) var bytes: [UInt8] = []

  /// Starts empty.
  package init() {}

  /// Starts empty with room for `capacity` bytes.
  package init(capacity: Int) { bytes.reserveCapacity(capacity) }

  /// The number of bytes appended so far, which is the offset of the next one.
  package var count: Int { bytes.count }

  /// Appends one byte.
  package mutating func append(_ byte: UInt8) { bytes.append(byte) }

  /// Appends the integer's bytes, lowest first.
  package mutating func append(littleEndian value: some FixedWidthInteger) {
    // SAFETY: the number's own bytes are read only while the call lasts.
    unsafe withUnsafeBytes(of: value.littleEndian) { unsafe bytes.append(contentsOf: $0) }
  }

  /// Appends an unsigned LEB128 varint: 7 bits a byte, lowest first, at most 10 bytes.
  package mutating func append(varint value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  /// Appends bytes as they are.
  package mutating func append(contentsOf more: [UInt8]) { bytes.append(contentsOf: more) }

  /// Appends bytes as they are.
  package mutating func append(contentsOf more: Span<UInt8>) {
    bytes.reserveCapacity(bytes.count + more.count)
    for index in more.indices { bytes.append(more[index]) }
  }

  /// Appends the number of UTF-8 bytes as a varint, then the bytes.
  package mutating func append(text: String) {
    append(varint: UInt64(text.utf8.count))
    bytes.append(contentsOf: text.utf8)
  }

  /// Forgets what was appended but keeps the memory.
  package mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  /// Appends zeros until `count` is a multiple of `alignment`.
  package mutating func align(to alignment: Int) {
    while bytes.count % alignment != 0 { bytes.append(0) }
  }

  /// Overwrites four bytes at `offset`, for a length known only afterwards.
  ///
  /// - Precondition: the four bytes were appended before.
  package mutating func patch(_ value: UInt32, at offset: Int) {
    precondition(offset >= 0 && offset + 4 <= bytes.count, "patch outside what was written")
    for shift in 0..<4 { bytes[offset + shift] = UInt8(truncatingIfNeeded: value >> (8 * shift)) }
  }
}
