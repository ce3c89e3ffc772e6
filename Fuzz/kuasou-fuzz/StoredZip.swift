import Bytes

/// A zip file (APPNOTE 6.3.10) whose members are stored as they are.
struct StoredZip {
  private var writer = ByteWriter()
  private var directory = ByteWriter()
  private var count: UInt16 = 0

  /// Adds a member.
  mutating func add(_ name: String, _ bytes: [UInt8]) {
    let offset = UInt32(writer.bytes.count)
    var common = ByteWriter()
    for value: UInt16 in [20, 0, 0, 0, 0] { common.append(littleEndian: value) }
    for value in [Self.checksum(bytes), UInt32(bytes.count), UInt32(bytes.count)] {
      common.append(littleEndian: value)
    }
    common.append(littleEndian: UInt16(name.utf8.count))
    common.append(littleEndian: UInt16(0))
    writer.append(contentsOf: [0x50, 0x4B, 3, 4])
    writer.append(contentsOf: common.bytes)
    writer.append(contentsOf: Array(name.utf8))
    writer.append(contentsOf: bytes)
    directory.append(contentsOf: [0x50, 0x4B, 1, 2, 20, 0])
    directory.append(contentsOf: common.bytes)
    directory.append(contentsOf: [UInt8](repeating: 0, count: 10))
    directory.append(littleEndian: offset)
    directory.append(contentsOf: Array(name.utf8))
    count += 1
  }

  /// The whole file.
  var bytes: [UInt8] {
    var end = ByteWriter()
    end.append(contentsOf: [0x50, 0x4B, 5, 6, 0, 0, 0, 0])
    for value in [count, count] { end.append(littleEndian: value) }
    end.append(littleEndian: UInt32(directory.bytes.count))
    end.append(littleEndian: UInt32(writer.bytes.count))
    end.append(littleEndian: UInt16(0))
    return writer.bytes + directory.bytes + end.bytes
  }

  /// CRC-32 as zip wants it (ISO 3309).
  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var crc = UInt32.max
    for byte in bytes {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
    }
    return ~crc
  }
}
