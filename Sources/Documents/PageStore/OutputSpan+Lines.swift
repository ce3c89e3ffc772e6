extension OutputSpan<UInt8> {
  /// Appends bytes, for which there must be room.
  mutating func append(_ bytes: Span<UInt8>) {
    precondition(bytes.count <= freeCapacity, "the lines are longer than was said")
    // SAFETY: there is room for all bytes behind those that are initialised, as was just checked.
    unsafe withUnsafeMutableBufferPointer { room, count in
      unsafe bytes.withUnsafeBufferPointer { source in
        guard let target = room.baseAddress, let first = source.baseAddress else { return }
        unsafe target.advanced(by: count).initialize(from: first, count: source.count)
        count += source.count
      }
    }
  }

  /// Appends a text's UTF-8 bytes.
  mutating func append(_ text: String) { append(text.utf8.span) }

  /// Appends a number that is not negative in decimal.
  mutating func append(decimal number: Int) {
    var scale = 1
    while number / scale >= 10 { scale *= 10 }
    while scale > 0 {
      append(UInt8(truncatingIfNeeded: 48 + number / scale % 10))
      scale /= 10
    }
  }

  /// Appends a field as a line of a header block.
  mutating func append(line field: HTTPHeader) {
    append(field.name)
    append(": ")
    append(field.value)
    append("\r\n")
  }
}
