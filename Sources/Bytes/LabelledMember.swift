/// A gzip member (RFC 1952) whose header says how long the member is and what it holds, so that it can be passed over.
///
/// ```
/// offset  bytes
///  0      1f 8b 08 06 00 00 00 00 00 ff   flags FEXTRA and FHCRC, no time, system unknown
/// 10      19 00                           25 bytes of extra fields
/// 12      4b 53 15 00                     the one subfield "KS" of 21 bytes
/// 16      length of the whole member, 4 bytes little-endian
/// 20      the label, 17 bytes
/// 37      the low 16 bits of the CRC-32 of bytes 0…36
/// 39      deflated data, then CRC-32 and length of the content, as in every member
/// ```
///
/// Any gzip reader reads it and passes over the label.
package struct LabelledMember: Sendable {
  /// Bytes of a label.
  package static let labelBytes = 17
  /// Bytes of the header.
  package static let headerBytes = 39
  /// The most bytes that one stored block of RFC 1951 section 3.2.4 holds.
  package static let storedLimit = 65_535

  /// The length of the whole member.
  package let length: Int

  private static let start: [UInt8] = [0x1F, 0x8B, 8, 6, 0, 0, 0, 0, 0, 0xFF]
  private static let subfield: [UInt8] = [25, 0, 0x4B, 0x53, 21, 0]
  private static let labelOffset = 20
  private static let checksumOffset = 37
  private static let trailerBytes = 8

  /// Reads the header at the start of `bytes`; nil when none of this form, whole and undamaged, stands there, or when
  /// the member would not end within `bytes`.
  package init?(_ bytes: Span<UInt8>) {
    guard bytes.count >= Self.headerBytes + 2 + Self.trailerBytes, Self.begins(bytes) else {
      return nil
    }
    let checksum = Gzip.checksum(bytes.extracting(..<Self.checksumOffset))
    guard Self.number(bytes, at: Self.checksumOffset, bytes: 2) == Int(checksum & 0xFFFF) else {
      return nil
    }
    length = Self.number(bytes, at: 16, bytes: 4)
    guard length >= Self.headerBytes + 2 + Self.trailerBytes, length <= bytes.count else {
      return nil
    }
  }

  /// The label of the member that begins at the start of `bytes`.
  @_lifetime(copy bytes)
  package func label(in bytes: Span<UInt8>) -> Span<UInt8> {
    bytes.extracting(Self.labelOffset..<Self.labelOffset + Self.labelBytes)
  }

  /// Where the content lies in `bytes`, when it is stored rather than deflated and has its checksum; else nil.
  package func storedContent(in bytes: Span<UInt8>) -> Range<Int>? {
    let from = Self.headerBytes + 5
    let count = length - from - Self.trailerBytes
    guard length <= bytes.count, (0...Self.storedLimit).contains(count),
      bytes[Self.headerBytes] == 1,
      Self.number(bytes, at: from - 4, bytes: 2) == count,
      Self.number(bytes, at: from - 2, bytes: 2) == count ^ 0xFFFF,
      Self.number(bytes, at: from + count + 4, bytes: 4) == count,
      Self.number(bytes, at: from + count, bytes: 4)
        == Int(Gzip.checksum(bytes.extracting(from..<from + count)))
    else { return nil }
    return from..<from + count
  }

  /// Makes a member with its content deflated.
  ///
  /// - Precondition: the label has `labelBytes` bytes.
  package static func deflated(
    _ content: [UInt8], label: [UInt8], by compressor: inout Gzip.Compressor
  ) -> [UInt8] {
    member(compressor.deflate(content), of: content, label)
  }

  /// Makes a member with its content as it is.
  ///
  /// - Precondition: the label has `labelBytes` bytes, the content at most `storedLimit`.
  package static func stored(_ content: [UInt8], label: [UInt8]) -> [UInt8] {
    precondition(content.count <= storedLimit, "a stored block has at most \(storedLimit) bytes")
    var block = ByteWriter(capacity: content.count + 5)
    block.append(1)
    block.append(littleEndian: UInt16(content.count))
    block.append(littleEndian: ~UInt16(content.count))
    block.append(contentsOf: content)
    return member(block.bytes, of: content, label)
  }

  private static func member(_ data: [UInt8], of content: [UInt8], _ label: [UInt8]) -> [UInt8] {
    precondition(label.count == labelBytes, "a label has \(labelBytes) bytes")
    let length = headerBytes + data.count + trailerBytes
    var member = ByteWriter(capacity: length)
    member.append(contentsOf: start + subfield)
    member.append(littleEndian: UInt32(length))
    member.append(contentsOf: label)
    member.append(
      littleEndian: UInt16(truncatingIfNeeded: Gzip.checksum(member.bytes.span)))
    member.append(contentsOf: data)
    member.append(littleEndian: Gzip.checksum(content.span))
    member.append(littleEndian: UInt32(content.count))
    return member.bytes
  }

  private static func begins(_ bytes: Span<UInt8>) -> Bool {
    for index in start.indices where bytes[index] != start[index] { return false }
    for index in subfield.indices where bytes[start.count + index] != subfield[index] {
      return false
    }
    return true
  }

  private static func number(_ bytes: Span<UInt8>, at offset: Int, bytes count: Int) -> Int {
    var value = 0
    for index in 0..<count { value |= Int(bytes[offset + index]) << (8 * index) }
    return value
  }
}
