/// Character references (`&amp;`, `&#20844;`) in bytes that are ASCII or a superset of it.
enum CharacterReferences {
  /// Where the reference stands, which decides what it may be.
  enum Place {
    /// XML without a DTD: five names and numbers, each with its semicolon.
    case xml
    /// An attribute of HTML: old names count without a semicolon too, but not before a letter, a digit
    /// or "=", so that `?a=1&copy=2` stays whole.
    case htmlAttribute
  }

  /// Bytes of a name that are looked at; the longest HTML name with a meaning here has 8.
  private static let longestName = 12

  /// Appends the bytes of `range` with each reference replaced by its UTF-8; what is no reference
  /// stays as it is.
  ///
  /// - Complexity: O(n).
  static func append(
    _ bytes: Span<UInt8>, _ range: Range<Int>, _ place: Place, to output: inout [UInt8]
  ) {
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = bytes[index]
      if byte == UInt8(ascii: "&"),
        let found = reference(bytes, index + 1, range.upperBound, place)
      {
        output.append(contentsOf: String(Character(found.scalar)).utf8)
        index = found.end
      } else {
        output.append(byte)
        index += 1
      }
    }
  }

  /// The bytes of `range` with references resolved.
  static func resolved(_ bytes: Span<UInt8>, _ range: Range<Int>, _ place: Place) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(range.count)
    append(bytes, range, place, to: &output)
    return output
  }

  private struct Found {
    var scalar: Unicode.Scalar
    var end: Int
  }

  private static func reference(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ place: Place
  ) -> Found? {
    guard start < end else { return nil }
    return bytes[start] == UInt8(ascii: "#")
      ? numeric(bytes, start + 1, end, place) : named(bytes, start, end, place)
  }

  private static func numeric(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ place: Place
  ) -> Found? {
    var index = start
    var base: UInt32 = 10
    if index < end, bytes[index] | 0x20 == UInt8(ascii: "x") {
      base = 16
      index += 1
    }
    let digits = index
    var value: UInt32 = 0
    while index < end, let digit = digit(bytes[index], base) {
      value = min(value * base + digit, 0x11_0000)
      index += 1
    }
    guard index > digits else { return nil }
    let hasSemicolon = index < end && bytes[index] == UInt8(ascii: ";")
    if place == .xml && !hasSemicolon { return nil }
    return Found(scalar: scalar(value), end: hasSemicolon ? index + 1 : index)
  }

  private static func digit(_ byte: UInt8, _ base: UInt32) -> UInt32? {
    if byte >= 0x30, byte <= 0x39 { return UInt32(byte - 0x30) }
    let small = byte | 0x20
    guard base == 16, small >= UInt8(ascii: "a"), small <= UInt8(ascii: "f") else { return nil }
    return UInt32(small - UInt8(ascii: "a")) + 10
  }

  /// The character for a number: 0x80…0x9F are those of windows-1252, as in every browser; no
  /// character is U+FFFD.
  private static func scalar(_ value: UInt32) -> Unicode.Scalar {
    let windows: [UInt32] = [
      0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039,
      0x152, 0x8D, 0x17D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
      0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0x9D, 0x17E, 0x178,
    ]
    let mapped = (0x80...0x9F).contains(value) ? windows[Int(value) - 0x80] : value
    return (mapped == 0 ? nil : Unicode.Scalar(mapped)) ?? "\u{FFFD}"
  }

  private static func named(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ place: Place
  ) -> Found? {
    var index = start
    while index < end, index - start < longestName, isAlphanumeric(bytes[index]) { index += 1 }
    guard index > start else { return nil }
    let name = (start..<index).map { bytes[$0] }
    if index < end, bytes[index] == UInt8(ascii: ";"), let scalar = scalar(named: name, place) {
      return Found(scalar: scalar, end: index + 1)
    }
    return place == .xml ? nil : legacy(name, bytes, start, end)
  }

  /// The longest beginning of `name` that counts without a semicolon.
  private static func legacy(
    _ name: [UInt8], _ bytes: Span<UInt8>, _ start: Int, _ end: Int
  ) -> Found? {
    for length in stride(from: min(name.count, 6), to: 1, by: -1) {
      guard
        let scalar = NamedCharacters.legacy[String(decoding: name.prefix(length), as: UTF8.self)]
      else { continue }
      let next = start + length
      let isOpen =
        next < end && (isAlphanumeric(bytes[next]) || bytes[next] == UInt8(ascii: "="))
      return isOpen ? nil : Found(scalar: scalar, end: next)
    }
    return nil
  }

  private static func scalar(named name: [UInt8], _ place: Place) -> Unicode.Scalar? {
    let name = String(decoding: name, as: UTF8.self)
    if place == .xml {
      return switch name {
      case "amp": "&"
      case "lt": "<"
      case "gt": ">"
      case "quot": "\""
      case "apos": "'"
      default: nil
      }
    }
    return NamedCharacters.legacy[name] ?? NamedCharacters.others[name]
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    let small = byte | 0x20
    return (byte >= 0x30 && byte <= 0x39)
      || (small >= UInt8(ascii: "a") && small <= UInt8(ascii: "z"))
  }
}
