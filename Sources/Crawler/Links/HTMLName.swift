/// The name of a tag or an attribute, packed: its first eight bytes in lower case, the first
/// lowest, and its length.
struct HTMLName: Equatable {
  /// The first eight bytes.
  var packed: UInt64
  /// The length of the whole name in bytes.
  var length: Int

  /// The packed name of at most eight ASCII bytes.
  @inline(__always)
  init(_ name: StaticString) {
    var packed: UInt64 = 0
    let length = name.utf8CodeUnitCount
    name.withUTF8Buffer { text in
      for index in 0..<min(length, 8) {
        // SAFETY: `index` is below the literal's length.
        packed |= unsafe UInt64(text[index]) << UInt64(8 * index)
      }
    }
    self.packed = packed
    self.length = length
  }

  @inline(__always)
  init(packed: UInt64, length: Int) {
    self.packed = packed
    self.length = length
  }
}
