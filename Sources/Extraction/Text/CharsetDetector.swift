import CUchardet

/// Asks libuchardet which encoding undeclared bytes are in.
enum CharsetDetector {
  /// Bytes beyond these are not looked at: detection has settled long before.
  private static let enough = 256 * 1_024

  /// The detector's name for the encoding of `bytes`, such as "GB18030"; nil when it can't tell.
  static func name(of bytes: Span<UInt8>) -> String? {
    // SAFETY: the detector is checked and freed; the bytes live for the call and their true count is given.
    guard let detector = unsafe uchardet_new() else { return nil }
    defer { unsafe uchardet_delete(detector) }
    let part = bytes.extracting(first: enough)
    let status = unsafe part.withUnsafeBytes { buffer in
      unsafe uchardet_handle_data(
        detector, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), buffer.count)
    }
    guard status == 0 else { return nil }
    unsafe uchardet_data_end(detector)
    // SAFETY: the name is a NUL-terminated string that the detector owns; it is copied.
    guard let name = unsafe uchardet_get_charset(detector) else { return nil }
    let text = unsafe String(cString: name)
    return text.isEmpty ? nil : text
  }
}
