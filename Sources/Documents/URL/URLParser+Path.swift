extension URLParser {
  /// "path state"; `at` is after a slash or at the first byte of a segment.
  mutating func path() -> Bool {
    while true {
      var end = at
      while end < input.count, input[end] != 0x3F, input[end] != 0x23, !isSlash(input[end]) {
        end += 1
      }
      let more = end < input.count && isSlash(input[end])
      segment(input[at..<end], isLast: !more)
      at = end
      if !more { return endPath() }
      at += 1
    }
  }

  private mutating func segment(_ text: ArraySlice<UInt8>, isLast: Bool) {
    switch Self.dots(text) {
    case 2:
      shortenPath()
      if isLast { output.append(0x2F) }
    case 1:
      if isLast { output.append(0x2F) }
    default:
      let first = output.count == Int(layout.pathStart)
      output.append(0x2F)
      if first, layout.scheme == .file, Self.isDriveLetter(text) {
        output.append(contentsOf: text.prefix(1))
        output.append(0x3A)
      } else {
        PercentEncoding.encode(text, .path, into: &output)
      }
    }
  }

  /// 1 for a "single-dot", 2 for a "double-dot URL path segment", 0 for any other; %2e counts as a dot.
  static func dots(_ segment: ArraySlice<UInt8>) -> Int {
    guard segment.count <= 6 else { return 0 }
    var dots = 0
    var at = segment.startIndex
    while at < segment.endIndex {
      if segment[at] == 0x2E {
        at += 1
      } else if PercentEncoding.escaped(segment, at) == 0x2E {
        at += 3
      } else {
        return 0
      }
      dots += 1
    }
    return dots <= 2 ? dots : 0
  }

  /// "shorten a url's path": drops the last segment, but never a file URL's drive letter.
  mutating func shortenPath() {
    let start = Int(layout.pathStart)
    guard let slash = output[start...].lastIndex(of: 0x2F) else { return }
    if layout.scheme == .file, slash == start, output.count == start + 3,
      Self.beginsWithNormalDrive(output[start...])
    {
      return
    }
    output.removeLast(output.count - slash)
  }

  /// "opaque path state".
  ///
  /// A blank before the query or the fragment is escaped, so that dropping those later can't expose it.
  mutating func opaquePath() -> Bool {
    var end = at
    while end < input.count, input[end] != 0x3F, input[end] != 0x23 { end += 1 }
    PercentEncoding.encode(input[at..<end], .control, into: &output)
    if end < input.count, output.last == 0x20 {
      output.removeLast()
      PercentEncoding.escape(0x20, into: &output)
    }
    at = end
    return endPath()
  }
}
