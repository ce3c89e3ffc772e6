import CDeflate
import CZlib

/// gzip (RFC 1952): whole members of our own by libdeflate, foreign streams by zlib with a ceiling on what may come out, as 1 GiB of
/// zeros fits in a megabyte of gzip.
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

  /// Compresses by libdeflate, which takes a third of zlib's time; what it has to set up is set up once.
  @safe
  package struct Compressor: ~Copyable, Sendable {
    // SAFETY: made in `init`, freed in `deinit`, reached by `self` alone, whose methods that change it are exclusive.
    nonisolated(unsafe) private let state: OpaquePointer

    /// - Parameter level: 1 (fast) to 12 (small).
    package init(level: Int32) {
      guard let state = unsafe libdeflate_alloc_compressor(level) else {
        preconditionFailure("no memory for libdeflate, or no such level")
      }
      unsafe self.state = state
    }

    deinit { unsafe libdeflate_free_compressor(state) }

    /// Compresses into one gzip member without a time stamp, so that equal input gives equal output.
    package mutating func gzip(_ bytes: [UInt8]) -> [UInt8] {
      let state = unsafe state
      let bound = unsafe libdeflate_gzip_compress_bound(state, bytes.count)
      return unsafe Self.fill(bound, from: bytes) { input, output in
        // SAFETY: the state is held exclusively; both buffers live for the call and their true sizes are given.
        unsafe libdeflate_gzip_compress(
          state, input.baseAddress, input.count, output.baseAddress, output.count)
      }
    }

    /// Compresses into a DEFLATE stream (RFC 1951) without a frame.
    package mutating func deflate(_ bytes: [UInt8]) -> [UInt8] {
      let state = unsafe state
      let bound = unsafe libdeflate_deflate_compress_bound(state, bytes.count)
      return unsafe Self.fill(bound, from: bytes) { input, output in
        // SAFETY: as in `gzip`.
        unsafe libdeflate_deflate_compress(
          state, input.baseAddress, input.count, output.baseAddress, output.count)
      }
    }

    private static func fill(
      _ bound: Int, from bytes: [UInt8],
      _ compress: (UnsafeRawBufferPointer, UnsafeMutableRawBufferPointer) -> Int
    ) -> [UInt8] {
      // SAFETY: `compress` says how much of the output it filled.
      unsafe [UInt8](unsafeUninitializedCapacity: bound) { output, filled in
        unsafe bytes.withUnsafeBytes { input in
          filled = unsafe compress(input, UnsafeMutableRawBufferPointer(output))
        }
      }
    }
  }

  /// Compresses into one gzip member; many should share a `Compressor`.
  ///
  /// - Parameter level: 1 (fast) to 12 (small).
  package static func compress(_ bytes: [UInt8], level: Int32 = 6) -> [UInt8] {
    var compressor = Compressor(level: level)
    return compressor.gzip(bytes)
  }

  /// The CRC-32 of RFC 1952 section 8, which ends every member.
  ///
  /// - Complexity: O(n).
  package static func checksum(_ bytes: Span<UInt8>) -> UInt32 {
    // SAFETY: libdeflate reads the span's bytes, and only while this call lasts.
    unsafe bytes.withUnsafeBufferPointer { input in
      unsafe libdeflate_crc32(0, input.baseAddress, input.count)
    }
  }

  /// The content of a whole member, which says in its last four bytes how long it is; nil when the member is damaged, does not
  /// end with `bytes`, or holds more than `limit` bytes.
  package static func content(ofMember bytes: Span<UInt8>, limit: Int) -> [UInt8]? {
    guard bytes.count > 18, let state = unsafe libdeflate_alloc_decompressor() else { return nil }
    defer { unsafe libdeflate_free_decompressor(state) }
    let size = (1...4).reduce(0) { $0 << 8 | Int(bytes[bytes.count - $1]) }
    guard size <= limit else { return nil }
    var isWhole = false
    // SAFETY: libdeflate reads the span's bytes and writes at most `size`; it says whether and how much it did.
    let content = unsafe [UInt8](unsafeUninitializedCapacity: size) { output, filled in
      unsafe bytes.withUnsafeBufferPointer { input in
        var (taken, made) = (0, 0)
        let result = unsafe libdeflate_gzip_decompress_ex(
          state, input.baseAddress, input.count, output.baseAddress, size, &taken, &made)
        isWhole = result == LIBDEFLATE_SUCCESS && taken == input.count && made == size
        filled = isWhole ? made : 0
      }
    }
    return isWhole ? content : nil
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
