import CZstd

/// Zstandard (RFC 8878) by libzstd for blocks of our own files: one frame each, with a known ceiling.
package enum Zstd {
  /// Compresses blocks; what zstd has to set up is set up once.
  @safe
  package struct Compressor: ~Copyable {
    // SAFETY: made in `init`, freed in `deinit`, reached by `self` alone.
    private let context: OpaquePointer
    private let level: Int32

    /// - Parameter level: 1 to 19; 3 is zstd's own default, negative ones are faster and compress less.
    package init(level: Int32) {
      self.level = level
      guard let context = unsafe ZSTD_createCCtx() else {
        preconditionFailure("no memory for zstd")
      }
      unsafe self.context = context
    }

    deinit { unsafe _ = ZSTD_freeCCtx(context) }

    /// Compresses into one frame that states its content size.
    package mutating func compress(_ bytes: [UInt8]) -> [UInt8] {
      let bound = ZSTD_compressBound(bytes.count)
      let (context, level) = unsafe (context, level)
      // SAFETY: zstd says how much of the buffer it filled.
      return unsafe [UInt8](unsafeUninitializedCapacity: bound) { output, filled in
        // SAFETY: the context is held exclusively; both buffers live for the call and their true sizes are given.
        let written = unsafe bytes.withUnsafeBytes { input in
          unsafe ZSTD_compressCCtx(
            context, output.baseAddress, bound, input.baseAddress, input.count, level)
        }
        filled = ZSTD_isError(written) == 0 ? written : 0
      }
    }
  }

  /// Decompresses one frame; nil when it is damaged, states no size, or states more than `limit` bytes.
  package static func decompress(_ bytes: Span<UInt8>, limit: Int) -> [UInt8]? {
    // SAFETY: the span's memory is only read, and only while this call lasts.
    unsafe bytes.withUnsafeBytes { input -> [UInt8]? in
      let size = unsafe ZSTD_getFrameContentSize(input.baseAddress, input.count)
      guard size <= UInt64(limit) else { return nil }
      var complete = false
      let output = unsafe [UInt8](unsafeUninitializedCapacity: Int(size)) { output, filled in
        // SAFETY: zstd writes at most `size` bytes and says how many.
        let written = unsafe ZSTD_decompress(
          output.baseAddress, Int(size), input.baseAddress, input.count)
        complete = ZSTD_isError(written) == 0 && written == Int(size)
        filled = complete ? written : 0
      }
      return complete ? output : nil
    }
  }

  /// Decompresses a file of one or more frames whose sizes need not be stated, to at most `limit` bytes; nil when damaged or larger.
  package static func decompressStream(_ bytes: [UInt8], limit: Int) -> [UInt8]? {
    // SAFETY: the stream is checked and freed on every way out.
    guard let stream = unsafe ZSTD_createDStream() else { return nil }
    defer { unsafe _ = ZSTD_freeDStream(stream) }
    var result: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: ZSTD_DStreamOutSize())
    var position = 0
    var pending = 0
    while position < bytes.count {
      // SAFETY: zstd reads and writes inside the two arrays, whose true sizes are given, and both live for the call.
      let (status, consumed, produced) = unsafe bytes.withUnsafeBytes { input in
        unsafe chunk.withUnsafeMutableBytes { output in
          var from = unsafe ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: position)
          var to = unsafe ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
          let status = unsafe ZSTD_decompressStream(stream, &to, &from)
          return unsafe (status, from.pos, to.pos)
        }
      }
      guard ZSTD_isError(status) == 0, result.count + produced <= limit else { return nil }
      guard consumed > position || produced > 0 else { return nil }
      result.append(contentsOf: chunk[..<produced])
      position = consumed
      pending = status
    }
    return pending == 0 ? result : nil
  }
}
