import Bytes

/// A compound file (MS-CFB, version 3) around one stream, as .xls and .doc have it.
enum CompoundWrapper {
  private static let (end, free) = (UInt32(0xFFFF_FFFE), UInt32(0xFFFF_FFFF))
  private static let sector = 512
  /// One sector of the allocation table describes that many sectors, its own and the directory's among them.
  private static let mostData = 126 * sector

  /// The file whose stream `name` holds the bytes, cut to 63 KiB.
  static func file(_ bytes: [UInt8], stream name: String) -> [UInt8] {
    // Shorter streams would lie in the mini stream.
    var data = Array(bytes.prefix(mostData))
    data += [UInt8](repeating: 0, count: max(0, 4096 - data.count))
    data += [UInt8](repeating: 0, count: (sector - data.count % sector) % sector)
    return header() + table(data.count / sector) + directory(name, data.count) + data
  }

  private static func header() -> [UInt8] {
    var writer = ByteWriter()
    writer.append(contentsOf: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])
    writer.append(contentsOf: [UInt8](repeating: 0, count: 16))
    for value: UInt16 in [0x3E, 3, 0xFFFE, 9, 6, 0, 0, 0] { writer.append(littleEndian: value) }
    for value: UInt32 in [0, 1, 1, 0, 4096, end, 0, end, 0, 0] {
      writer.append(littleEndian: value)
    }
    for _ in 1..<109 { writer.append(littleEndian: free) }
    return writer.bytes
  }

  private static func table(_ sectors: Int) -> [UInt8] {
    var writer = ByteWriter()
    writer.append(littleEndian: UInt32(0xFFFF_FFFD))
    writer.append(littleEndian: end)
    for number in 0..<sectors {
      writer.append(littleEndian: number == sectors - 1 ? end : UInt32(number + 3))
    }
    while writer.bytes.count < sector { writer.append(littleEndian: free) }
    return writer.bytes
  }

  private static func directory(_ name: String, _ length: Int) -> [UInt8] {
    var bytes = entry("Root Entry", kind: 5, child: 1, start: end, length: 0)
    bytes += entry(name, kind: 2, child: free, start: 2, length: length)
    return bytes + [UInt8](repeating: 0, count: sector - bytes.count)
  }

  private static func entry(
    _ name: String, kind: UInt8, child: UInt32, start: UInt32, length: Int
  ) -> [UInt8] {
    var writer = ByteWriter()
    for unit in name.utf16 { writer.append(littleEndian: unit) }
    writer.append(contentsOf: [UInt8](repeating: 0, count: 64 - 2 * name.utf16.count))
    writer.append(littleEndian: UInt16(2 * name.utf16.count + 2))
    writer.append(contentsOf: [kind, 1])
    for value in [free, free, child] { writer.append(littleEndian: value) }
    writer.append(contentsOf: [UInt8](repeating: 0, count: 36))
    writer.append(littleEndian: start)
    writer.append(littleEndian: UInt64(length))
    return writer.bytes
  }
}
