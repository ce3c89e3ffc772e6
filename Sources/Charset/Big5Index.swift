/// The standard's "index Big5".
///
/// Built once from ICU's ibm-1375 (Big5-HKSCS 2008) by a rule: private-use code points are holes, 0xA3C0…0xA3E0 are
/// the control pictures, four pointers are a letter with a mark, and 124 cells are as `patches` says: HKSCS
/// additions that ICU keeps private, and the duplicates of other cells that the standard decodes and ICU does not.
/// The test "every pair equals the standard's index" compares all 18,594 with the standard.
struct Big5Index: Sendable {
  /// The index, built when it is first needed; about 3 ms.
  static let shared = Big5Index()

  /// Code point of each pointer, 126 leads by 157 trails; 0 is a hole, 1…4 are Ê̄, Ê̌, ê̄, ê̌.
  let pairs: [UInt32]
  /// Pointer + 1 for each code point that can be encoded: the basic plane, then U+20000…U+2FFFF.
  private let reverse: [UInt16]

  /// The pointer of a two-byte form, or nil when `trail` can't follow; `lead` must be 0x81…0xFE.
  @inline(__always)
  static func pointer(_ lead: UInt8, _ trail: UInt8) -> Int? {
    if trail < 0x40 || trail == 0xFF || trail &- 0x7F < 0x22 { return nil }
    return Int(lead &- 0x81) &* 157 &+ Int(trail &- (trail < 0x7F ? 0x40 : 0x62))
  }

  /// Appends the bytes of `code`; false when there are none.
  func encode(_ code: UInt32, into output: inout [UInt8]) -> Bool {
    let at: Int
    switch code {
    case 0..<0x10000: at = Int(code)
    case 0x20000..<0x30000: at = Int(code) - 0x10000
    default: return false
    }
    guard reverse[at] != 0 else { return false }
    let pointer = Int(reverse[at]) - 1
    output.append(UInt8(pointer / 157 + 0x81))
    output.append(UInt8(pointer % 157 + (pointer % 157 < 0x3F ? 0x40 : 0x62)))
    return true
  }

  private init() {
    let table = ICUTable(
      converter: "ibm-1375_P100-2008", leads: 0x81...0xFE,
      trails: Array(0x40...0x7E) + Array(0xA1...0xFE))
    var pairs = table.codes.map { (0xE000...0xF8FF).contains($0) ? 0 : $0 }
    func set(_ bytes: Int, _ code: UInt32) {
      guard let at = Self.pointer(UInt8(bytes >> 8), UInt8(bytes & 0xFF)) else { return }
      pairs[at] = code
    }
    for step in 0..<32 { set(0xA3C0 + step, UInt32(0x2400 + step)) }
    set(0xA3E0, 0x2421)
    for (number, bytes) in [0x8862, 0x8864, 0x88A3, 0x88A5].enumerated() {
      set(bytes, UInt32(number + 1))
    }
    for (bytes, code) in Self.patches { set(bytes, code) }
    self.pairs = pairs
    reverse = Self.reversed(pairs)
  }

  /// First pointer from 0xA140 on for each code point; the last one for the six that the standard names.
  private static func reversed(_ pairs: [UInt32]) -> [UInt16] {
    let last: Set<UInt32> = [0x2550, 0x255E, 0x2561, 0x256A, 0x5341, 0x5345]
    var reverse = [UInt16](repeating: 0, count: 0x20000)
    for pointer in (0xA1 - 0x81) * 157..<pairs.count where pairs[pointer] > 4 {
      let code = pairs[pointer]
      let at = Int(code < 0x10000 ? code : code - 0x10000)
      if reverse[at] == 0 || last.contains(code) { reverse[at] = UInt16(pointer + 1) }
    }
    return reverse
  }

  /// Bytes and code point of the cells that ICU lacks, read from `patchText`.
  private static var patches: [(Int, UInt32)] {
    patchText.split(whereSeparator: { $0 == "," || $0 == "\n" }).compactMap { entry in
      let parts = entry.split(separator: " ")
      guard parts.count == 2, let bytes = Int(parts[0], radix: 16),
        let code = UInt32(parts[1], radix: 16)
      else { return nil }
      return (bytes, code)
    }
  }

  private static let patchText = """
    87A4 9F97, 87AC 9F96, 8840 31C0, 8841 31C1, 8842 31C2, 8843 31C3, 8844 31C4, 8846 31C5
    8849 31C6, 884A 31C7, 884D 31C8, 884F 31C9, 8850 31CA, 8851 31CB, 8852 31CC, 8854 31CD
    8855 31CE, 88A9 23DA, 88AA 23DB, 8C43 9FA6, 8C6D 9FA7, 8C74 9FA8, 8CB7 9FA9, 8CB9 9FAA
    8CBB 9FAB, 8CC0 9FAC, 8CD7 9FAD, 8CD8 9FAE, 8CDA 9FAF, 8CED 9FB2, 8D48 9FB3, 8E69 7BB8
    8E6F 7C06, 8E7E 7CCE, 8EAB 7DD2, 8EB4 7E1D, 8ECD 8005, 8ED0 8028, 8F57 83C1, 8F69 84A8
    8F6E 840F, 8FCB 89A6, 8FCC 89A9, 8FFE 8D77, 906D 90FD, 907A 92B9, 90DC 975C, 90F1 97FF
    91BF 9F16, 9244 8503, 92AF 5159, 92B0 515B, 92B1 515D, 92B2 515E, 92C8 936E, 92D1 7479
    9447 6D67, 94CA 799B, 95D9 9097, 9644 975D, 96ED 701E, 96FC 5B28, 9B76 7201, 9B78 77D7
    9B7B 7E87, 9BC6 99D6, 9BDE 91D4, 9BEC 60DE, 9BF6 6FB6, 9C42 8F36, 9C53 4FBB, 9C62 71DF
    9C68 9104, 9C6B 9DF0, 9C77 83CF, 9CBC 5C10, 9CBD 79E3, 9CD0 5A67, 9D57 8F0B, 9D5A 7B51
    9DC4 62D0, 9EA9 6062, 9EEF 75F9, 9EFD 6C4A, 9F60 9B2E, 9F66 9F17, 9FCB 50ED, 9FD8 5F0C
    A063 880F, A077 62CE, A0D5 7468, A0DF 7162, A0E4 7250, C6CF 5EF4, C6D3 65E0, C6D5 7676
    C6D7 96B6, C6DE 3003, C6DF 4EDD, C879 31CF, C8A1 9FB0, C8A3 9FB1, FA5F 5029, FA66 507D
    FABD 5305, FAC5 5344, FAD5 537F, FB48 5605, FBB8 5A77, FBF3 5E75, FBF9 5ED0, FC4F 5F58
    FC6C 60A4, FCB9 6490, FCE2 6674, FCF1 675E, FDB7 6C9C, FDB8 6E1D, FDBB 6E2F, FDF1 716E
    FE52 732A, FE6F 745C, FEAA 74E9, FEDD 7809
    """
}
