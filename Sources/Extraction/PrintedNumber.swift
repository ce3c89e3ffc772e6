/// The number of an official document (发文字号) as a page prints it, such as 成办发〔2009〕12号 or 财政部令第87号.
///
/// The forms are those of GB/T 9704-2012 §7.2.5 and of numbered orders (令); brackets and digits are written in all widths.
struct PrintedNumber: Equatable {
  /// In one way of writing: brackets 〔〕, ASCII digits, no blanks, no 第 behind a year.
  let text: String

  /// The number that stands as the document's own in its head or its title, not one that the document cites.
  ///
  /// Own is a number alone on its line or at its end (under the letterhead or the title), one with which the text begins (to which pages without
  /// line breaks glue the addressees: 冀人社发〔2024〕24号各市…), one in brackets at the title's end, and 部令第12号 at the head of either.
  ///
  /// - Parameter lines: the head of the document; citations in the body come later.
  static func own(in lines: some Sequence<Substring>, title: String) -> PrintedNumber? {
    var order = order(inTitle: title)
    var before: [Unicode.Scalar] = []
    for (row, line) in lines.enumerated() {
      let scalars = head(of: line)
      let isHead = row < headRows
      if let range = bracketed(scalars),
        let number = atHead(scalars, range, isHead: isHead)
          ?? (isHead ? behindTitle(scalars, range) : nil) ?? atEnd(scalars, range)
      {
        return PrintedNumber(scalars, number)
      }
      let joined = before + scalars
      if !before.isEmpty, let range = bracketed(joined), let number = atEnd(joined, range) {
        return PrintedNumber(joined, number)
      }
      if order == nil, isHead { order = orderAtHead(joined) }
      before = scalars.last == "令" ? scalars : []
      // Behind the first sentence stand the numbers of other documents.
      if scalars.count == lineReach || scalars.last == "。" { break }
    }
    return inTitle(title) ?? order
  }

  /// The order that a title begins with: 科学技术部令第17号《…的决定》.
  static func order(inTitle title: String) -> PrintedNumber? {
    orderAtHead(head(of: title[...]))
  }

  /// The first characters that are no blanks.
  private static func head(of line: Substring) -> [Unicode.Scalar] {
    var scalars: [Unicode.Scalar] = []
    let bytes = line.utf8Span.span
    scalars.reserveCapacity(min(lineReach, bytes.count))
    var at = 0
    while at < bytes.count, scalars.count < lineReach {
      if let scalar = Unicode.Scalar(bytes.scalar(at: &at)), !isBlank(scalar) {
        scalars.append(scalar)
      }
    }
    return scalars
  }

  /// The first number anywhere in a short text such as a table's cell; nil when there is none.
  static func first(in text: String) -> PrintedNumber? {
    guard let scalars = solid(text.unicodeScalars, limit: 200) else { return nil }
    return bracketed(scalars).map { PrintedNumber(scalars, $0) } ?? orderAtHead(scalars)
  }

  /// Characters of a line that are looked at: a number stands before them or begins no document.
  private static let lineReach = 160
  /// Lines of a document's head, in which a number may have text behind it.
  private static let headRows = 3
  /// The most characters of a line that a number ends, letterhead or title included.
  private static let longestLine = 60

  private init(text: String) { self.text = text }

  private init(_ scalars: [Unicode.Scalar], _ range: Range<Int>) {
    var view = String.UnicodeScalarView()
    var isBehindYear = false
    for scalar in scalars[range] {
      if Self.isBracket(scalar, closing: false) {
        view.append("〔")
      } else if Self.isBracket(scalar, closing: true) {
        view.append("〕")
        isBehindYear = true
      } else if let digit = Self.digit(scalar) {
        view.append(Unicode.Scalar(UInt8(48 + digit)))
      } else if scalar != "第" || !isBehindYear {
        view.append(scalar)
      }
    }
    text = String(view)
  }
}

extension PrintedNumber {
  /// A number alone on a short line or at its end, with nothing before it that is said of other documents.
  private static func atEnd(_ line: [Unicode.Scalar], _ range: Range<Int>) -> Range<Int>? {
    guard line.count <= longestLine,
      line.count - range.upperBound <= 2,
      !line[..<range.lowerBound].contains(where: isOpening)
    else { return nil }
    return range
  }

  /// A number with which a line begins, unless what follows makes it one that is spoken about: 国发〔2018〕3号文件要求…. Below the first lines only
  /// addressees may follow.
  private static func atHead(
    _ line: [Unicode.Scalar], _ range: Range<Int>, isHead: Bool
  ) -> Range<Int>? {
    guard range.lowerBound == 0, range.upperBound < line.count else { return nil }
    let next = line[range.upperBound]
    return (isHead ? !isSpokenOf(next) : addressed.contains(next)) ? range : nil
  }

  /// A number between the title and the addressees of a text without line breaks: …的通知冀科政〔2017〕30号各市….
  private static func behindTitle(
    _ line: [Unicode.Scalar], _ range: Range<Int>
  ) -> Range<Int>? {
    guard range.lowerBound >= 2, range.upperBound < line.count,
      genreEnds(line[..<range.lowerBound]),
      addressed.contains(line[range.upperBound]) || digit(line[range.upperBound]) != nil
    else { return nil }
    return range
  }

  /// A number at the title's end, in brackets or not.
  private static func inTitle(_ title: String) -> PrintedNumber? {
    guard var scalars = solid(title.unicodeScalars, limit: 200) else { return nil }
    while let last = scalars.last, isBracket(last, closing: true) || last == "》" {
      scalars.removeLast()
    }
    guard let range = bracketed(scalars), range.upperBound == scalars.count,
      range.lowerBound == 0 || isOpening(scalars[range.lowerBound - 1])
        || genreEnds(scalars[..<range.lowerBound])
    else { return nil }
    return PrintedNumber(scalars, range)
  }

  /// 中华人民共和国科学技术部令第12号, with or without a bracketed year, at the head of a line.
  private static func orderAtHead(_ text: [Unicode.Scalar]) -> PrintedNumber? {
    guard let order = text.prefix(24).firstIndex(of: "令"), order >= 2,
      text[..<order].allSatisfy(isAgency)
    else { return nil }
    var at = order + 1
    if at < text.count, isBracket(text[at], closing: false) { at += 1 }
    guard at < text.count, text[at] == "第", let number = running(text, at + 1) else { return nil }
    return PrintedNumber(text: string(text[...order]) + "第" + digits(text[number]) + "号")
  }
}

extension PrintedNumber {
  /// Agency letters, a bracketed year, digits and 号; the letters begin behind the genre with which a title before them ends.
  private static func bracketed(_ text: [Unicode.Scalar]) -> Range<Int>? {
    for open in text.indices where isBracket(text[open], closing: false) {
      guard open + 5 < text.count, let year = year(text, open + 1),
        (1949...2099).contains(year), isBracket(text[open + 5], closing: true)
      else { continue }
      var at = open + 6
      if at < text.count, text[at] == "第" { at += 1 }
      guard let number = running(text, at) else { continue }
      var start = open
      while start > 0, isAgency(text[start - 1]), open - start < 16,
        open - start < 2 || !genreEnds(text[..<start])
      { start -= 1 }
      if start < open { return start..<number.upperBound + 1 }
    }
    return nil
  }

  /// The one to five digits at `first` that 号 follows.
  private static func running(_ text: [Unicode.Scalar], _ first: Int) -> Range<Int>? {
    var end = first
    while end < text.count, digit(text[end]) != nil, end - first < 5 { end += 1 }
    return end > first && end < text.count && text[end] == "号" ? first..<end : nil
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

  /// Whether a text ends with what a document or its letterhead is called: 通知, 办法, 文件.
  private static func genreEnds(_ text: ArraySlice<Unicode.Scalar>) -> Bool {
    guard text.count >= 2 else { return false }
    let end = UInt64(text[text.endIndex - 2].value) << 32 | UInt64(text[text.endIndex - 1].value)
    return genres.contains(end)
  }

  private static let genres = Set(
    [
      "通知", "意见", "办法", "措施", "方案", "决定", "规定", "细则", "公告", "通告", "纲要", "规划", "计划", "报告", "批复",
      "条例", "文件",
      "制度", "规则", "标准", "指南", "要点", "试行", "暂行", "的函", "通报", "公示", "解读",
    ].map { word in word.unicodeScalars.reduce(UInt64(0)) { $0 << 32 | UInt64($1.value) } })

  /// With what addressees begin.
  private static let addressed = Set("各省市县区有局厅委机驻中为根".unicodeScalars)

  /// Whether a number before this character is one of another document.
  private static func isSpokenOf(_ scalar: Unicode.Scalar) -> Bool {
    "文的精要规和与及等、，》）)]】；;是".unicodeScalars.contains(scalar)
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

  private static func year(_ text: [Unicode.Scalar], _ start: Int) -> Int? {
    var value = 0
    for at in start..<start + 4 {
      guard at < text.count, let next = digit(text[at]) else { return nil }
      value = value * 10 + next
    }
    return value
  }

  private static func digits(_ text: ArraySlice<Unicode.Scalar>) -> String {
    text.compactMap { digit($0).map(String.init) }.joined()
  }

  private static func digit(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar.value {
    case 48...57: Int(scalar.value) - 48
    case 0xFF10...0xFF19: Int(scalar.value) - 0xFF10
    default: nil
    }
  }
}
