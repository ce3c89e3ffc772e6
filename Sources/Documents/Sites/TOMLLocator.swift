/// One step from the top of a TOML document towards a value.
package enum TOMLStep: Hashable, Sendable {
  /// The value of this key in a table.
  case key(String)
  /// The element at this index of an array, or of an array of tables, from 0.
  case index(Int)
}

/// Where the keys and values of a TOML document stand.
///
/// TOMLKit gives the place of a syntax error, but none for the values of a good file. The locator reads the text once
/// along the grammar of TOML 1.0 and notes where each key and value begins. It decides nothing about validity: on a
/// text that TOMLKit refuses it finds what it can and always ends.
package struct TOMLLocator: Sendable {
  /// Where one value stands.
  package struct Place: Hashable, Sendable {
    /// The key's first character, or for elements of arrays that of the value, or for a table that of its header.
    package let key: TextPosition
    /// The value's first character: a quotation mark, a digit, `[` or `{`.
    package let value: TextPosition
  }

  /// Nesting of keys, arrays and inline tables beyond which a document is refused; sites.conf needs 3.
  package static let maximumDepth = 64

  /// The text's lines.
  package let lines: TextLines
  /// The first place nested deeper than `maximumDepth`; the scan ended there.
  package let tooDeep: TextPosition?
  /// The first escape in a string that stands for U+0000, which C strings would cut the value at.
  package let nulEscape: TextPosition?
  /// The first thing that TOMLKit can't be given, and the offset of the statement that holds it.
  package let hazard: (kind: TOMLHazard, position: TextPosition, statement: Int)?
  private let places: [[TOMLStep]: Place]

  /// Scans a document.
  ///
  /// - Complexity: O(n)
  package init(_ bytes: [UInt8]) {
    var scanner = TOMLScanner(bytes)
    scanner.scan()
    let lines = TextLines(bytes)
    self.lines = lines
    tooDeep = scanner.tooDeep.map(lines.position(of:))
    nulEscape = scanner.nulEscape.map(lines.position(of:))
    hazard = scanner.hazard.map { ($0.kind, lines.position(of: $0.offset), $0.statement) }
    places = scanner.offsets.mapValues { offsets in
      Place(key: lines.position(of: offsets.key), value: lines.position(of: offsets.value))
    }
  }

  /// The place of the value at `path`, or else of the nearest table or array around it, or else the text's start.
  package func place(_ path: [TOMLStep]) -> Place {
    var path = path[...]
    while !path.isEmpty {
      if let place = places[Array(path)] { return place }
      path.removeLast()
    }
    return Place(key: .start, value: .start)
  }
}
