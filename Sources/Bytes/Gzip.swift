import CZlib

/// gzip (RFC 1952) by zlib, with a ceiling on what may come out: 1 GiB of zeros fits in a megabyte of gzip.
package enum Gzip {
  /// What a decompression gave.
  package struct Output: Sendable {
    /// The decompressed bytes, as far as they could be had.
    package var bytes: [UInt8]
    /// How many input bytes the members read so far took up.
    package var consumed: Int
    /// Why it stopped.
    package var end: End
  }

  /// Why a decompression stopped.
  package enum End: Sendable, Equatable {
    /// At the end of the last member.
    case complete
    /// The input ended inside a member.
    case truncated
    /// A member is damaged.
    case corrupt
    /// The ceiling was reached.
    case limit
  }

  /// Compresses into one gzip member without a time stamp, so that equal input gives equal output.
  ///
  /// - Parameter level: 1 (fast) to 9 (small).
  package static func compress(_ bytes: [UInt8], level: Int32 = 6) -> [UInt8] {
    var stream = unsafe z_stream()
    // SAFETY: zlib fills the local stream; every return value is checked and deflateEnd always runs.
    guard unsafe kuasou_deflate_init(&stream, level, 31) == Z_OK else { return [] }
    defer { unsafe _ = deflateEnd(&stream) }
    let bound = unsafe Int(deflateBound(&stream, uLong(bytes.count)))
    // SAFETY: deflate says how much of the buffer it filled.
    return unsafe [UInt8](unsafeUninitializedCapacity: bound) { output, filled in
      unsafe bytes.withUnsafeBufferPointer { input in
        // SAFETY: zlib reads `input.count` bytes and writes at most `bound`; both buffers live for the call.
        unsafe stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        unsafe stream.avail_in = UInt32(input.count)
        unsafe stream.next_out = output.baseAddress
        unsafe stream.avail_out = UInt32(bound)
        _ = unsafe deflate(&stream, Z_FINISH)
        filled = unsafe bound - Int(stream.avail_out)
      }
    }
  }

  /// The CRC-32 of RFC 1952 section 8, which ends every member.
  ///
  /// - Complexity: O(n).
  package static func checksum(_ bytes: Span<UInt8>) -> UInt32 {
    // SAFETY: zlib reads the span's bytes, and only while this call lasts.
    unsafe bytes.withUnsafeBufferPointer { input in
      UInt32(truncatingIfNeeded: unsafe crc32_z(0, input.baseAddress, input.count))
    }
  }

  /// Decompresses every member from the start of `bytes`, to at most `limit` bytes of output; never throws, it reports.
  ///
  /// - Parameter oneMember: stop after the first member, to read a file record by record.
  package static func decompress(
    _ bytes: Span<UInt8>, limit: Int, oneMember: Bool = false
  ) -> Output {
    var result = Output(bytes: [], consumed: 0, end: .truncated)
    var stream = unsafe z_stream()
    // SAFETY: zlib fills the local stream; 31 asks for gzip framing; inflateEnd always runs.
    guard unsafe kuasou_inflate_init(&stream, 31) == Z_OK else {
      result.end = .corrupt
      return result
    }
    defer { unsafe _ = inflateEnd(&stream) }
    // SAFETY: the span's memory is only read, and only while this call lasts.
    unsafe bytes.withUnsafeBufferPointer { input in
      unsafe stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
      unsafe stream.avail_in = UInt32(clamping: input.count)
      unsafe inflateAll(&stream, input.count, limit, oneMember, &result)
    }
    return result
  }

  private static func inflateAll(
    _ stream: inout z_stream, _ count: Int, _ limit: Int, _ oneMember: Bool, _ result: inout Output
  ) {
    // A member of the page store is short: it gets a buffer that is cheap to clear.
    var chunk = [UInt8](repeating: 0, count: min(1 << 16, max(1 << 12, min(count, 1 << 16) * 4)))
    while true {
      let (status, produced) = unsafe inflateChunk(&stream, &chunk)
      result.bytes.append(contentsOf: chunk[..<min(produced, limit - result.bytes.count)])
      let left = unsafe Int(stream.avail_in)
      switch status {
      case Z_STREAM_END:
        result.consumed = count - left
        result.end = .complete
        if oneMember || left == 0 { return }
        guard unsafe inflateReset(&stream) == Z_OK else { return }
      case Z_OK where result.bytes.count >= limit:
        result.end = .limit
        return
      case Z_OK: continue
      default:
        // Trailing bytes after a whole member are ignored, as gzip(1) does with zero padding.
        if status == Z_BUF_ERROR {
          result.end = .truncated
        } else if result.consumed == 0 {
          result.end = .corrupt
        }
        return
      }
    }
  }

  private static func inflateChunk(
    _ stream: inout z_stream, _ chunk: inout [UInt8]
  ) -> (status: Int32, produced: Int) {
    let size = chunk.count
    // SAFETY: zlib writes at most `size` bytes into the chunk, which lives for the call.
    return unsafe chunk.withUnsafeMutableBufferPointer { output in
      unsafe stream.next_out = output.baseAddress
      unsafe stream.avail_out = UInt32(size)
      let status = unsafe inflate(&stream, Z_NO_FLUSH)
      return unsafe (status, size - Int(stream.avail_out))
    }
  }
}
