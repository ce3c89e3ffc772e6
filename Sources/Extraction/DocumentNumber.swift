/// The number of an official document (发文字号), such as 成办发〔2009〕12号 or 财政部令第87号.
struct DocumentNumber: Equatable {
  /// As printed, blanks removed.
  let text: String

  /// The first number in `lines` that stands as the document's own: alone on its line or at the line's end, not in 《》 or 根据 ….
  ///
  /// - Parameter lines: the head of the document; citations in the body come later.
  static func own(in lines: some Sequence<Substring>) -> DocumentNumber? {
    for line in lines {
      guard let scalars = solid(line.unicodeScalars, limit: 60), let range = bracketed(scalars),
        scalars.count - range.upperBound <= 2,
        !scalars[..<range.lowerBound].contains(where: isOpening)
      else { continue }
      return DocumentNumber(text: string(scalars[range]))
    }
    return nil
  }

  /// The first number anywhere in a short text such as a table's cell; nil when there is none.
  static func first(in text: String) -> DocumentNumber? {
    guard let scalars = solid(text.unicodeScalars, limit: 200), let range = bracketed(scalars)
    else { return nil }
    return DocumentNumber(text: string(scalars[range]))
  }

  /// The text without blanks; nil when it has more than `limit` characters.
  private static func solid(
    _ text: some Sequence<Unicode.Scalar>, limit: Int
  ) -> [Unicode.Scalar]? {
    var solid: [Unicode.Scalar] = []
    for scalar in text where !isBlank(scalar) {
      guard solid.count < limit else { return nil }
      solid.append(scalar)
    }
    return solid
  }

  /// Whether what follows is cited rather than the document's own.
  private static func isOpening(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "《", "（", "(", "，", "。", "、": true
    default: false
    }
  }

  private static func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value <= 32 || scalar.value == 0xA0 || scalar.value == 0x3000
  }

  /// Agency letters, a bracketed year, digits and 号.
  private static func bracketed(_ text: [Unicode.Scalar]) -> Range<Int>? {
    for open in text.indices where isBracket(text[open], closing: false) {
      guard open + 5 < text.count, let year = digits(text, open + 1, 4),
        (1949...2099).contains(year), isBracket(text[open + 5], closing: true)
      else { continue }
      var at = open + 6
      if at < text.count, text[at] == "第" { at += 1 }
      let first = at
      while at < text.count, digit(text[at]) != nil, at - first < 5 { at += 1 }
      guard at > first, at < text.count, text[at] == "号" else { continue }
      var start = open
      while start > 0, isAgency(text[start - 1]), open - start < 16 { start -= 1 }
      if start < open { return start..<at + 1 }
    }
    return nil
  }

  private static func isBracket(_ scalar: Unicode.Scalar, closing: Bool) -> Bool {
    switch scalar {
    case "〔", "[", "［", "【", "（", "(", "﹝": !closing
    case "〕", "]", "］", "】", "）", ")", "﹞": closing
    default: false
    }
  }

  private static func isAgency(_ scalar: Unicode.Scalar) -> Bool {
    (0x4E00...0x9FFF).contains(scalar.value) || scalar.value | 32 >= 97 && scalar.value | 32 <= 122
  }

  private static func digits(_ text: [Unicode.Scalar], _ start: Int, _ count: Int) -> Int? {
    var value = 0
    for at in start..<start + count {
      guard at < text.count, let next = digit(text[at]) else { return nil }
      value = value * 10 + next
    }
    return value
  }

  private static func digit(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar.value {
    case 48...57: Int(scalar.value) - 48
    case 0xFF10...0xFF19: Int(scalar.value) - 0xFF10
    default: nil
    }
  }
}
