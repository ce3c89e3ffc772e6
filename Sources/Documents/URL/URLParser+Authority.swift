extension URLParser {
  /// "authority state", "host state" and "port state"; `at` is after the slashes.
  mutating func authority() -> Bool {
    var end = at
    var lastAt: Int?
    while end < input.count {
      let byte = input[end]
      if byte == 0x3F || byte == 0x23 || isSlash(byte) { break }
      if byte == 0x40 { lastAt = end }
      end += 1
    }
    beginAuthority()
    if let lastAt {
      guard lastAt + 1 < end else { return false }
      credentials(input[at..<lastAt])
      at = lastAt + 1
    }
    return hostAndPort(until: end) && pathStart()
  }

  /// Writes the two slashes before a host.
  mutating func beginAuthority() {
    output += [0x2F, 0x2F]
    layout.hasHost = true
    layout.usernameEnd = UInt32(clamping: output.count)
  }

  private mutating func credentials(_ text: ArraySlice<UInt8>) {
    let colon = text.firstIndex(of: 0x3A)
    let start = output.count
    PercentEncoding.encode(text[..<(colon ?? text.endIndex)], .userinfo, into: &output)
    layout.usernameEnd = UInt32(clamping: output.count)
    if let colon, colon + 1 < text.endIndex {
      output.append(0x3A)
      PercentEncoding.encode(text[(colon + 1)...], .userinfo, into: &output)
    }
    if output.count > start { output.append(0x40) }
  }

  private mutating func hostAndPort(until end: Int) -> Bool {
    var inBrackets = false
    var colon: Int?
    for index in at..<end {
      switch input[index] {
      case 0x5B: inBrackets = true
      case 0x5D: inBrackets = false
      case 0x3A where !inBrackets: colon = index
      default: break
      }
      if colon != nil { break }
    }
    let name = input[at..<(colon ?? end)]
    if name.isEmpty && (isSpecial || colon != nil) { return false }
    let start = output.count
    guard URLHost.write(name, special: isSpecial, into: &output) else { return false }
    noteHost(start: start)
    at = end
    guard let colon else { return true }
    return port(input[(colon + 1)..<end])
  }

  private mutating func port(_ digits: ArraySlice<UInt8>) -> Bool {
    var value = 0
    for digit in digits {
      guard digit &- 0x30 < 10 else { return false }
      value = value * 10 + Int(digit - 0x30)
      guard value <= 65_535 else { return false }
    }
    guard !digits.isEmpty, value != layout.scheme.defaultPort else { return true }
    layout.port = Int32(value)
    output.append(0x3A)
    output += Array(String(value).utf8)
    layout.pathStart = UInt32(clamping: output.count)
    return true
  }

  /// "path start state".
  mutating func pathStart() -> Bool {
    if isSpecial {
      if isSlash(current) { at += 1 }
      return path()
    }
    switch current {
    case nil, 0x3F, 0x23: return endPath()
    case 0x2F:
      at += 1
      return path()
    default: return path()
    }
  }
}

extension URLParser {
  /// "file state", "file slash state" and "file host state"; `at` is after the colon, or at a relative reference.
  mutating func file(_ base: WebURL?) -> Bool {
    guard isSlash(current) else {
      if let base { return relativePath(to: base) }
      emptyHost()
      return path()
    }
    at += 1
    if isSlash(current) {
      at += 1
      return fileHost()
    }
    guard let base else {
      emptyHost()
      return path()
    }
    copyHost(of: base)
    if !startsWithDriveLetter(at) {
      let first = base.bytes(base.layout.pathStart, base.layout.pathEnd).prefix(4)
      if Self.beginsWithNormalDrive(first) { output += first.prefix(3) }
    }
    return path()
  }

  private mutating func emptyHost() {
    beginAuthority()
    noteHost(start: output.count)
  }

  private mutating func fileHost() -> Bool {
    var end = at
    while end < input.count, input[end] != 0x3F, input[end] != 0x23, !isSlash(input[end]) {
      end += 1
    }
    let name = input[at..<end]
    if Self.isDriveLetter(name) {
      emptyHost()
      return path()
    }
    beginAuthority()
    let start = output.count
    if !name.isEmpty {
      guard URLHost.write(name, special: true, into: &output) else { return false }
      if output[start...].elementsEqual("localhost".utf8) { output.removeLast(9) }
    }
    noteHost(start: start)
    at = end
    return pathStart()
  }

  /// "starts with a Windows drive letter".
  func startsWithDriveLetter(_ start: Int) -> Bool {
    guard start + 1 < input.count, Self.isDriveLetter(input[start..<start + 2]) else {
      return false
    }
    guard start + 2 < input.count else { return true }
    let third = input[start + 2]
    return third == 0x2F || third == 0x5C || third == 0x3F || third == 0x23
  }

  /// "Windows drive letter": a letter and a colon or a bar.
  static func isDriveLetter(_ text: ArraySlice<UInt8>) -> Bool {
    guard text.count == 2, let first = text.first, let second = text.last else { return false }
    return first | 0x20 >= 0x61 && first | 0x20 <= 0x7A && (second == 0x3A || second == 0x7C)
  }

  /// Whether a path, given from its slash, has a normalised drive letter as its first segment.
  static func beginsWithNormalDrive(_ path: ArraySlice<UInt8>) -> Bool {
    let bytes = Array(path.prefix(4))
    guard bytes.count >= 3, bytes[0] == 0x2F, bytes[2] == 0x3A, isDriveLetter(bytes[1...2]) else {
      return false
    }
    return bytes.count == 3 || bytes[3] == 0x2F
  }
}
