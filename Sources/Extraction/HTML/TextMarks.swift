import Charset

/// Marks that stand in cleaned markup for runs of plain text and for attribute values, so that libxml2 need not read them.
///
/// To libxml2 a mark is a run of text as any other, and where the tags go it decides by whether text is blank, never by what it says.
/// A mark is U+10FFFD, the last private character, which next to no page has; one that may have it is parsed without marks.
enum TextMarks {
  /// A mark's bytes; no other character begins with the first of them but the private ones of the last plane.
  static let mark: [UInt8] = [0xF4, 0x8F, 0xBF, 0xBD]

  /// Whether `page` has a character of the last plane, which may be that of the marks.
  static func mayOccur(in page: Span<UInt8>) -> Bool {
    var at = 0
    while at &+ 8 <= page.count {
      if ByteWord(page, at).distance(to: mark[0]) < 8 { return true }
      at &+= 8
    }
    return (at..<page.count).contains { page[$0] == mark[0] }
  }

  /// Whether a character reference of six digits or more, which may give the character of the marks, stands at `start`.
  static func isLongReference(_ page: Span<UInt8>, _ start: Int) -> Bool {
    guard start + 7 < page.count, page[start] == UInt8(ascii: "&"),
      page[start + 1] == UInt8(ascii: "#")
    else { return false }
    for at in start + 2..<start + 8 where !isLetterOrDigit(page[at]) { return false }
    return true
  }

  /// Whether libxml2 gives an attribute value on as it is, and it is long enough to be worth a mark: ASCII without references and quotes.
  static func isPlainValue(_ value: Span<UInt8>) -> Bool {
    guard value.count >= 8 else { return false }
    for at in value.indices {
      let byte = value[at]
      if byte &- 32 >= 95 || byte == UInt8(ascii: "&") || byte == UInt8(ascii: "\"") {
        return false
      }
    }
    return true
  }

  /// Appends the mark of a value with its number, lowest digit first: the tags that libxml2 leaves out take the numbers of their values with them.
  static func append(number: Int, to output: inout [UInt8]) {
    output.append(contentsOf: mark)
    var rest = number
    repeat {
      output.append(48 &+ UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    } while rest > 0
  }

  /// The number behind the mark with which a value begins; nil where no mark stands.
  static func number(of value: Span<UInt8>) -> Int? {
    guard value.count > mark.count, value[0] == mark[0] else { return nil }
    var number = 0
    for at in (mark.count..<value.count).reversed() {
      guard value[at] &- 48 < 10 else { return nil }
      number = number &* 10 &+ Int(value[at] &- 48)
    }
    return number
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    byte &- 48 < 10 || (byte | 32) &- 97 < 26
  }

  /// A run of text: all up to the next tag.
  struct Run {
    /// Where it ends.
    let end: Int
    /// Whether libxml2 gives it on as it is: it is long enough to be worth a mark, soon has a character that is no blank, and no reference
    /// and nothing that XML forbids.
    let isPlain: Bool
    /// Whether it has a character reference that may give the character of the marks.
    private(set) var mayGiveMark = false

    /// Shorter texts are given to libxml2.
    private static let shortest = 16
    /// libxml2 decides on blankness by pieces of 1,000 bytes.
    private static let longestBlanks = 900

    /// The run that begins at `start` of a page.
    init(_ page: Span<UInt8>, from start: Int) {
      var at = start
      while at < page.count, Self.isBlank(page[at]) { at &+= 1 }
      let ink = at
      var isSafe = true
      while true {
        // Most bytes are parts of Han characters and letters.
        page.skipCommonHan(&at)
        guard at < page.count else { break }
        let byte = page[at]
        if byte > UInt8(ascii: "<"), byte != 0xEF {
          at &+= 1
          continue
        }
        if byte == UInt8(ascii: "<") { break }
        if byte == UInt8(ascii: "&") {
          isSafe = false
          mayGiveMark = mayGiveMark || TextMarks.isLongReference(page, at)
        } else if byte < 32 && !Self.isBlank(byte) || byte == 0xEF && Self.isForbidden(page, at) {
          isSafe = false
        }
        at &+= 1
      }
      end = min(at, page.count)
      isPlain =
        isSafe && ink < end && ink - start < Self.longestBlanks && end - start >= Self.shortest
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
      byte == 32 || byte == 10 || byte == 13 || byte == 9
    }

    /// Whether U+FFFE or U+FFFF stands at `at`.
    private static func isForbidden(_ page: Span<UInt8>, _ at: Int) -> Bool {
      at + 2 < page.count && page[at + 1] == 0xBF && page[at + 2] >= 0xBE
    }
  }
}
