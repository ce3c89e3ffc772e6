/// One of the standard's indexes of the basic plane, with the way back.
struct PairIndex: Sendable {
  /// Code point of each pointer, 0 where there is none.
  let pairs: [UInt16]
  /// Pointer + 1 of each code point that can be encoded.
  private let reverse: [UInt16]

  /// "index EUC-KR": 126 leads by 190 trails, from ICU's windows-949.
  static let eucKR = PairIndex(
    ICUTable(converter: "windows-949-2000", leads: 0x81...0xFE, trails: Array(0x41...0xFE)).codes)

  /// "index jis0208": 120 rows of 94, from ICU's windows-31J by way of its Shift_JIS bytes.
  ///
  /// The user-defined rows, pointers 8,836…10,715, are computed by the Shift_JIS decoder; pointers 8,272…8,835 (NEC's
  /// selection of IBM extensions) are never encoded to.
  static let jis0208: PairIndex = {
    let trails: [UInt8] = Array(0x40...0x7E) + Array(0x80...0xFC)
    let low = ICUTable(converter: "ibm-943_P15A-2003", leads: 0x81...0x9F, trails: trails)
    let high = ICUTable(converter: "ibm-943_P15A-2003", leads: 0xE0...0xFC, trails: trails)
    let codes = (low.codes + high.codes).map { (0xE000...0xF8FF).contains($0) ? 0 : $0 }
    return PairIndex(codes, unencoded: 8_272..<8_836)
  }()

  /// "index jis0212": 94 by 94, from ICU's EUC-JP without what IBM put behind the last row of the standard, 77.
  static let jis0212: PairIndex = {
    var codes =
      ICUTable(
        converter: "EUC-JP", prefix: [0x8F], leads: 0xA1...0xFE, trails: Array(0xA1...0xFE)
      ).codes
    for pointer in codes.indices where pointer >= 77 * 94 { codes[pointer] = 0 }
    // The tilde of JIS X 0212, row 2 cell 23, is the full-width one.
    codes[94 + 22] = 0xFF5E
    return PairIndex(codes)
  }()

  /// The pointer of a code point, or nil.
  func pointer(of code: UInt32) -> Int? {
    guard code < 0x10000, reverse[Int(code)] != 0 else { return nil }
    return Int(reverse[Int(code)]) - 1
  }

  private init(_ codes: [UInt32], unencoded: Range<Int> = 0..<0) {
    let pairs = codes.map { $0 < 0x10000 ? UInt16($0) : 0 }
    var reverse = [UInt16](repeating: 0, count: 0x10000)
    for (pointer, code) in pairs.enumerated().reversed()
    where code != 0 && !unencoded.contains(pointer) {
      reverse[Int(code)] = UInt16(pointer + 1)
    }
    self.pairs = pairs
    self.reverse = reverse
  }
}
