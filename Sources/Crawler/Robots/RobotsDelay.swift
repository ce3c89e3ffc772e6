/// The numbers of `Crawl-delay` lines.
package enum RobotsDelay {
  /// The longest delay that is told apart, in seconds: about 31 years; longer ones are taken as
  /// this.
  static let maximumSeconds = 1e9

  /// The delay as text: "10", "0.5".
  package static func text(seconds: Double) -> String {
    seconds == seconds.rounded() ? String(Int(min(seconds, maximumSeconds))) : String(seconds)
  }

  /// Reads "10", "0.5", ".5", "1,5", "1e1", "10 s", "500ms", "2 min"; nil for what is no number
  /// from 0 up.
  static func seconds(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Double? {
    let number = numberRange(bytes, range)
    guard !number.isEmpty, number.count <= 32 else { return nil }
    let digits = number.map { bytes[$0] == UInt8(ascii: ",") ? UInt8(ascii: ".") : bytes[$0] }
    var spelling = String(decoding: digits, as: UTF8.self)
    if spelling.hasPrefix(".") { spelling = "0" + spelling }
    if spelling.hasSuffix(".") { spelling += "0" }
    guard let value = Double(spelling), value.isFinite, value >= 0,
      let factor = unit(bytes, bytes.trimmed(number.upperBound..<range.upperBound))
    else { return nil }
    return min(value * factor, maximumSeconds)
  }

  /// The part of `range` from its start that can belong to a decimal number.
  private static func numberRange(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
    var end = range.lowerBound
    while end < range.upperBound {
      let byte = bytes[end]
      let isDigit = byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
      let isExponent =
        byte.asciiLowercased == UInt8(ascii: "e") && end + 1 < range.upperBound
        && end > range.lowerBound && bytes[end + 1] >= 0x30 && bytes[end + 1] <= 0x39
      guard isDigit || byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",") || isExponent else {
        break
      }
      end += 1
    }
    return range.lowerBound..<end
  }

  /// Seconds in the unit written after the number; none written is seconds; nil for a word that is
  /// no unit.
  private static func unit(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Double? {
    guard range.count <= 8 else { return nil }
    let word = range.map { bytes[$0].asciiLowercased }
    return switch String(decoding: word, as: UTF8.self) {
    case "", "s", "sec", "secs", "second", "seconds", "秒": 1
    case "ms": 0.001
    case "m", "min", "mins", "minute", "minutes": 60
    default: nil
    }
  }
}
