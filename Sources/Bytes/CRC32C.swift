import CKernels

/// CRC-32C (Castagnoli, RFC 3720 appendix B.4), the checksum of every kuasou file.
///
/// By the processor's own instruction where there is one; else by slicing by eight in portable Swift, which takes about five times
/// as long (`kuasou-bench checksums`).
package struct CRC32C: Sendable {
  private var state: UInt32 = 0xFFFF_FFFF

  /// Starts with no byte seen.
  package init() {}

  /// The checksum of all bytes given so far.
  package var value: UInt32 { ~state }

  /// Takes in more bytes.
  ///
  /// - Complexity: O(n).
  package mutating func update(_ bytes: Span<UInt8>) {
    if Self.hasInstruction {
      let crc = state
      // SAFETY: the span's own bytes, which are only read while the call lasts.
      state = unsafe bytes.withUnsafeBufferPointer { bytes in
        unsafe kuasou_crc32c(crc, bytes.baseAddress, bytes.count)
      }
    } else {
      updatePortably(bytes)
    }
  }

  private static let hasInstruction = kuasou_has_crc32c() != 0

  /// The same without the instruction.
  package mutating func updatePortably(_ bytes: Span<UInt8>) {
    var crc = state
    var index = 0
    let end = bytes.count & ~7
    while index < end {
      let low =
        crc
        ^ (UInt32(bytes[index]) | UInt32(bytes[index + 1]) << 8 | UInt32(bytes[index + 2]) << 16
          | UInt32(bytes[index + 3]) << 24)
      crc =
        Self.table[1792 + Int(low & 255)] ^ Self.table[1536 + Int(low >> 8 & 255)]
        ^ Self.table[1280 + Int(low >> 16 & 255)] ^ Self.table[1024 + Int(low >> 24)]
        ^ Self.table[768 + Int(bytes[index + 4])] ^ Self.table[512 + Int(bytes[index + 5])]
        ^ Self.table[256 + Int(bytes[index + 6])] ^ Self.table[Int(bytes[index + 7])]
      index += 8
    }
    while index < bytes.count {
      crc = Self.table[Int((crc ^ UInt32(bytes[index])) & 255)] ^ crc >> 8
      index += 1
    }
    state = crc
  }

  /// The checksum of `bytes`.
  package static func checksum(_ bytes: Span<UInt8>) -> UInt32 {
    var crc = CRC32C()
    crc.update(bytes)
    return crc.value
  }

  /// The checksum of `bytes`.
  package static func checksum(_ bytes: [UInt8]) -> UInt32 { checksum(bytes.span) }

  /// Eight tables of 256: `table[256 * k + b]` advances the byte `b` by `k` further zero bytes.
  private static let table: [UInt32] = {
    var table = [UInt32](repeating: 0, count: 8 * 256)
    for byte in 0..<256 {
      var crc = UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0x82F6_3B78 : crc >> 1 }
      table[byte] = crc
    }
    for slice in 1..<8 {
      for byte in 0..<256 {
        let previous = table[256 * (slice - 1) + byte]
        table[256 * slice + byte] = table[Int(previous & 255)] ^ previous >> 8
      }
    }
    return table
  }()
}
