import Charset

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
  /// - Complexity: O(n), about 2 GB/s.
  package func callAsFunction(_ bytes: Span<UInt8>) -> UInt64 {
    var stream = Stream(self)
    let whole = bytes.count & ~7
    var index = 0
    while index &+ 32 <= whole {
      let block = bytes.extracting(index..<(index &+ 32))
      stream.absorb(ByteWord(block, 0))
      stream.absorb(ByteWord(block, 8))
      stream.absorb(ByteWord(block, 16))
      stream.absorb(ByteWord(block, 24))
      index &+= 32
    }
    while index < whole {
      stream.append(ByteWord(bytes, index))
      index &+= 8
    }
    while index < bytes.count {
      stream.append(bytes[index])
      index &+= 1
    }
    return stream.finish()
  }

  /// The hash of bytes that come one after another.
  struct Stream {
    private var state: State
    private var pending: UInt64 = 0
    /// How many bytes have come.
    private(set) var count = 0

    init(_ hash: StableHash) { state = State(hash.key0, hash.key1) }

    /// Takes a byte.
    @inline(__always)
    mutating func append(_ byte: UInt8) {
      pending |= UInt64(byte) &<< shift
      count &+= 1
      guard count & 7 == 0 else { return }
      state.absorb(pending)
      pending = 0
    }

    /// Takes eight bytes.
    @inline(__always)
    mutating func append(_ word: ByteWord) {
      state.absorb(pending | word.bits &<< shift)
      // Nothing is left over where nothing was pending; the processor's shift by 64 would keep all.
      pending = shift == 0 ? 0 : word.bits &>> (64 &- shift)
      count &+= 8
    }

    /// Takes eight bytes where none are pending.
    @inline(__always)
    mutating func absorb(_ word: ByteWord) {
      state.absorb(word.bits)
      count &+= 8
    }

    /// Takes the first `length` bytes of a word, at most seven.
    @inline(__always)
    private mutating func append(_ word: ByteWord, _ length: Int) {
      let bits = word.bits & ((1 &<< UInt64(truncatingIfNeeded: length &* 8)) &- 1)
      let (held, shift) = (count & 7, shift)
      pending |= bits &<< shift
      count &+= length
      guard held &+ length >= 8 else { return }
      state.absorb(pending)
      // Something was pending, so that the shift is less than 64.
      pending = bits &>> (64 &- shift)
    }

    /// Takes the bytes from `start` that are 64 or more, up to the first that is less: no blank, digit or tag is among them, and nearly
    /// all of Chinese text is.
    ///
    /// - Returns: where the first byte is that wasn't taken.
    @inline(__always)
    mutating func append(lettersOf bytes: Span<UInt8>, from start: Int) -> Int {
      var index = start
      while index &+ 8 <= bytes.count {
        let word = ByteWord(bytes, index)
        let length = word.leadingLetters
        guard length == 8 else {
          append(word, length)
          return index &+ length
        }
        if count & 7 == 0 {
          absorb(word)
          index &+= 8
        } else {
          // So many that what follows can be taken as it lies.
          let free = 8 &- (count & 7)
          state.absorb(pending | word.bits &<< shift)
          pending = 0
          count &+= free
          index &+= free
        }
      }
      while index < bytes.count, bytes[index] >= 64 {
        append(bytes[index])
        index &+= 1
      }
      return index
    }

    /// The hash of all that came.
    mutating func finish() -> UInt64 {
      state.absorb(pending | UInt64(truncatingIfNeeded: count) << 56)
      return state.finish()
    }

    private var shift: UInt64 { UInt64(truncatingIfNeeded: count & 7) &* 8 }
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

extension ByteWord {
  /// How many bytes stand before the first one below 64; 8 when there is none.
  @inline(__always)
  fileprivate var leadingLetters: Int {
    // A byte is 64 or more when one of its two highest bits is set.
    (~(bits | bits &<< 1) & 0x8080_8080_8080_8080).trailingZeroBitCount &>> 3
  }
}
