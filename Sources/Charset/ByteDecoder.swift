/// One encoding's way from bytes to UTF-8, called for a stretch of the input at a time.
///
/// An implementation writes at most three bytes for each byte it consumes, and 16 more; it may read past `end` to
/// finish a character, never past `input.count`.
protocol ByteDecoder: ~Copyable {
  /// How many U+FFFD stand for bytes that mean nothing.
  var replacements: Int { get }

  /// Decodes from `position` until it is at or past `end`.
  mutating func run(
    _ input: Span<UInt8>, from position: inout Int, until end: Int, into output: inout UTF8Sink)

  /// Writes what is left when the input has ended.
  mutating func finish(into output: inout UTF8Sink)
}

extension ByteDecoder where Self: ~Copyable {
  mutating func finish(into output: inout UTF8Sink) {}
}

/// Room for decoded UTF-8: a view of the output array and where the next byte goes.
struct UTF8Sink: ~Copyable, ~Escapable {
  private var room: MutableSpan<UInt8>
  /// How many bytes of the room are filled.
  private(set) var count: Int

  @_lifetime(copy room)
  init(_ room: consuming MutableSpan<UInt8>, filled count: Int) {
    self.room = room
    self.count = count
  }

  /// Appends a byte as it is.
  @inline(__always)
  @_lifetime(self: copy self)
  mutating func append(_ byte: UInt8) {
    room[count] = byte
    count &+= 1
  }

  /// Appends the UTF-8 form of a code point below U+10000 that is no surrogate.
  ///
  /// Writes one byte more than it appends, which the next write covers: one store instead of three.
  @inline(__always)
  @_lifetime(self: copy self)
  mutating func append(basic code: UInt32) {
    if code >= 0x800 {
      store(
        code >> 12 | 0xE0 | (code << 2 & 0x3F00) | 0x8000 | (code << 16 & 0x3F_0000) | 0x80_0000)
      count &+= 3
    } else if code >= 0x80 {
      room[count] = UInt8(truncatingIfNeeded: code >> 6 | 0xC0)
      room[count &+ 1] = UInt8(truncatingIfNeeded: code & 0x3F | 0x80)
      count &+= 2
    } else {
      append(UInt8(truncatingIfNeeded: code))
    }
  }

  @inline(__always)
  @_lifetime(self: copy self)
  private mutating func store(_ bytes: some FixedWidthInteger & BitwiseCopyable) {
    let offset = count
    // SAFETY: any bytes are valid UInt8; the store itself is checked.
    var raw = unsafe room.mutableBytes
    raw.storeBytes(of: bytes.littleEndian, toByteOffset: offset, as: type(of: bytes))
  }

  /// Appends the UTF-8 form of any code point that is no surrogate.
  @inline(__always)
  @_lifetime(self: copy self)
  mutating func append(code: UInt32) {
    if code < 0x10000 {
      append(basic: code)
    } else {
      append(UInt8(truncatingIfNeeded: code >> 18 | 0xF0))
      append(UInt8(truncatingIfNeeded: code >> 12 & 0x3F | 0x80))
      append(UInt8(truncatingIfNeeded: code >> 6 & 0x3F | 0x80))
      append(UInt8(truncatingIfNeeded: code & 0x3F | 0x80))
    }
  }

  /// Appends U+FFFD.
  @inline(__always)
  @_lifetime(self: copy self)
  mutating func appendReplacement() { append(basic: 0xFFFD) }

  /// Copies the run of ASCII bytes that begins at `position` and ends before `end`.
  @inline(__always)
  @_lifetime(self: copy self)
  mutating func copyASCII(_ input: Span<UInt8>, from position: inout Int, until end: Int) {
    var at = position
    // SAFETY: a UInt8 has no padding, so each byte of the view is initialised.
    let raw = unsafe input.bytes
    let blocks = min(end, raw.byteCount) &- 8
    while at <= blocks {
      // SAFETY: `at` is at least 0 and 8 bytes follow it; any bytes are a valid UInt64.
      let block = unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: at, as: UInt64.self)
      if block & 0x8080_8080_8080_8080 != 0 { break }
      store(UInt64(littleEndian: block))
      at &+= 8
      count &+= 8
    }
    while at < end {
      let byte = input[at]
      if byte >= 0x80 { break }
      append(byte)
      at &+= 1
    }
    position = at
  }
}

/// Decodes all of `input`, growing the output by stretches so that no write needs to ask for room.
func decodeAll<Decoder: ByteDecoder & ~Copyable>(
  _ input: Span<UInt8>, with decoder: consuming Decoder
) -> DecodedText {
  let stretch = 16_384
  var output = [UInt8](repeating: 0, count: input.count + input.count / 2 + 64)
  var written = 0
  var position = 0
  while true {
    let end = min(position + stretch, input.count)
    let needed = written + 3 * (end - position) + 64
    if output.count < needed {
      output.append(
        contentsOf: repeatElement(0, count: max(needed - output.count, output.count / 2)))
    }
    var sink = UTF8Sink(output.mutableSpan, filled: written)
    if position < input.count {
      decoder.run(input, from: &position, until: end, into: &sink)
    } else {
      decoder.finish(into: &sink)
      written = sink.count
      break
    }
    written = sink.count
  }
  output.removeLast(output.count - written)
  return DecodedText(utf8: output, replacements: decoder.replacements)
}

extension [UInt8] {
  /// A copy of the span's bytes.
  init(copying span: Span<UInt8>) {
    // SAFETY: the buffer is the span's own and is copied before the closure returns.
    self = unsafe span.withUnsafeBufferPointer { unsafe Array($0) }
  }
}
