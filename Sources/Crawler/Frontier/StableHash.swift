/// A 64-bit hash that is the same in every process and on every machine: SipHash-1-3.
///
/// The crawl state stores it, so it may never change. It is keyed: a site that knows the algorithm still can't choose URLs that
/// collide with those of another site. Source: Aumasson, Bernstein, "SipHash: a fast short-input PRF" (2012), with one
/// compression and three finalisation rounds as in Rust's and Swift's own hash tables.
package struct StableHash: Sendable {
  private let key0: UInt64
  private let key1: UInt64

  /// The hash with this key.
  package init(key0: UInt64, key1: UInt64) {
    self.key0 = key0
    self.key1 = key1
  }

  /// The hash of content, whose key is fixed because it is compared within one URL only.
  package static let content = StableHash(key0: 0x6b75_6173_6f75_2d63, key1: 0x6f6e_7465_6e74_2d31)

  /// The hash of a text's UTF-8 bytes.
  package func callAsFunction(_ text: String) -> UInt64 {
    let span = text.utf8.span
    return self(span)
  }

  /// The hash of these bytes.
  ///
  /// - Complexity: O(n), about 1 GB/s.
  package func callAsFunction(_ bytes: Span<UInt8>) -> UInt64 {
    var state = State(key0, key1)
    let whole = bytes.count & ~7
    var index = 0
    while index < whole {
      state.absorb(Self.word(bytes, index))
      index += 8
    }
    var last = UInt64(truncatingIfNeeded: bytes.count) << 56
    var shift: UInt64 = 0
    while index < bytes.count {
      last |= UInt64(bytes[index]) << shift
      shift += 8
      index += 1
    }
    state.absorb(last)
    return state.finish()
  }

  @inline(__always)
  private static func word(_ bytes: Span<UInt8>, _ at: Int) -> UInt64 {
    var word: UInt64 = 0
    for byte in 0..<8 { word |= UInt64(bytes[at + byte]) << UInt64(8 * byte) }
    return word
  }

  /// The four words of SipHash.
  private struct State {
    private var v0: UInt64
    private var v1: UInt64
    private var v2: UInt64
    private var v3: UInt64

    init(_ key0: UInt64, _ key1: UInt64) {
      v0 = key0 ^ 0x736f_6d65_7073_6575
      v1 = key1 ^ 0x646f_7261_6e64_6f6d
      v2 = key0 ^ 0x6c79_6765_6e65_7261
      v3 = key1 ^ 0x7465_6462_7974_6573
    }

    @inline(__always)
    mutating func absorb(_ word: UInt64) {
      v3 ^= word
      round()
      v0 ^= word
    }

    mutating func finish() -> UInt64 {
      v2 ^= 0xff
      for _ in 0..<3 { round() }
      return v0 ^ v1 ^ v2 ^ v3
    }

    @inline(__always)
    private mutating func round() {
      v0 &+= v1
      v1 = (v1 << 13 | v1 >> 51) ^ v0
      v0 = v0 << 32 | v0 >> 32
      v2 &+= v3
      v3 = (v3 << 16 | v3 >> 48) ^ v2
      v0 &+= v3
      v3 = (v3 << 21 | v3 >> 43) ^ v0
      v2 &+= v1
      v1 = (v1 << 17 | v1 >> 47) ^ v2
      v2 = v2 << 32 | v2 >> 32
    }
  }
}
