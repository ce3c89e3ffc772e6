import CICU

/// The code points that one of ICU's converters gives to every pair of a lead and a trail byte.
struct ICUTable {
  /// Row by row, a lead after another: the code point, 0 where ICU has none or has several.
  private(set) var codes: [UInt32] = []

  /// Asks ICU's converter for all pairs; `prefix` goes before each (EUC-JP's 0x8F).
  ///
  /// - Complexity: one call of ICU for each lead byte.
  init(converter name: String, prefix: [UInt8] = [], leads: ClosedRange<UInt8>, trails: [UInt8]) {
    codes.reserveCapacity(leads.count * trails.count)
    guard let converter = ICUConverter(name) else {
      codes = Array(repeating: 0, count: leads.count * trails.count)
      return
    }
    for lead in leads {
      // A line feed after each pair keeps what ICU makes of one apart from the next; it is never a trail byte.
      var row: [UInt8] = []
      row.reserveCapacity(trails.count * (prefix.count + 3))
      for trail in trails {
        row.append(contentsOf: prefix)
        row.append(lead)
        row.append(trail)
        row.append(0x0A)
      }
      let units = converter.utf16(of: row)
      let cells = units.split(separator: 0x0A, omittingEmptySubsequences: false)
      for cell in 0..<trails.count {
        codes.append(cell < cells.count ? Self.single(cells[cell]) : 0)
      }
    }
  }

  /// Asks ICU's converter for the upper half of a single-byte encoding.
  init(singleByteConverter name: String) {
    guard let converter = ICUConverter(name) else {
      codes = Array(repeating: 0, count: 128)
      return
    }
    codes = (0x80...0xFF).map { Self.single(converter.utf16(of: [UInt8($0)])[...]) }
  }

  private static func single(_ units: ArraySlice<UInt16>) -> UInt32 {
    var decoder = UTF16()
    var iterator = units.makeIterator()
    guard case .scalarValue(let scalar) = decoder.decode(&iterator), scalar != "\u{FFFD}",
      case .emptyInput = decoder.decode(&iterator)
    else { return 0 }
    return scalar.value
  }
}

/// Owns one of ICU's converters.
@safe
private struct ICUConverter: ~Copyable {
  private let handle: UnsafeMutableRawPointer

  init?(_ name: String) {
    var status: Int32 = 0
    // SAFETY: the name lives through the call; the handle is checked, owned here alone and closed once.
    guard let handle = unsafe kuasou_ucnv_open(name, &status), status <= 0 else {
      return nil
    }
    unsafe self.handle = handle
  }

  deinit {
    // SAFETY: the handle is open and not used again.
    unsafe kuasou_ucnv_close(handle)
  }

  /// What ICU makes of `bytes`, U+FFFD where it knows nothing.
  func utf16(of bytes: [UInt8]) -> [UInt16] {
    let room = 4 * bytes.count + 16
    // SAFETY: ICU reads `bytes.count` bytes and writes at most `room` units, and returns how many.
    return unsafe [UInt16](unsafeUninitializedCapacity: room) { buffer, filled in
      var status: Int32 = 0
      let count = unsafe bytes.withUnsafeBytes { source in
        unsafe kuasou_ucnv_to_utf16(
          handle, buffer.baseAddress, Int32(room),
          source.bindMemory(to: CChar.self).baseAddress, Int32(bytes.count), &status)
      }
      filled = status <= 0 ? min(Int(count), room) : 0
    }
  }
}
