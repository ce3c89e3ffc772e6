/// The sites of a file as `kuasou sites list` prints them.
package struct SitesListing: Sendable {
  private let sites: [Site]

  /// A listing of these sites, in this order.
  package init(_ sites: [Site]) { self.sites = sites }

  /// One line a site with aligned columns, a line of headings first: id, kind, name, district, first start URL, hosts.
  ///
  /// Columns are measured as terminals show them, Han characters two columns wide. Ends with a line feed.
  package var text: String {
    var rows = [["id", "kind", "name", "district", "start", "hosts"]]
    for site in sites {
      rows.append([
        site.id, site.kind.rawValue, site.name, site.district, site.start.first ?? "",
        site.hosts.sorted().joined(separator: ","),
      ])
    }
    let widths = rows[0].indices.map { column in rows.map { Self.width($0[column]) }.max() ?? 0 }
    return rows.map { row in
      var line = ""
      for (cell, width) in zip(row, widths) {
        line += cell + String(repeating: " ", count: width - Self.width(cell) + 2)
      }
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }.joined()
  }

  /// A JSON array with one object a site and line; members id, kind, name, district, start, hosts. Ends with a line feed.
  package var json: String {
    let objects = sites.map { site in
      let members = [
        ("id", Self.quoted(site.id)), ("kind", Self.quoted(site.kind.rawValue)),
        ("name", Self.quoted(site.name)), ("district", Self.quoted(site.district)),
        ("start", Self.array(site.start)), ("hosts", Self.array(site.hosts.sorted())),
      ]
      return "{" + members.map { "\"\($0)\":\($1)" }.joined(separator: ",") + "}"
    }
    return objects.isEmpty ? "[]\n" : "[\n" + objects.joined(separator: ",\n") + "\n]\n"
  }

  private static func width(_ text: String) -> Int {
    text.unicodeScalars.reduce(into: 0) { width, scalar in
      // CJK, Hangul, full-width forms: the wide ranges of Unicode Annex 11 that names of sites use.
      let isWide =
        (0x2E80...0xA4CF).contains(scalar.value) || (0xAC00...0xD7A3).contains(scalar.value)
        || (0xF900...0xFAFF).contains(scalar.value) || (0xFF00...0xFF60).contains(scalar.value)
        || (0x20000...0x3FFFD).contains(scalar.value)
      width += isWide ? 2 : 1
    }
  }

  private static func array(_ texts: [String]) -> String {
    "[" + texts.map(quoted).joined(separator: ",") + "]"
  }

  private static func quoted(_ text: String) -> String {
    let digits = Array("0123456789abcdef")
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\u{0}"..."\u{1F}":
        result += "\\u00\(digits[Int(scalar.value >> 4)])\(digits[Int(scalar.value & 15)])"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
