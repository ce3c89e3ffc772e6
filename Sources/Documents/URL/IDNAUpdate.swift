/// The changes that UTS 46 made after Unicode 15.0, the edition of ICU 72, applied before ICU sees a name.
///
/// Editions 15.1 and 16.0 mapped capitals that had been disallowed because their small letters came later, mapped
/// U+1E9E to U+00DF instead of "ss", gave five compatibility ideographs their corrected forms and ignored fillers
/// and formatting characters. An ICU of a later edition finds nothing left to do.
enum IDNAUpdate {
  /// The name with each changed code point replaced; UTF-8 in and out.
  static func apply(_ name: ArraySlice<UInt8>) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(name.count)
    for scalar in String(decoding: name, as: UTF8.self).unicodeScalars {
      if let mapped = mapped(scalar.value) { output += UTF8.encode(mapped).map(Array.init) ?? [] }
    }
    return output
  }

  /// What stands for a code point; nil when it is ignored.
  private static func mapped(_ code: UInt32) -> Unicode.Scalar? {
    let mapped: UInt32
    switch code {
    case 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, 0x206A...0x206F, 0x3164, 0xFFA0: return nil
    case 0x1D173...0x1D17A: return nil
    case 0x04C0: mapped = 0x04CF
    case 0x10A0...0x10C5: mapped = code - 0x10A0 + 0x2D00
    case 0x1E9E: mapped = 0x00DF
    case 0x2132: mapped = 0x214E
    case 0x2183: mapped = 0x2184
    case 0x2F868: mapped = 0x36FC
    case 0x2F874: mapped = 0x5F53
    case 0x2F91F: mapped = 0x243AB
    case 0x2F95F: mapped = 0x7AEE
    case 0x2F9BF: mapped = 0x45D7
    default: mapped = code
    }
    return Unicode.Scalar(mapped)
  }
}
