/// The frame of small files: magic (8), version (u32), payload length (u64), payload, CRC-32C of all before.
package enum FramedFile {
  /// Frames a payload.
  package static func encode(_ magic: [UInt8], _ version: UInt32, _ payload: [UInt8]) -> [UInt8] {
    var writer = ByteWriter(capacity: payload.count + 24)
    writer.append(contentsOf: magic)
    writer.append(littleEndian: version)
    writer.append(littleEndian: UInt64(payload.count))
    writer.append(contentsOf: payload)
    writer.append(littleEndian: CRC32C.checksum(writer.bytes))
    return writer.bytes
  }

  /// The payload of a whole and undamaged file.
  ///
  /// - Throws: `FileError.corrupt` or `.version`.
  package static func payload(
    _ magic: [UInt8], _ version: UInt32, _ bytes: [UInt8], path: String
  ) throws(FileError) -> [UInt8] {
    guard bytes.count >= 24, Array(bytes[..<8]) == magic else {
      throw .corrupt(path: path, offset: 0, problem: "it does not begin as its format does")
    }
    let found = UInt32(truncatingIfNeeded: number(bytes[8..<12]))
    guard found == version else {
      throw .version(path: path, found: found, supported: version)
    }
    guard number(bytes[12..<20]) == UInt64(bytes.count - 24) else {
      throw .corrupt(path: path, offset: 12, problem: "its length is not what it says")
    }
    let (content, checksum) = (bytes.dropLast(4), number(bytes.suffix(4)))
    guard UInt64(CRC32C.checksum(content.span)) == checksum else {
      throw .corrupt(path: path, offset: 0, problem: "its checksum does not match")
    }
    return Array(content.dropFirst(20))
  }

  /// What `decode` makes of the payload of a whole and undamaged file.
  ///
  /// - Throws: `FileError.corrupt`, also where `decode` finds its content cut short, or `.version`.
  package static func read<Content>(
    _ magic: [UInt8], _ version: UInt32, _ bytes: [UInt8], path: String,
    _ decode: (_ payload: [UInt8]) throws(TruncatedBytes) -> Content
  ) throws(FileError) -> Content {
    let payload = try payload(magic, version, bytes, path: path)
    do {
      return try decode(payload)
    } catch {
      throw .corrupt(path: path, offset: error.offset, problem: "its content is cut short")
    }
  }

  /// The bytes as a number, lowest first.
  private static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }
}
