import Tokenizer

/// How the words of a query are kept: normalised, so that equal questions count as one, and withheld where they tell of a person.
package enum QueryText {
  /// What stands for words that are not kept.
  package static let withheld = "（已隐去）"
  /// The most characters that are kept; the server refuses longer queries.
  static let maximumCharacters = 200

  /// The words as the log keeps them.
  ///
  /// - Complexity: O(n).
  package static func storable(_ words: String) -> String {
    let text = normalized(words)
    return looksPersonal(text) ? withheld : text
  }

  /// Full-width forms made half-width, letters small, every run of blanks and control characters one blank, none at the ends.
  static func normalized(_ words: String) -> String {
    var scalars = String.UnicodeScalarView()
    var owesBlank = false
    for scalar in words.unicodeScalars.prefix(maximumCharacters).map(CodePoint.narrowed) {
      if scalar.properties.isWhitespace || scalar.value < 0x20 || scalar.value == 0x7F {
        owesBlank = !scalars.isEmpty
        continue
      }
      if owesBlank { scalars.append(" ") }
      owesBlank = false
      scalars.append(scalar)
    }
    return String(scalars).lowercased()
  }

  /// Whether normalised words hold what looks like a number of an identity card, bank card or telephone, or a mail address.
  ///
  /// It errs on the side of withholding: any eleven digits in a row do.
  static func looksPersonal(_ text: String) -> Bool {
    if text.contains("@") { return true }
    return digitGroups(text).contains { run in
      run.contains { $0.count >= longestHarmless } || isSplitNumber(run)
    }
  }

  /// A mobile number has 11 digits, an identity card 15 or 18, a bank card 16 to 19; dates and years have 8 at most.
  private static let longestHarmless = 11

  /// Groups as people split such numbers: 138-0013-8000, 510107 19900101 1234, 028-8666 6666.
  private static func isSplitNumber(_ groups: [Substring]) -> Bool {
    let lengths = groups.map(\.count)
    for start in lengths.indices {
      let rest = lengths[start...]
      if rest.starts(with: [3, 4, 4]), groups[start].first == "1" { return true }
      if rest.starts(with: [6, 8, 3]) || rest.starts(with: [6, 8, 4]) { return true }
      let isAreaCode = (3...4).contains(groups[start].count) && groups[start].first == "0"
      let number = rest.dropFirst()
      if isAreaCode, (7...8).contains(number.first ?? 0) || number.starts(with: [4, 4]) {
        return true
      }
    }
    return false
  }

  /// The groups of digits, gathered into runs whose groups only one blank or hyphen separates.
  private static func digitGroups(_ text: String) -> [[Substring]] {
    var runs: [[Substring]] = []
    var end: String.Index?
    for group in text.split(whereSeparator: { !("0"..."9").contains($0) }) {
      if let end, text.distance(from: end, to: group.startIndex) == 1,
        text[end] == " " || text[end] == "-"
      {
        runs[runs.count - 1].append(group)
      } else {
        runs.append([group])
      }
      end = group.endIndex
    }
    return runs
  }
}
