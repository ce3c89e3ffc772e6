/// A line's numbers and its words without them; Roman numerals that stand alone are numbers, too.
struct PageNumbers {
  /// The line's visible characters, 48 for a number.
  private(set) var words: [UInt32] = []
  /// The numbers in their order.
  private(set) var numbers: [Int] = []

  /// Takes a line apart.
  init(_ text: [UInt32]) {
    var index = 0
    while index < text.count {
      let end = Self.end(of: text, from: index)
      let word = text[index..<end]
      if let number = Self.decimal(word) ?? Self.roman(word) {
        numbers.append(number)
        words.append(48)
      } else {
        words.append(contentsOf: word.lazy.filter { $0 != 32 })
      }
      index = end
    }
  }

  /// Whether it holds nothing but numbers and signs.
  var isBare: Bool {
    !numbers.isEmpty && numbers.count <= 2
      && words.allSatisfy { $0 == 48 || Self.signs.contains($0) }
  }

  /// Whether it says that it is a page number: 第 3 页 共 9 页, Page 3 of 9, - 3 -.
  var saysPage: Bool {
    !numbers.isEmpty
      && Self.forms.contains(PDFLine.string(of: words.filter { $0 != 0x2C && $0 != 0xFF0C }))
  }

  private static let signs = Set("-—–－·~/|()（）[]【】".unicodeScalars.map(\.value))

  private static let forms: Set<String> = [
    "第0页", "第0頁", "第0页共0页", "第0頁共0頁", "第0页/共0页", "第0页(共0页)", "第0页（共0页）", "共0页第0页", "共0頁第0頁",
    "Page0of0", "page0of0", "-0-", "—0—", "–0–", "－0－", "·0·", "~0~",
  ]

  /// A run of digits, a run of letters, or a single other character.
  private static func end(of text: [UInt32], from index: Int) -> Int {
    func run(_ isPart: (UInt32) -> Bool) -> Int? {
      isPart(text[index]) ? text[index...].firstIndex { !isPart($0) } ?? text.count : nil
    }
    return run(isDigit) ?? run(isLetter) ?? index + 1
  }

  private static func decimal(_ word: ArraySlice<UInt32>) -> Int? {
    guard word.count <= 9, word.allSatisfy(isDigit) else { return nil }
    return word.reduce(0) { $0 * 10 + Int($1 - 48) }
  }

  /// The value of a numeral below 400 in one case; nil for letters that are none.
  private static func roman(_ word: ArraySlice<UInt32>) -> Int? {
    guard word.count <= 9 else { return nil }
    let isLower = word.allSatisfy { $0 >= 97 }
    guard isLower || word.allSatisfy({ $0 < 97 }) else { return nil }
    var values: [Int] = []
    for letter in word {
      guard let value = letters[letter | 32] else { return nil }
      values.append(value)
    }
    var sum = 0
    for (index, value) in values.enumerated() {
      sum += index + 1 < values.count && value < values[index + 1] ? -value : value
    }
    return sum > 0 ? sum : nil
  }

  private static let letters: [UInt32: Int] = [105: 1, 118: 5, 120: 10, 108: 50, 99: 100]

  private static func isDigit(_ scalar: UInt32) -> Bool { scalar >= 48 && scalar <= 57 }
  private static func isLetter(_ scalar: UInt32) -> Bool {
    scalar < 128 && scalar | 32 >= 97 && scalar | 32 <= 122
  }
}
