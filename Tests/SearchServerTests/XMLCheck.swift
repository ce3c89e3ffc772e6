/// A strict look at XML as our feeds write it: tags in order, known references, no forbidden character.
enum XMLCheck {
  private typealias Text = Substring.UnicodeScalarView

  /// Whether the bytes are one well-formed document.
  static func isWellFormed(_ bytes: [UInt8]) -> Bool {
    guard let text = String(validating: bytes, as: UTF8.self), text.hasPrefix("<?xml "),
      text.unicodeScalars.allSatisfy(isAllowed), let declaration = text.firstRange(of: "?>")
    else { return false }
    var rest = text[declaration.upperBound...].unicodeScalars
    var open: [String] = []
    while let start = rest.firstIndex(of: "<") {
      guard isSound(rest[..<start]), let end = rest[start...].firstIndex(of: ">"),
        step(rest[rest.index(after: start)..<end], &open)
      else { return false }
      rest = rest[rest.index(after: end)...]
    }
    return open.isEmpty && rest.allSatisfy(\.properties.isWhitespace)
  }

  private static func step(_ tag: Text, _ open: inout [String]) -> Bool {
    if tag.first == "/" { return open.popLast() == String(tag.dropFirst()) }
    guard isSound(tag), tag.count(where: { $0 == "\"" }).isMultiple(of: 2) else { return false }
    if tag.last != "/" { open.append(String(tag.prefix { $0 != " " })) }
    return true
  }

  private static func isSound(_ text: Text) -> Bool {
    text.split(separator: "&", omittingEmptySubsequences: false).dropFirst().allSatisfy { piece in
      ["amp;", "lt;", "gt;", "quot;", "#39;"].contains { piece.starts(with: $0.unicodeScalars) }
    }
  }

  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0x20 && scalar.value != 0xFFFE && scalar.value != 0xFFFF
      || [9, 10, 13].contains(scalar.value)
  }
}
