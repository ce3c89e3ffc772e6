import Charset

/// The standard's basic URL parser, section 4.4, without the state override that only setters use.
///
/// The states are functions here, and each consumes a run of bytes at once; their names are the standard's. All
/// delimiters are ASCII, so UTF-8 bytes are walked, never characters. The output is written in order, front to back.
struct URLParser {
  let input: [UInt8]
  let base: WebURL?
  let encoding: Encoding
  /// The next byte to be read.
  var at = 0
  /// The URL as far as it is written.
  var output: [UInt8] = []
  /// Where its parts lie.
  var layout = WebURL.Layout()

  /// Prepares `text`, UTF-8: controls and blanks at its ends and tabs and line ends anywhere are dropped.
  init(_ text: [UInt8], base: WebURL?, encoding: Encoding) {
    var start = 0
    var end = text.count
    while start < end && text[start] <= 0x20 { start += 1 }
    while end > start && text[end - 1] <= 0x20 { end -= 1 }
    let body = text[start..<end]
    let dropped = body.contains { $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
    input = dropped ? body.filter { $0 != 0x09 && $0 != 0x0A && $0 != 0x0D } : Array(body)
    self.base = base
    self.encoding = encoding
    output.reserveCapacity(input.count + 16)
  }

  /// Whether the scheme is one of the standard's special ones.
  var isSpecial: Bool { layout.scheme != .none }

  /// The byte at `at`, nil at the end.
  var current: UInt8? { at < input.count ? input[at] : nil }

  /// Whether `byte` separates path segments: a slash, or in special URLs a backslash.
  func isSlash(_ byte: UInt8?) -> Bool { byte == 0x2F || (isSpecial && byte == 0x5C) }

  /// Parses all; false is "failure", after which output and layout mean nothing.
  mutating func parse() -> Bool {
    let parsed = scheme() ? schemeFound() : noScheme()
    return parsed && output.count < Int(Int32.max)
  }

  /// "scheme start state" and "scheme state": writes the scheme and its colon if there is one.
  private mutating func scheme() -> Bool {
    guard let first = current, first | 0x20 >= 0x61, first | 0x20 <= 0x7A else { return false }
    var end = at
    while end < input.count, input[end] != 0x3A {
      let byte = input[end]
      let letter = byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A
      guard letter || byte &- 0x30 < 10 || byte == 0x2B || byte == 0x2D || byte == 0x2E else {
        return false
      }
      end += 1
    }
    guard end < input.count else { return false }
    writeScheme(input[at..<end].map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }[...])
    at = end + 1
    return true
  }

  private mutating func writeScheme(_ name: ArraySlice<UInt8>) {
    output.append(contentsOf: name)
    layout.scheme = SpecialScheme(name)
    layout.schemeEnd = UInt32(clamping: output.count)
    output.append(0x3A)
  }

  private mutating func schemeFound() -> Bool {
    if layout.scheme == .file { return file(base?.layout.scheme == .file ? base : nil) }
    let slashes = at + 1 < input.count && input[at] == 0x2F && input[at + 1] == 0x2F
    if isSpecial {
      if let base, base.layout.scheme == layout.scheme, !slashes { return relative(to: base) }
      return specialAuthority()
    }
    if slashes {
      at += 2
      return authority()
    }
    beginPath(opaque: current != 0x2F)
    if layout.opaquePath { return opaquePath() }
    at += 1
    return path()
  }

  private mutating func noScheme() -> Bool {
    guard let base else { return false }
    if base.hasOpaquePath {
      guard current == 0x23 else { return false }
      copy(base, through: base.layout.queryEnd)
      return fragment()
    }
    if base.layout.scheme == .file {
      writeScheme(base.bytes(0, base.layout.schemeEnd)[...])
      return file(base)
    }
    return relative(to: base)
  }

  /// "special authority ignore slashes state".
  private mutating func specialAuthority() -> Bool {
    while isSlash(current) { at += 1 }
    return authority()
  }

  /// "relative state" and "relative slash state".
  private mutating func relative(to base: WebURL) -> Bool {
    layout.scheme = base.layout.scheme
    if isSlash(current) {
      at += 1
      let second = current
      if isSlash(second) {
        at += 1
        copyScheme(of: base)
        return isSpecial ? specialAuthority() : authority()
      }
      copyHost(of: base)
      return path()
    }
    return relativePath(to: base)
  }

  /// The rest of "relative state" and of "file state": no slash leads, so the base's path counts.
  mutating func relativePath(to base: WebURL) -> Bool {
    switch current {
    case nil:
      copy(base, through: base.layout.queryEnd)
      return true
    case 0x23:
      copy(base, through: base.layout.queryEnd)
      return fragment()
    case 0x3F:
      copy(base, through: base.layout.pathEnd)
      return query()
    default:
      copyHost(of: base)
      output += base.bytes(base.layout.pathStart, base.layout.pathEnd)
      if layout.scheme == .file && startsWithDriveLetter(at) {
        output.removeLast(output.count - Int(layout.pathStart))
      } else {
        shortenPath()
      }
      return path()
    }
  }

  /// "query state", and the fragment after it; `at` is at the question mark.
  mutating func query() -> Bool {
    let end = input[at...].firstIndex(of: 0x23) ?? input.count
    let own = layout.scheme == .none || layout.scheme == .ws || layout.scheme == .wss
    output.append(0x3F)
    PercentEncoding.encode(
      input[at + 1..<end], isSpecial ? .specialQuery : .query, in: own ? .utf8 : encoding,
      into: &output)
    layout.queryEnd = UInt32(clamping: output.count)
    at = end
    return at < input.count ? fragment() : true
  }

  /// "fragment state"; `at` is at the number sign.
  mutating func fragment() -> Bool {
    output.append(0x23)
    PercentEncoding.encode(input[(at + 1)...], .fragment, into: &output)
    return true
  }

  /// Ends the path, and goes on with what follows it.
  mutating func endPath() -> Bool {
    if !layout.hasHost && !layout.opaquePath && startsWithTwoSlashes {
      // Without a host, a path that begins with two slashes would read as one: "/." goes before.
      output.insert(contentsOf: [0x2F, 0x2E], at: Int(layout.pathStart))
      layout.pathStart += 2
    }
    layout.pathEnd = UInt32(clamping: output.count)
    layout.queryEnd = layout.pathEnd
    switch current {
    case 0x3F: return query()
    case 0x23: return fragment()
    default: return true
    }
  }

  private var startsWithTwoSlashes: Bool {
    let start = Int(layout.pathStart)
    return output.count >= start + 2 && output[start] == 0x2F && output[start + 1] == 0x2F
  }
}

extension URLParser {
  /// Notes that the path begins here, with no host before it.
  mutating func beginPath(opaque: Bool) {
    layout.opaquePath = opaque
    layout.hasHost = false
    noteHost(start: output.count)
  }

  /// Notes that the host lies from `start` to where the output is now, and the path follows.
  mutating func noteHost(start: Int) {
    layout.hostStart = UInt32(clamping: start)
    layout.hostEnd = UInt32(clamping: output.count)
    layout.pathStart = layout.hostEnd
    if !layout.hasHost { layout.usernameEnd = layout.hostStart }
  }

  /// Writes the scheme of `base` in the place of what is written.
  mutating func copyScheme(of base: WebURL) {
    output = base.bytes(0, base.layout.schemeEnd + 1)
    layout.schemeEnd = base.layout.schemeEnd
  }

  /// Writes `base` up to where its path begins.
  mutating func copyHost(of base: WebURL) {
    layout = base.layout
    // Without a host, "/." may lie before the path; it is written again where it is needed.
    output = base.bytes(0, base.layout.hasHost ? base.layout.pathStart : base.layout.schemeEnd + 1)
    layout.pathStart = UInt32(clamping: output.count)
  }

  /// Writes `base` up to `end`, which must be the end of its path or of its query.
  mutating func copy(_ base: WebURL, through end: UInt32) {
    layout = base.layout
    output = base.bytes(0, end)
    layout.queryEnd = end
  }
}

extension WebURL {
  /// The bytes of `href` from `start` up to `end`.
  func bytes(_ start: UInt32, _ end: UInt32) -> [UInt8] {
    Array(href.utf8.dropFirst(Int(start)).prefix(Int(end) - Int(start)))
  }
}
