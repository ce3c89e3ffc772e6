import Tokenizer

/// 文号 such as 成办发〔2009〕12号, folded so that all ways of writing one are equal.
///
/// Normal form: agency, year, number without leading zeros, joined by blanks: "成办发 2009 12". Brackets 〔〕［］【】[]（）()
/// and the words 第 and 号 fold away. Where the agency begins cannot be known in running text, so every ending of at
/// least two characters of the Han run before the bracket is a form, and so is the empty one.
package enum DocumentNumber {
  /// The most characters an agency's sign may have.
  static let longestAgency = 10

  /// One number found in a text.
  package struct Occurrence: Sendable, Equatable {
    /// The Han run before the bracket, at most `longestAgency` characters.
    package var agency: [UInt32]
    /// The year's four digits.
    package var year: UInt32
    /// The running number.
    package var number: UInt32
    /// Where it stands, the agency included, in UTF-8 bytes.
    package var bytes: Range<Int>

    /// The terms under which it is indexed.
    var forms: [[UInt8]] {
      var forms = [form([])]
      for length in stride(from: 2, through: agency.count, by: 1) {
        forms.append(form(Array(agency.suffix(length))))
      }
      return forms
    }

    /// The one term that it is looked up by.
    var wholeForm: [UInt8] { form(agency.count >= 2 ? agency : []) }

    private func form(_ agency: [UInt32]) -> [UInt8] {
      var text = String.UnicodeScalarView()
      for character in agency { text.append(Unicode.Scalar(character) ?? " ") }
      return Array("\(String(text)) \(year) \(number)".utf8)
    }
  }

  /// All numbers in a text.
  ///
  /// - Complexity: O(bytes).
  package static func find(in text: Span<UInt8>) -> [Occurrence] {
    guard mayHaveOne(text) else { return [] }
    var found: [Occurrence] = []
    var offset = 0
    while offset < text.count {
      let start = offset
      offset &+= openingLength(text, at: offset)
      if offset == start {
        // A lead byte of three bytes is passed over with what belongs to it.
        offset &+= text[offset] & 0xF0 == 0xE0 ? 3 : 1
      } else if let (year, number, end) = rest(text, offset) {
        let (agency, first) = agency(text, before: start)
        found.append(
          Occurrence(agency: agency, year: year, number: number, bytes: first..<end))
        offset = end
      }
    }
    return found
  }

  /// The number that is the document's own: the first in its head that is not cited, that is, stands in no brackets and behind no word
  /// such as 根据.
  ///
  /// - Parameters:
  ///   - found: the numbers in `head`, in order.
  ///   - head: the beginning of the document.
  static func own(of found: [Occurrence], in head: Span<UInt8>) -> Occurrence? {
    found.first { $0.bytes.lowerBound < ownReach && !isCited($0, head) }
  }

  /// In how many bytes of a document its own number stands: 200 characters, behind a letterhead and a title.
  private static let ownReach = 600

  private static func isCited(_ number: Occurrence, _ head: Span<UInt8>) -> Bool {
    let agency = String(
      String.UnicodeScalarView(number.agency.compactMap { Unicode.Scalar($0) }))
    if citingWords.contains(where: { agency.contains($0) }) { return true }
    var at = number.bytes.lowerBound
    while at > 0 && head[at - 1] == 0x20 { at -= 1 }
    guard at > 0 else { return false }
    if head[at - 1] == 0x28 || head[at - 1] == 0x5B { return true }
    guard at >= 3 else { return false }
    // （ 〔 《 〈 、 ，
    switch CodePoint.decode(head, at: at - 3).value {
    case 0xFF08, 0x3014, 0x300A, 0x3008, 0x3001, 0xFF0C: return true
    default: return false
    }
  }

  private static let citingWords = ["根据", "按照", "依据", "贯彻", "执行", "落实", "依照", "废止", "转发"]

  /// Whether 号 stands behind a digit anywhere, as nearly no text has it that has no number.
  private static func mayHaveOne(_ text: Span<UInt8>) -> Bool {
    let (ones, tops) = (0x0101_0101_0101_0101 as UInt64, 0x8080_8080_8080_8080 as UInt64)
    var offset = 0
    while offset < text.count {
      // The last byte of 号 is 0xB7: eight bytes at once are tested for having it.
      let different = text.load64(offset) ^ 0xB7 &* ones
      let hasIt = (different &- ones) & ~different & tops != 0
      let isTail = text.count &- offset < 8
      if hasIt || isTail {
        for place in offset..<min(offset &+ 8, text.count) where text[place] == 0xB7 {
          if standsBehindDigit(text, place) { return true }
        }
      }
      offset &+= 8
    }
    return false
  }

  /// Whether 号 ends at `place` and a digit, with blanks between at most, goes before it.
  private static func standsBehindDigit(_ text: Span<UInt8>, _ place: Int) -> Bool {
    guard text.load8(place - 1) == 0x8F, text.load8(place - 2) == 0xE5 else { return false }
    var before = place - 3
    while before >= 0 && text[before] == 0x20 { before -= 1 }
    let last = text.load8(before)
    if last < 0x80 { return last &- 0x30 < 10 }
    // Full-width digits are EF BC 90…99.
    return last &- 0x90 < 10 && text.load8(before - 1) == 0xBC && text.load8(before - 2) == 0xEF
  }

  /// The Han characters before `end`, blanks passed over, and where they begin.
  private static func agency(_ text: Span<UInt8>, before end: Int) -> ([UInt32], Int) {
    var agency: [UInt32] = []
    var (first, offset) = (end, end)
    while agency.count < longestAgency {
      while offset > 0 && text[offset - 1] == 0x20 { offset -= 1 }
      var start = offset - 1
      while start > 0 && text[start] & 0xC0 == 0x80 && offset - start < 4 { start -= 1 }
      guard start >= 0 else { break }
      let (value, length) = CodePoint.decode(text, at: start)
      guard length == offset - start, CodePoint.isHan(value) else { break }
      agency.append(HanFolding.fold(value))
      (first, offset) = (start, start)
    }
    return (agency.reversed(), first)
  }

  /// The bytes of an opening bracket at `offset`; 0 when there is none.
  @inline(__always) private static func openingLength(_ text: Span<UInt8>, at offset: Int) -> Int {
    switch text[offset] {
    case 0x28, 0x5B: 1
    case 0xE2, 0xE3, 0xEF: isOpening(CodePoint.decode(text, at: offset).value) ? 3 : 0
    default: 0
    }
  }

  private static func rest(
    _ text: Span<UInt8>, _ start: Int
  ) -> (year: UInt32, number: UInt32, end: Int)? {
    var offset = start
    guard let year = digits(text, &offset, most: 4), (1900...2100).contains(year),
      isClosing(next(text, &offset))
    else { return nil }
    var after = offset
    if next(text, &after) == 0x7B2C { offset = after }
    guard let number = digits(text, &offset, most: 6), next(text, &offset) == 0x53F7 else {
      return nil
    }
    return (year, number, offset)
  }

  private static func next(_ text: Span<UInt8>, _ offset: inout Int) -> UInt32 {
    while offset < text.count {
      let (value, length) = CodePoint.decode(text, at: offset)
      offset += max(1, length)
      if value != 0x20 { return value }
    }
    return 0
  }

  private static func digits(_ text: Span<UInt8>, _ offset: inout Int, most: Int) -> UInt32? {
    var value: UInt32 = 0
    var count = 0
    while count <= most {
      var after = offset
      let folded = CodePoint.foldedASCII(next(text, &after))
      guard folded >= 0x30, folded <= 0x39 else { break }
      value = value &* 10 &+ UInt32(folded - 0x30)
      count += 1
      offset = after
    }
    return count > 0 && count <= most ? value : nil
  }

  private static func isOpening(_ value: UInt32) -> Bool {
    switch value {
    case 0x3014, 0xFF3B, 0xFF08, 0x3010, 0x2018: true
    default: false
    }
  }

  private static func isClosing(_ value: UInt32) -> Bool {
    switch value {
    case 0x3015, 0x5D, 0xFF3D, 0x29, 0xFF09, 0x3011, 0x2019: true
    default: false
    }
  }
}
