/// Folds the compatibility forms that PDF fonts emit to the characters that people type: full-width digits and letters, Kangxi radicals, compatibility
/// ideographs, ligatures. Chinese punctuation stays as it is, unlike in NFKC proper, and so do circled numbers.
enum CompatibilityFold {
  /// Appends what `scalar` folds to.
  static func append(_ scalar: UInt32, to text: inout [UInt32]) {
    switch scalar {
    case 0..<0x80: text.append(scalar)
    case 0x3000, 0xA0, 0x2000...0x200A, 0x202F: text.append(32)
    case 0xAD, 0x200B...0x200F, 0xFEFF, 0xFFFC: break
    case 0xFF10...0xFF19, 0xFF21...0xFF3A, 0xFF41...0xFF5A: text.append(scalar - 0xFEE0)
    case 0xFF05, 0xFF0B, 0xFF0D...0xFF0F, 0xFF1D, 0xFF3F, 0xFF20: text.append(scalar - 0xFEE0)
    case 0xFB00...0xFB06: text.append(contentsOf: ligatures[Int(scalar - 0xFB00)])
    case 0x2E80...0x2FD5, 0xF900...0xFAD9, 0x2F800...0x2FA1D: text.append(folded(scalar))
    default: text.append(scalar)
    }
  }

  private static let ligatures: [[UInt32]] = ["ff", "fi", "fl", "ffi", "ffl", "st", "st"].map {
    $0.unicodeScalars.map(\.value)
  }

  private static func folded(_ scalar: UInt32) -> UInt32 {
    for run in CompatibilityTable.runs where scalar >= run.first {
      let offset = Int(scalar - run.first)
      if offset < run.folded.count { return run.folded[offset] }
    }
    return scalar
  }
}
