/// What a browser makes of a page, as far as safety goes: its tags with the names of their attributes, and where its links lead.
///
/// A tokenizer of its own, much stricter than HTML: whatever is not written as our writer writes it is a `flaw`.
struct PageSkeleton: Equatable {
  /// Each tag as "name attribute attribute" or "/name", in order.
  private(set) var tags: [String] = []
  /// The values of `href`, `src` and `action`, still escaped.
  private(set) var links: [String] = []
  /// All text outside of tags, still escaped.
  private(set) var text = ""
  /// What is not as it should be; empty for a sound page.
  private(set) var flaws: [String] = []

  private var input: Substring

  private static let voids: Set<String> = ["meta", "link", "input", "br", "circle", "path"]

  /// The skeleton of a page.
  init(_ page: [UInt8]) {
    let whole = String(decoding: page, as: UTF8.self)
    input = whole[...]
    if whole.hasPrefix("<!DOCTYPE html>\n") { input = input.dropFirst(16) } else { flaws.append("no doctype") }
    var open: [String] = []
    while let start = input.firstIndex(of: "<") {
      take(text: input[..<start])
      input = input[input.index(after: start)...]
      tag(&open)
    }
    take(text: input)
    input = ""
    if !open.isEmpty { flaws.append("never closed: \(open)") }
  }

  private mutating func take(text piece: Substring) {
    if piece.contains(">") || piece.contains("\"") { flaws.append("unescaped in text: \(piece.suffix(80))") }
    text += piece
  }

  private mutating func tag(_ open: inout [String]) {
    guard let end = endOfTag() else {
      flaws.append("tag without end")
      input = ""
      return
    }
    var inside = input[..<end]
    input = input[input.index(after: end)...]
    if inside.hasSuffix("/") { inside = inside.dropLast() }
    let name = inside.prefix { $0 != " " }
    var names: [String] = [String(name)]
    attributes(inside.dropFirst(name.count), &names)
    tags.append(names.joined(separator: " "))
    if name.hasPrefix("/") {
      if open.popLast() != String(name.dropFirst()) { flaws.append("closed out of order: \(name)") }
    } else if !Self.voids.contains(String(name)) {
      open.append(String(name))
    }
  }

  private func endOfTag() -> Substring.Index? {
    var isQuoted = false
    return input.firstIndex { character in
      if character == "\"" { isQuoted.toggle() }
      return character == ">" && !isQuoted
    }
  }

  private mutating func attributes(_ text: Substring, _ names: inout [String]) {
    var rest = text
    while rest.first == " " {
      rest = rest.dropFirst()
      let name = String(rest.prefix { $0 != "=" && $0 != " " })
      names.append(name)
      rest = rest.dropFirst(name.count)
      guard rest.first == "=" else { continue }
      guard rest.dropFirst().first == "\"" else { return flaws.append("unquoted value: \(rest.prefix(40))") }
      let value = rest.dropFirst(2).prefix { $0 != "\"" }
      if ["href", "src", "action"].contains(name) { links.append(String(value)) }
      if value.contains("<") { flaws.append("unescaped in value: \(value)") }
      rest = rest.dropFirst(value.count + 3)
    }
    if !rest.isEmpty { flaws.append("left over in tag: \(rest.prefix(40))") }
  }

  /// Links that lead anywhere but to this server or to http and https.
  var foreignLinks: [String] {
    links.filter { link in
      !link.hasPrefix("http://") && !link.hasPrefix("https://") && link != "#main" && link != "#facets"
        && (!link.hasPrefix("/") || link.hasPrefix("//"))
    }
  }
}
