/// Marks that stand in cleaned markup for runs of plain text, so that libxml2 need not read them.
///
/// To libxml2 a mark is a run of text as any other, and where the tags go it decides by whether text is blank, never by what it says.
/// A mark is U+10FFFD, the last private character, which next to no page has; one that may have it is parsed without marks.
enum TextMarks {
  /// A mark's bytes; no other character begins with the first of them but the private ones of the last plane.
  static let mark: [UInt8] = [0xF4, 0x8F, 0xBF, 0xBD]

  /// Whether `page` may have a character of the last plane, as itself or as a character reference (of six digits or more).
  static func mayOccur(in page: Span<UInt8>) -> Bool {
    var at = 0
    while at < page.count {
      let byte = page[at]
      if byte == mark[0] || byte == UInt8(ascii: "&") && isLongReference(page, at) { return true }
      at &+= 1
    }
    return false
  }

  private static func isLongReference(_ page: Span<UInt8>, _ start: Int) -> Bool {
    guard start + 7 < page.count, page[start + 1] == UInt8(ascii: "#") else { return false }
    for at in start + 2..<start + 8 where !isLetterOrDigit(page[at]) { return false }
    return true
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

    /// Shorter texts are given to libxml2.
    private static let shortest = 16
    /// libxml2 decides on blankness by pieces of 1,000 bytes.
    private static let longestBlanks = 900

    /// The run that begins at `start` of a page.
    init(_ page: Span<UInt8>, from start: Int) {
      var at = start
      var isSafe = true
      var ink = -1
      while at < page.count {
        let byte = page[at]
        if byte <= 32 {
          isSafe = isSafe && (byte == 32 || byte == 10 || byte == 13 || byte == 9)
        } else if byte == UInt8(ascii: "<") {
          break
        } else {
          if ink < 0 { ink = at }
          if byte == UInt8(ascii: "&") || byte == 0xEF && Self.isForbidden(page, at) {
            isSafe = false
          }
        }
        at &+= 1
      }
      end = at
      isPlain =
        isSafe && ink >= 0 && ink - start < Self.longestBlanks && at - start >= Self.shortest
    }

    /// Whether U+FFFE or U+FFFF stands at `at`.
    private static func isForbidden(_ page: Span<UInt8>, _ at: Int) -> Bool {
      at + 2 < page.count && page[at + 1] == 0xBF && page[at + 2] >= 0xBE
    }
  }
}
