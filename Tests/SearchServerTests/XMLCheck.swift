/// A strict look at XML as our feeds write it: tags in order, quoted values, known references, no forbidden character.
enum XMLCheck {
  /// Whether the bytes are one well-formed document.
  static func isWellFormed(_ bytes: [UInt8]) -> Bool {
    guard let text = String(validating: bytes, as: UTF8.self), text.hasPrefix("<?xml "),
      text.unicodeScalars.allSatisfy(isAllowed)
    else { return false }
    var rest = text[...]
    guard let declaration = rest.firstRange(of: "?>") else { return false }
    rest = rest[declaration.upperBound...]
    var open: [Substring] = []
    while let start = rest.firstIndex(of: "<") {
      guard isSound(rest[..<start]), let end = rest[start...].firstIndex(of: ">") else { return false }
      guard step(rest[rest.index(after: start)..<end], &open) else { return false }
      rest = rest[rest.index(after: end)...]
    }
    return open.isEmpty && rest.allSatisfy(\.isWhitespace)
  }

  private static func step(_ tag: Substring, _ open: inout [Substring]) -> Bool {
    if tag.hasPrefix("/") { return open.popLast() == tag.dropFirst() }
    let name = tag.prefix { $0 != " " && $0 != "/" }
    guard isSound(tag), tag.count(where: { $0 == "\"" }).isMultiple(of: 2) else { return false }
    if !tag.hasSuffix("/") { open.append(name) }
    return true
  }

  private static func isSound(_ text: Substring) -> Bool {
    text.split(separator: "&", omittingEmptySubsequences: false).dropFirst().allSatisfy { piece in
      ["amp;", "lt;", "gt;", "quot;", "#39;"].contains { piece.hasPrefix($0) }
    }
  }

  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0x20 && scalar.value != 0xFFFE && scalar.value != 0xFFFF || [9, 10, 13].contains(scalar.value)
  }
}
