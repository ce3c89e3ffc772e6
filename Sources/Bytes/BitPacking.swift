import CKernels

/// Blocks of 128 unsigned integers, each in `width` bits, in four lanes for vector instructions.
///
/// Value `i` lies in lane `i % 4`, row `i / 4`; each lane is a little-endian stream of `32 * width` bits and the lanes'
/// 32-bit words alternate. A block takes `16 * width` bytes. (Lemire & Boytsov, "Decoding billions of integers per
/// second through vectorization", SIMD-BP128.)
package enum BitPacking {
  /// The number of integers in a block.
  package static let blockLength = 128

  /// Appends the low `width` bits of 128 values, 16 × `width` bytes; `width` 0…32.
  package static func pack(
    _ values: Span<UInt32>, width: Int, into bytes: inout [UInt8]
  ) {
    guard width > 0 else { return }
    precondition(width <= 32 && values.count >= blockLength, "no block of 128 numbers")
    let mask = SIMD4<UInt32>(repeating: width == 32 ? UInt32.max : (1 << UInt32(width)) - 1)
    bytes.append(addingCapacity: 16 * width) { output in
      // SAFETY: 32 rows of `width` bits fill `width` words a lane, which is what there is room for; the rows loaded are the 128 numbers.
      unsafe output.withUnsafeMutableBufferPointer { buffer, initialized in
        guard let start = UnsafeMutableRawPointer(buffer.baseAddress) else { return }
        var (word, filled) = (SIMD4<UInt32>(repeating: 0), 0)
        for row in 0..<32 {
          let value =
            unsafe values.bytes.unsafeLoadUnaligned(
              fromUncheckedByteOffset: 16 &* row, as: SIMD4<UInt32>.self) & mask
          word |= value &<< UInt32(truncatingIfNeeded: filled)
          filled &+= width
          if filled >= 32 {
            unsafe start.storeBytes(of: word, toByteOffset: initialized, as: SIMD4<UInt32>.self)
            initialized &+= 16
            filled &-= 32
            word =
              filled == 0
              ? SIMD4(repeating: 0) : value &>> UInt32(truncatingIfNeeded: width &- filled)
          }
        }
      }
    }
  }

  /// Unpacks the block at `offset` into the first 128 of `values`; false, leaving them as they are, when it would pass the end,
  /// the width is no width or there are fewer.
  package static func unpack(
    _ bytes: Span<UInt8>, at offset: Int, width: Int, into values: inout MutableSpan<UInt32>
  ) -> Bool {
    guard width >= 0, width <= 32, offset >= 0, offset <= bytes.count - 16 * width,
      values.count >= blockLength
    else { return false }
    if width == 0 {
      values.update(repeating: 0)
      return true
    }
    // SAFETY: the guard above shows that 16 * width bytes lie at `offset` and 512 bytes are there for the output; the
    // kernels load and store without asking for alignment.
    unsafe bytes.withUnsafeBytes { input in
      unsafe values.withUnsafeMutableBytes { output in
        guard let from = input.baseAddress, let to = output.baseAddress else { return }
        unsafe unpackRows(width, from + offset, to)
      }
    }
    return true
  }

  /// Replaces gaps by running sums: `values[i]` becomes `base + Σ (values[0…i] + 1)`, modulo 2³².
  package static func accumulateGaps(
    _ values: inout MutableSpan<UInt32>, after base: UInt32
  ) {
    precondition(values.count >= blockLength, "a block has 128 numbers")
    if kuasou_has_avx2() != 0 {
      // SAFETY: 128 numbers, as was checked.
      unsafe values.withUnsafeMutableBufferPointer { buffer in
        unsafe kuasou_accumulate_gaps(buffer.baseAddress, base)
      }
    } else {
      accumulateGapsPortably(&values, after: base)
    }
  }

  /// The same without vectors of 256 bits.
  package static func accumulateGapsPortably(
    _ values: inout MutableSpan<UInt32>, after base: UInt32
  ) {
    precondition(values.count >= blockLength, "a block has 128 numbers")
    var carry = SIMD4<UInt32>(repeating: base)
    // SAFETY: the 32 vectors are the first 512 bytes; loads and stores ask for no alignment.
    unsafe values.withUnsafeMutableBytes { buffer in
      guard let start = buffer.baseAddress else { return }
      for row in 0..<32 {
        let gaps =
          unsafe start.loadUnaligned(fromByteOffset: 16 &* row, as: SIMD4<UInt32>.self)
          &+ SIMD4(repeating: 1)
        // Only adding the carry waits for the row before. Lanes are shifted as halves of 64 bits, which stays in vectors;
        // the low half's sum can't run over into the high one, because what is added there is 0.
        let shifted = unsafe unsafeBitCast(gaps, to: SIMD2<UInt64>.self) &<< 32
        let pairs = unsafe gaps &+ unsafeBitCast(shifted, to: SIMD4<UInt32>.self)
        let sums = pairs &+ SIMD4(0, 0, pairs[1], pairs[1])
        unsafe start.storeBytes(of: sums &+ carry, toByteOffset: 16 &* row, as: SIMD4<UInt32>.self)
        carry = carry &+ SIMD4(repeating: sums[3])
      }
    }
  }
}
