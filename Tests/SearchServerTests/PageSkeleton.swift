/// What a browser makes of a page, as far as safety goes: its tags with the names of their attributes, and where its links lead.
///
/// A tokenizer of its own, much stricter than HTML, over scalar values as browsers have it ("<" followed by a combining
/// mark is one Character to Swift): whatever is not written as our writer writes it is a `flaw`.
struct PageSkeleton {
  /// Each tag as "name attribute attribute" or "/name", in order.
  private(set) var tags: [String] = []
  /// The values of `href`, `src` and `action`, still escaped.
  private(set) var links: [String] = []
  /// What is not as it should be; empty for a sound page.
  private(set) var flaws: [String] = []

  private var input: Substring.UnicodeScalarView

  private static let voids: Set<String> = ["meta", "link", "input", "br", "circle", "path"]

  /// The skeleton of a page.
  init(_ page: [UInt8]) {
    let whole = String(decoding: page, as: UTF8.self)
    input = whole[...].unicodeScalars
    let doctype = "<!DOCTYPE html>\n".unicodeScalars
    if input.starts(with: doctype) {
      input = input.dropFirst(doctype.count)
    } else {
      flaws.append("no doctype")
    }
    var open: [String] = []
    while let start = input.firstIndex(of: "<") {
      check(input[..<start])
      input = input[input.index(after: start)...]
      readTag(&open)
    }
    check(input)
    if !open.isEmpty { flaws.append("never closed: \(open)") }
  }

  /// Links that lead anywhere but to this server or to http and https.
  var foreignLinks: [String] {
    links.filter { link in
      !link.hasPrefix("http://") && !link.hasPrefix("https://")
        && link != "#main" && link != "#facets"
        && (!link.hasPrefix("/") || link.hasPrefix("//"))
    }
  }

  private mutating func check(_ text: Substring.UnicodeScalarView) {
    if text.contains(">") || text.contains("\"") {
      flaws.append("unescaped in text: \(String(text.suffix(60)))")
    }
  }

  private mutating func readTag(_ open: inout [String]) {
    guard let end = endOfTag() else {
      flaws.append("tag without end")
      input = input.suffix(0)
      return
    }
    var inside = input[..<end]
    input = input[input.index(after: end)...]
    if inside.last == "/" { inside = inside.dropLast() }
    let name = inside.prefix { $0 != " " }
    var names = [String(name)]
    readAttributes(inside.dropFirst(name.count), &names)
    tags.append(names.joined(separator: " "))
    if name.first == "/" {
      if open.popLast() != String(name.dropFirst()) {
        flaws.append("closed out of order: \(String(name))")
      }
    } else if !Self.voids.contains(String(name)) {
      open.append(String(name))
    }
  }

  private func endOfTag() -> String.Index? {
    var isQuoted = false
    return input.firstIndex { scalar in
      if scalar == "\"" { isQuoted.toggle() }
      return scalar == ">" && !isQuoted
    }
  }

  private mutating func readAttributes(_ text: Substring.UnicodeScalarView, _ names: inout [String])
  {
    var rest = text
    while rest.first == " " {
      rest = rest.dropFirst()
      let name = rest.prefix { $0 != "=" && $0 != " " }
      names.append(String(name))
      rest = rest.dropFirst(name.count)
      guard rest.first == "=" else { continue }
      guard rest.dropFirst().first == "\"" else {
        flaws.append("unquoted value: \(String(rest.prefix(40)))")
        return
      }
      let value = rest.dropFirst(2).prefix { $0 != "\"" }
      if ["href", "src", "action"].contains(String(name)) { links.append(String(value)) }
      if value.contains("<") { flaws.append("unescaped in value: \(String(value))") }
      rest = rest.dropFirst(value.count + 3)
    }
    if !rest.isEmpty { flaws.append("left over in tag: \(String(rest.prefix(40)))") }
  }
}
