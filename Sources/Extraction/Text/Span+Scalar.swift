extension Span<UInt8> {
  /// The character at `at` of well-formed UTF-8, and `at` behind it.
  @inline(__always)
  func scalar(at: inout Int) -> UInt32 {
    let lead = UInt32(self[at])
    let first = at
    if lead < 0x80 {
      at &+= 1
      return lead
    }
    if lead < 0xE0 {
      at &+= 2
      return (lead & 31) << 6 | low(first &+ 1)
    }
    if lead < 0xF0 {
      at &+= 3
      return (lead & 15) << 12 | low(first &+ 1) << 6 | low(first &+ 2)
    }
    at &+= 4
    return (lead & 7) << 18 | low(first &+ 1) << 12 | low(first &+ 2) << 6 | low(first &+ 3)
  }

  /// The six bits of a byte behind the first of a character.
  @inline(__always)
  private func low(_ at: Int) -> UInt32 { UInt32(self[at] & 0x3F) }
}
