import Charset
import Documents

/// Gathers the links of a page as they stand in its bytes, and makes addresses of them once the
/// whole page is known: the base may come after the first link.
struct LinkCollector {
  private struct RawLink {
    var address: Range<Int>
    var kind: LinkKind
    var anchor: Range<Int>
    var noFollow: Bool
  }

  /// Bytes of addresses and texts together that a page may make us keep.
  private static let maximumArena = 4 << 20

  private var links: [RawLink] = []
  /// The bytes of addresses and link texts, in the encoding of the page.
  private var arena: [UInt8] = []
  private var indexByHash: [UInt64: Int] = [:]
  /// Links that found no room.
  private(set) var omitted = 0

  /// Notes a link and gives its place; nil where there is no room.
  mutating func add(
    _ bytes: Span<UInt8>, _ address: Range<Int>, _ kind: LinkKind, noFollow: Bool
  ) -> Int? {
    let hash = Self.hash(bytes, address)
    if let index = indexByHash[hash], isEqual(links[index].address, bytes, address) {
      links[index].noFollow = links[index].noFollow && noFollow
      return index
    }
    guard links.count < LinkScanner.maximumLinks,
      arena.count + address.count + LinkScanner.maximumAnchorBytes <= Self.maximumArena
    else {
      omitted += 1
      return nil
    }
    let start = arena.count
    for index in address { arena.append(bytes[index]) }
    indexByHash[hash] = links.count
    let end = arena.count
    links.append(
      RawLink(address: start..<end, kind: kind, anchor: end..<end, noFollow: noFollow))
    return links.count - 1
  }

  /// Whether the link's text is still to be had.
  func wantsAnchor(_ index: Int) -> Bool { links[index].anchor.isEmpty }

  /// Keeps `text` as the link's text unless it has a longer one.
  mutating func setAnchor(_ index: Int, _ text: [UInt8]) {
    guard text.count > links[index].anchor.count, arena.count + text.count <= Self.maximumArena
    else { return }
    let start = arena.count
    arena.append(contentsOf: text)
    links[index].anchor = start..<arena.count
  }

  /// The addresses, resolved; what is no http or https address, or occurs twice, is dropped.
  ///
  /// - Parameters:
  ///   - encoding: of the bytes that were added.
  ///   - query: in which query strings go out.
  func resolve(
    base: WebURL, encoding: Encoding, query: Encoding, noFollow: Bool
  ) -> [FoundLink] {
    var found: [FoundLink] = []
    found.reserveCapacity(links.count)
    var placeByURL: [WebURL: Int] = [:]
    for link in links {
      let address = HTMLText.decode(arena.span, link.address, encoding, .htmlAttribute)
      guard let url = HTMLText.url(address, base: base, encoding: query) else { continue }
      let isUnfollowed = noFollow || link.noFollow
      if let place = placeByURL[url] {
        found[place] = Self.merged(found[place], isUnfollowed, anchor(link, encoding))
        continue
      }
      placeByURL[url] = found.count
      found.append(
        FoundLink(
          url: url, kind: link.kind, anchor: anchor(link, encoding), noFollow: isUnfollowed))
    }
    return found
  }

  private func anchor(_ link: RawLink, _ encoding: Encoding) -> String? {
    guard !link.anchor.isEmpty else { return nil }
    var bytes = HTMLText.decode(arena.span, link.anchor, encoding, .htmlText)
    if link.anchor.count >= LinkScanner.maximumAnchorBytes { HTMLText.dropBrokenEnd(&bytes) }
    let text = HTMLText.collapsed(bytes)
    return text.isEmpty ? nil : text
  }

  private static func merged(_ link: FoundLink, _ noFollow: Bool, _ anchor: String?) -> FoundLink {
    FoundLink(
      url: link.url, kind: link.kind, anchor: link.anchor ?? anchor,
      noFollow: link.noFollow && noFollow)
  }

  private func isEqual(_ own: Range<Int>, _ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard own.count == range.count else { return false }
    for offset in 0..<own.count
    where arena[own.lowerBound + offset] != bytes[range.lowerBound + offset] {
      return false
    }
    return true
  }

  /// FNV-1a; equal hashes of different addresses only cost the older one its place in the table.
  private static func hash(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for index in range { hash = (hash ^ UInt64(bytes[index])) &* 0x100_0000_01B3 }
    return hash
  }
}

/// Text and addresses out of the bytes of a page.
enum HTMLText {
  /// The bytes as UTF-8 with character references resolved.
  static func decode(
    _ bytes: Span<UInt8>, _ range: Range<Int>, _ encoding: Encoding,
    _ place: CharacterReferences.Place
  ) -> [UInt8] {
    var isASCII = true
    var hasReference = false
    for index in range {
      isASCII = isASCII && bytes[index] < 0x80
      hasReference = hasReference || bytes[index] == UInt8(ascii: "&")
    }
    let text =
      isASCII || encoding == .utf8
      ? copy(bytes, range) : encoding.decode(bytes.extracting(range)).utf8
    guard hasReference else { return text }
    var resolved: [UInt8] = []
    CharacterReferences.append(text.span, 0..<text.count, place, to: &resolved)
    return resolved
  }

  /// The bytes of `range`; malformed UTF-8 in them is repaired where an address or a String is made
  /// of them.
  private static func copy(_ bytes: Span<UInt8>, _ range: Range<Int>) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(range.count)
    for index in range { output.append(bytes[index]) }
    return output
  }

  /// Removes what a cut in the middle of a character left at the end: part of a UTF-8 sequence, or
  /// U+FFFD.
  static func dropBrokenEnd(_ text: inout [UInt8]) {
    var lead = text.count - 1
    while lead > 0, text.count - lead < 4, text[lead] & 0xC0 == 0x80 { lead -= 1 }
    guard lead >= 0, text[lead] >= 0xC0 else { return }
    let length = text[lead] >= 0xF0 ? 4 : text[lead] >= 0xE0 ? 3 : 2
    let isReplacement = text[lead...].elementsEqual([0xEF, 0xBF, 0xBD])
    if text.count - lead < length || isReplacement { text.removeSubrange(lead...) }
  }

  private static func isCollapsed(_ text: Span<UInt8>) -> Bool {
    guard text.count <= LinkScanner.maximumAnchorBytes else { return false }
    var wasBlank = true
    for index in text.indices {
      let isBlank = text[index].isHTMLSpace
      if isBlank && (wasBlank || text[index] != 0x20) { return false }
      wasBlank = isBlank
    }
    return !wasBlank
  }

  /// The http or https address without its fragment; nil for any other, and for one that is too
  /// long.
  static func url(_ address: [UInt8], base: WebURL, encoding: Encoding) -> WebURL? {
    guard let url = WebURL(bytes: address, base: base, encoding: encoding), url.isHTTP else {
      return nil
    }
    let plain = url.withoutFragment
    return plain.href.utf8.count <= WebURL.crawlLengthLimit ? plain : nil
  }

  /// The text with each run of blanks as one space, none at the ends, cut at
  /// `LinkScanner.maximumAnchorBytes`.
  static func collapsed(_ text: [UInt8]) -> String {
    if isCollapsed(text.span) { return String(decoding: text, as: UTF8.self) }
    var output: [UInt8] = []
    output.reserveCapacity(text.count)
    for byte in text {
      if byte.isHTMLSpace {
        if let last = output.last, last != 0x20 { output.append(0x20) }
      } else {
        output.append(byte)
      }
    }
    var end = min(output.count, LinkScanner.maximumAnchorBytes)
    while end > 0, end < output.count, output[end] & 0xC0 == 0x80 { end -= 1 }
    while end > 0, output[end - 1] == 0x20 { end -= 1 }
    return String(decoding: output[..<end], as: UTF8.self)
  }
}
