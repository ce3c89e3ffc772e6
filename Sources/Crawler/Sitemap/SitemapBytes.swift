import Bytes
import Charset

/// From the bytes of a sitemap, as they were fetched, to UTF-8.
enum SitemapBytes {
  /// The bytes, decompressed if they begin as gzip does; twice if need be, for servers that
  /// compress what is compressed.
  static func decompressed(
    _ bytes: [UInt8], limit: Int, isTruncated: inout Bool
  ) -> [UInt8] {
    var current = bytes
    for _ in 0..<2 where current.starts(with: [0x1F, 0x8B]) {
      let output = Gzip.decompress(current.span, limit: limit)
      isTruncated = isTruncated || output.end != .complete
      current = output.bytes
    }
    guard current.count > limit else { return current }
    isTruncated = true
    return Array(current.prefix(limit))
  }

  /// The bytes as UTF-8 without a byte order mark: by the mark, by the zeros of UTF-16, or by the
  /// XML declaration.
  static func utf8(_ bytes: [UInt8]) -> [UInt8] {
    if let mark = ByteOrderMark(bytes.span) {
      return mark.encoding == .utf8
        ? Array(bytes.dropFirst(mark.length)) : mark.encoding.decode(bytes).utf8
    }
    if bytes.starts(with: [0x3C, 0, 0x3F, 0]) { return Encoding.utf16LE.decode(bytes).utf8 }
    if bytes.starts(with: [0, 0x3C, 0, 0x3F]) { return Encoding.utf16BE.decode(bytes).utf8 }
    guard let declared = declaredEncoding(bytes.span) else { return bytes }
    return declared.decode(bytes).utf8
  }

  /// The encoding that `<?xml … encoding="…"?>` declares, unless it is UTF-8 or, against the
  /// evidence of the bytes, UTF-16.
  private static func declaredEncoding(_ bytes: Span<UInt8>) -> Encoding? {
    var start = 0
    while start < min(bytes.count, 64), bytes[start].isWhiteSpace { start += 1 }
    guard bytes.hasPrefix("<?xml", in: start..<bytes.count) else { return nil }
    let limit = min(bytes.count, start + 256)
    guard let end = bytes.offset(of: UInt8(ascii: ">"), in: start..<limit) else { return nil }
    let scanner = XMLScanner(bytes)
    guard let value = scanner.value(of: "encoding", in: start + 5..<end) else { return nil }
    let encoding = Encoding(label: bytes.text(value))
    return encoding == .utf8 || encoding == .utf16LE || encoding == .utf16BE ? nil : encoding
  }
}
