/// The standard's "index gb18030" and its ranges, in the edition of 2022.
///
/// Built once from ICU's converter, which in ICU 72 still has the edition of 2005: 19 pointers differ and are set
/// here (`edition2022`). The test "every pair equals the standard's index" compares all 23,940 with the standard.
struct GB18030Index: Sendable {
  /// The index, built when it is first needed; about 2 ms.
  static let shared = GB18030Index()

  /// Code point of each two-byte pointer, 126 leads by 190 trails.
  let pairs: [UInt16]
  /// Code point of each four-byte pointer below 39,420: all of the basic plane that has no pair, in order.
  private let singles: [UInt16]
  /// Pair or four-byte pointer for each code point of the basic plane; see `bytes(for:gbk:)`.
  private let reverse: [UInt16]

  /// The pointer of a two-byte form, or nil when `trail` can't follow.
  ///
  /// `lead` must be 0x81…0xFE.
  @inline(__always)
  static func pointer(_ lead: UInt8, _ trail: UInt8) -> Int? {
    if trail < 0x40 || trail == 0x7F || trail == 0xFF { return nil }
    return Int(lead &- 0x81) &* 190 &+ Int(trail &- (trail < 0x7F ? 0x40 : 0x41))
  }

  /// The code point of a four-byte pointer, or nil where the standard has none.
  func code(fourByte pointer: Int) -> UInt32? {
    if pointer < singles.count { return UInt32(singles[pointer]) }
    guard pointer >= 189_000, pointer <= 1_237_575 else { return nil }
    return UInt32(0x10000 + pointer - 189_000)
  }

  /// Appends the bytes of `code`; false when there are none: U+E5E5, or in GBK what needs four bytes.
  func encode(_ code: UInt32, gbk: Bool, into output: inout [UInt8]) -> Bool {
    if code == 0xE5E5 { return false }
    if gbk && code == 0x20AC {
      output.append(0x80)
      return true
    }
    if code < 0x10000, let pair = pair(for: code) {
      output.append(UInt8(pair / 190 + 0x81))
      output.append(UInt8(pair % 190 + (pair % 190 < 0x3F ? 0x40 : 0x41)))
      return true
    }
    if gbk { return false }
    let pointer = code < 0x10000 ? fourBytePointer(of: code) : Int(code) - 0x10000 + 189_000
    output.append(UInt8(pointer / 12_600 + 0x81))
    output.append(UInt8(pointer / 1_260 % 10 + 0x30))
    output.append(UInt8(pointer / 10 % 126 + 0x81))
    output.append(UInt8(pointer % 10 + 0x30))
    return true
  }

  private func pair(for code: UInt32) -> Int? {
    if let old = Self.edition2022.first(where: { $0.privateUse == code }) { return old.pointer }
    let pair = Int(reverse[Int(code)])
    return pair == 0xFFFF ? nil : pair
  }

  /// The four-byte pointer of a basic code point without a pair, by binary search in `singles`.
  private func fourBytePointer(of code: UInt32) -> Int {
    if code == 0xE7C7 { return 7_457 }
    var low = 0
    var high = singles.count
    while low < high {
      let middle = (low + high) / 2
      // The one entry out of order is U+E7C7 at 7,457, in the place of U+1E3F.
      let value = middle == 7_457 ? 0x1E3F : singles[middle]
      if UInt32(value) < code { low = middle + 1 } else { high = middle }
    }
    return min(low, singles.count - 1)
  }

  /// A pointer that the edition of 2022 moved out of the private-use area.
  private struct Moved {
    let pointer: Int
    let code: UInt16
    let privateUse: UInt32
  }

  /// GB 18030-2022's 18 moved characters; the standard encodes the old private-use points to the same bytes.
  private static let edition2022: [Moved] =
    zip(0xA6D9...0xA6DF, [0xFE10, 0xFE12, 0xFE11, 0xFE13, 0xFE14, 0xFE15, 0xFE16])
    .map { moved($0, $1, from: 0xE78D + $0 - 0xA6D9) }
    + [
      moved(0xA6EC, 0xFE17, from: 0xE794), moved(0xA6ED, 0xFE18, from: 0xE795),
      moved(0xA6F3, 0xFE19, from: 0xE796), moved(0xFE59, 0x9FB4, from: 0xE81E),
      moved(0xFE61, 0x9FB5, from: 0xE826), moved(0xFE66, 0x9FB6, from: 0xE82B),
      moved(0xFE67, 0x9FB7, from: 0xE82C), moved(0xFE6D, 0x9FB8, from: 0xE832),
      moved(0xFE7E, 0x9FB9, from: 0xE843), moved(0xFE90, 0x9FBA, from: 0xE854),
      moved(0xFEA0, 0x9FBB, from: 0xE864),
    ]

  private static func moved(_ bytes: Int, _ code: UInt16, from privateUse: Int) -> Moved {
    let pointer = pointer(UInt8(bytes >> 8), UInt8(bytes & 0xFF)) ?? 0
    return Moved(pointer: pointer, code: code, privateUse: UInt32(privateUse))
  }

  private init() {
    let table = ICUTable(
      converter: "gb18030", leads: 0x81...0xFE, trails: Array(0x40...0x7E) + Array(0x80...0xFE))
    var pairs = table.codes.map { UInt16(truncatingIfNeeded: $0) }
    singles = Self.singles(without: pairs)
    for moved in Self.edition2022 { pairs[moved.pointer] = moved.code }
    // 0xA3A0, a blank that GBK editors write, is U+3000 in the standard and private use in ICU.
    if let blank = Self.pointer(0xA3, 0xA0) { pairs[blank] = 0x3000 }
    self.pairs = pairs
    var reverse = [UInt16](repeating: 0xFFFF, count: 0x10000)
    for (pointer, code) in pairs.enumerated().reversed() {
      reverse[Int(code)] = UInt16(truncatingIfNeeded: pointer)
    }
    self.reverse = reverse
  }

  /// The standard's "index gb18030 ranges" spelt out: they are the gaps that the pairs of edition 2000 leave.
  private static func singles(without pairs: [UInt16]) -> [UInt16] {
    var taken = [Bool](repeating: false, count: 0x10000)
    for code in pairs { taken[Int(code)] = true }
    // Edition 2005 swapped U+E7C7 (0xA8BC) and U+1E3F (0x8135F437); the ranges are older than that.
    taken[0x1E3F] = false
    taken[0xE7C7] = true
    var singles: [UInt16] = []
    singles.reserveCapacity(39_420)
    for code in 0x80...0xFFFF where !taken[code] && !(0xD800...0xDFFF).contains(code) {
      singles.append(code == 0x1E3F ? 0xE7C7 : UInt16(code))
    }
    return singles
  }
}
