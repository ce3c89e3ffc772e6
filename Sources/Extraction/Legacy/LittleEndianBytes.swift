/// Foreign bytes with checked little-endian reads: what lies outside is nil, whatever the offset.
struct LittleEndianBytes: Sendable {
  let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var count: Int { bytes.count }

  func byte(_ offset: Int) -> Int? {
    bytes.indices.contains(offset) ? Int(bytes[offset]) : nil
  }

  func short(_ offset: Int) -> Int? {
    guard offset >= 0, offset <= bytes.count - 2 else { return nil }
    return Int(bytes[offset]) | Int(bytes[offset + 1]) << 8
  }

  func long(_ offset: Int) -> Int? {
    guard let low = short(offset), let high = short(offset + 2) else { return nil }
    return low | high << 16
  }

  func double(_ offset: Int) -> Double? {
    guard let low = long(offset), let high = long(offset + 4) else { return nil }
    return Double(bitPattern: UInt64(low) | UInt64(high) << 32)
  }

  /// The bytes of a range as far as they are there.
  func slice(_ start: Int, _ length: Int) -> ArraySlice<UInt8> {
    guard start >= 0, length > 0, start < bytes.count else { return [] }
    return bytes[start..<min(bytes.count, start + min(length, bytes.count))]
  }
}
