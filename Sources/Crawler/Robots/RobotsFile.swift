/// A robots.txt as read: its rules, its sitemaps, and what became of each line.
///
/// RFC 9309, with the meaning that Google's open-source parser (github.com/google/robotstxt) gives
/// to what the RFC leaves open: misspelt keys, a blank for a colon, lines of any length, a rule for
/// `/index.html` that permits the folder too. Two things go beyond it: a file that begins with a
/// UTF-16 byte order mark is decoded, and `Crawl-delay` is read.
package struct RobotsFile: Sendable {
  /// As much of a robots.txt as is read: 500 KiB, the least that RFC 9309 §2.5 allows a crawler to
  /// stop at.
  ///
  /// The caller cuts there; the parser takes what it gets.
  package static let maximumBytes = 500 * 1024

  /// Bytes of a line that count; the rest of a longer one is ignored: eight times the 2,083 bytes
  /// that browsers allow an URL, less one, as Google's parser has it.
  package static let maximumLineBytes = 2083 * 8 - 1

  /// A `Sitemap:` line.
  package struct Sitemap: Sendable, Equatable {
    /// The address as written, which may be relative although sitemaps.org forbids it.
    package let address: String
    /// The line it stands on, from 1.
    package let line: Int
  }

  /// What the parser made of each line, in order.
  package private(set) var lines: [RobotsLine] = []
  /// Who may fetch what.
  package private(set) var rules = RobotsRules()
  /// The sitemaps named, in order, each address once.
  package private(set) var sitemaps: [Sitemap] = []
  private var sitemapAddresses: Set<String> = []

  private init() {}

  /// Reads a robots.txt of any content; never fails.
  ///
  /// - Complexity: O(n) time, O(n) memory.
  package static func parse(_ bytes: Span<UInt8>) -> RobotsFile {
    var file = RobotsFile()
    if let text = utf8(fromUTF16: bytes) {
      file.readLines(text.span)
    } else {
      file.readLines(bytes)
    }
    return file
  }

  /// Reads a robots.txt of any content; never fails.
  package static func parse(_ bytes: [UInt8]) -> RobotsFile { parse(bytes.span) }

  /// The text as UTF-8 where it begins with a byte order mark of UTF-16, else nil.
  private static func utf8(fromUTF16 bytes: Span<UInt8>) -> [UInt8]? {
    guard bytes.count >= 2 else { return nil }
    let high: Int
    switch (bytes[0], bytes[1]) {
    case (0xFE, 0xFF): high = 0
    case (0xFF, 0xFE): high = 1
    default: return nil
    }
    let units = stride(from: 2, to: bytes.count - 1, by: 2).map {
      UInt16(bytes[$0 + high]) << 8 | UInt16(bytes[$0 + 1 - high])
    }
    return Array(String(decoding: units, as: UTF16.self).utf8)
  }

  private mutating func readLines(_ bytes: Span<UInt8>) {
    var start = Self.byteOrderMarkLength(bytes)
    var index = start
    var afterCarriageReturn = false
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
        let isRestOfCRLF = afterCarriageReturn && byte == UInt8(ascii: "\n") && index == start
        if !isRestOfCRLF { readLine(bytes, start..<index) }
        start = index + 1
        afterCarriageReturn = byte == UInt8(ascii: "\r")
      }
      index += 1
    }
    readLine(bytes, start..<bytes.count)
  }

  /// How many bytes at the start are those of a UTF-8 byte order mark, whole or only its beginning
  /// (as Google's parser skips it).
  private static func byteOrderMarkLength(_ bytes: Span<UInt8>) -> Int {
    let mark: InlineArray<3, UInt8> = [0xEF, 0xBB, 0xBF]
    var length = 0
    while length < 3, length < bytes.count, bytes[length] == mark[length] { length += 1 }
    return length
  }

  private mutating func readLine(_ bytes: Span<UInt8>, _ whole: Range<Int>) {
    let number = lines.count + 1
    let kept = whole.lowerBound..<min(whole.upperBound, whole.lowerBound + Self.maximumLineBytes)
    var parts = RobotsLineParts(bytes, kept)
    if kept.count < whole.count { parts.notes.insert(.tooLong) }
    var line = RobotsLine(number: number, kind: parts.kind, notes: parts.notes)
    take(bytes, parts.value, &line)
    lines.append(line)
  }

  private mutating func take(_ bytes: Span<UInt8>, _ value: Range<Int>, _ line: inout RobotsLine) {
    switch line.kind {
    case .userAgent:
      rules.addAgent(bytes, value)
    case .allow, .disallow:
      let isAllow = line.kind == .allow
      if !rules.addRule(isAllow: isAllow, bytes, value, line: line.number) {
        line.notes.insert(.outsideGroup)
      }
    case .crawlDelay:
      guard let seconds = RobotsDelay.seconds(bytes, value) else {
        line.notes.insert(.invalidValue)
        return
      }
      if !rules.addDelay(seconds, line: line.number) { line.notes.insert(.outsideGroup) }
    case .sitemap:
      let address = bytes.text(value)
      if sitemapAddresses.insert(address).inserted, !address.isEmpty {
        sitemaps.append(Sitemap(address: address, line: line.number))
      }
    case .empty, .comment, .unknownKey, .malformed:
      break
    }
  }
}
