/// CNS 11643 as EUC-TW writes it, from ICU's converter: fifteen planes of 94 by 94.
struct EUCTWIndex: Sendable {
  /// Code point by plane, row and cell, 0 where there is none.
  let codes: [UInt32]

  /// Planes that four bytes can name, 0xA1…0xAF.
  static let planes = 15
  /// Characters of a plane.
  static let planeSize = 94 * 94

  /// Built at first use.
  static let shared = EUCTWIndex()

  private init() {
    var codes = Self.plane(prefix: [])
    for plane in 2...UInt8(Self.planes) { codes += Self.plane(prefix: [0x8E, 0xA0 + plane]) }
    self.codes = codes
  }

  private static func plane(prefix: [UInt8]) -> [UInt32] {
    ICUTable(converter: "EUC-TW", prefix: prefix, leads: 0xA1...0xFE, trails: Array(0xA1...0xFE))
      .codes
  }
}
