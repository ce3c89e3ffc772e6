/// The one pass over a TOML text behind `TOMLLocator`.
struct TOMLScanner {
  /// Byte offsets of a value and of the key in front of it.
  struct Offsets {
    let key: Int
    let value: Int
  }

  /// What was found, by path; the first of several at one path counts.
  private(set) var offsets: [[TOMLStep]: Offsets] = [:]
  /// Offset of the first place nested too deeply.
  private(set) var tooDeep: Int?
  /// The first thing that TOMLKit can't be given; the scan ended there.
  private(set) var hazard: (kind: TOMLHazard, offset: Int, statement: Int)?
  /// Offset of the first escape for U+0000.
  var nulEscape: Int?

  /// The whole text.
  let bytes: [UInt8]
  /// The offset of what is read next.
  var at = 0
  private var statement = 0
  private var tableCounts: [[TOMLStep]: Int] = [:]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { at = 3 }
  }

  /// Reads the whole text.
  mutating func scan() {
    var table: [TOMLStep] = []
    while !isOver {
      skipBlanksAndComments()
      guard let byte = current else { return }
      statement = at
      if byte == UInt8(ascii: "[") {
        table = header() ?? table
      } else {
        keyAndValue(in: table, depth: 0)
      }
      skipLine()
    }
  }

  /// The byte that is read next; nil at the end.
  var current: UInt8? { at < bytes.count ? bytes[at] : nil }

  private var isOver: Bool { tooDeep != nil || hazard != nil }

  private mutating func note(_ kind: TOMLHazard, at offset: Int) {
    hazard = hazard ?? (kind, offset, statement)
  }

  /// The byte that far behind the next one.
  func byte(ahead distance: Int) -> UInt8? {
    at + distance < bytes.count ? bytes[at + distance] : nil
  }

  private mutating func note(_ path: [TOMLStep], key: Int, value: Int) {
    if path.count > TOMLLocator.maximumDepth {
      if tooDeep == nil { tooDeep = value }
    } else if offsets[path] == nil {
      offsets[path] = Offsets(key: key, value: value)
    }
  }
}

// MARK: - Tables and keys

extension TOMLScanner {
  /// Reads `[a.b]` or `[[a.b]]` and returns the path of the table that it opens.
  private mutating func header() -> [TOMLStep]? {
    let start = at
    at += 1
    let isArray = current == UInt8(ascii: "[")
    if isArray { at += 1 }
    skipBlanks()
    if let byte = current, !Self.beginsKey(byte), byte != UInt8(ascii: "]") {
      note(.tableName, at: at)
      return nil
    }
    let keys = dottedKey()
    guard let last = keys.last else { return nil }
    var path: [TOMLStep] = []
    for key in keys.dropLast() {
      path.append(.key(key.name))
      if let count = tableCounts[path] { path.append(.index(count - 1)) }
      note(path, key: start, value: start)
    }
    path.append(.key(last.name))
    note(path, key: start, value: start)
    if isArray {
      let count = tableCounts[path, default: 0]
      tableCounts[path] = count + 1
      path.append(.index(count))
      note(path, key: start, value: start)
    }
    return path
  }

  /// Reads `key = value`.
  private mutating func keyAndValue(in table: [TOMLStep], depth: Int) {
    let start = at
    let keys = dottedKey()
    skipBlanks()
    guard !keys.isEmpty, current == UInt8(ascii: "=") else { return }
    at += 1
    skipBlanks()
    var path = table
    for key in keys {
      path.append(.key(key.name))
      note(path, key: start, value: at)
    }
    value(path, key: start, depth: depth)
  }

  /// Reads `a.b."c"`; empty where no key stands, and cut short where it is nested too deeply.
  private mutating func dottedKey() -> [(name: String, offset: Int)] {
    var keys: [(name: String, offset: Int)] = []
    while true {
      skipBlanks()
      let start = at
      guard let name = simpleKey() else { return keys }
      keys.append((name, start))
      if keys.count > TOMLLocator.maximumDepth {
        tooDeep = tooDeep ?? start
        return keys
      }
      skipBlanks()
      guard current == UInt8(ascii: ".") else { return keys }
      at += 1
    }
  }

  private mutating func simpleKey() -> String? {
    guard let first = current else { return nil }
    if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") { return string() }
    let start = at
    while let byte = current, Self.isBareKey(byte) { at += 1 }
    return at > start ? String(decoding: bytes[start..<at], as: UTF8.self) : nil
  }

  private static func isBareKey(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  private static func beginsKey(_ byte: UInt8) -> Bool {
    isBareKey(byte) || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
  }
}

// MARK: - Values

extension TOMLScanner {
  private mutating func value(_ path: [TOMLStep], key: Int, depth: Int) {
    note(path, key: key, value: at)
    guard depth < TOMLLocator.maximumDepth else {
      tooDeep = tooDeep ?? at
      return
    }
    switch current {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): _ = string()
    case UInt8(ascii: "["): array(path, depth: depth + 1)
    case UInt8(ascii: "{"): inlineTable(path, depth: depth + 1)
    default:
      checkDateTime()
      skipBareValue()
    }
  }

  /// Notes a date with a T and no digit behind it.
  private mutating func checkDateTime() {
    let isDigit = { (byte: UInt8?) in
      byte.map { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } == true
    }
    guard byte(ahead: 10).map({ $0 | 0x20 }) == UInt8(ascii: "t"), !isDigit(byte(ahead: 11)),
      [0, 1, 2, 3, 5, 6, 8, 9].allSatisfy({ isDigit(byte(ahead: $0)) })
    else { return }
    note(.dateTime, at: at)
  }

  private mutating func array(_ path: [TOMLStep], depth: Int) {
    at += 1
    var index = 0
    while !isOver {
      skipBlanksAndComments()
      guard let byte = current else { return }
      if byte == UInt8(ascii: "}") || byte >= 0x80 { return note(.element, at: at) }
      if byte == UInt8(ascii: "]") {
        at += 1
        return
      }
      let start = at
      value(path + [.index(index)], key: at, depth: depth)
      index += 1
      skipBlanksAndComments()
      if current == UInt8(ascii: ",") { at += 1 }
      if at == start { return }
    }
  }

  private mutating func inlineTable(_ path: [TOMLStep], depth: Int) {
    at += 1
    while !isOver {
      skipBlanksAndComments()
      guard let byte = current else { return }
      if byte == UInt8(ascii: "}") {
        at += 1
        return
      }
      let start = at
      keyAndValue(in: path, depth: depth)
      skipBlanksAndComments()
      if current == UInt8(ascii: ",") { at += 1 }
      if at == start { return }
    }
  }

  private mutating func skipBareValue() {
    while let byte = current {
      switch byte {
      case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: "#"),
        UInt8(ascii: "\n"):
        return
      default: at += 1
      }
    }
  }
}

// MARK: - Blanks

extension TOMLScanner {
  private mutating func skipBlanks() {
    while current == UInt8(ascii: " ") || current == UInt8(ascii: "\t") { at += 1 }
  }

  private mutating func skipBlanksAndComments() {
    while let byte = current {
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"): at += 1
      case UInt8(ascii: "#"): skipLine()
      default: return
      }
    }
  }

  private mutating func skipLine() {
    while let byte = current, byte != UInt8(ascii: "\n") { at += 1 }
    if at < bytes.count { at += 1 }
  }
}
