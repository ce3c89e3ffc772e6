import Charset
import Documents

/// Gathers the links of a page as they stand in its bytes, and makes addresses of them once the
/// whole page is known: the base may come after the first link.
struct LinkCollector {
  private struct RawLink {
    var address: Range<Int>
    var kind: LinkKind
    var noFollow: Bool
  }

  /// Bytes of addresses together that a page may make us keep.
  private static let maximumArena = 4 << 20

  private var links: [RawLink] = []
  /// The bytes of addresses, in the encoding of the page.
  private var arena: [UInt8] = []
  private var places = PlaceTable(room: 64)
  /// Links that found no room.
  private(set) var omitted = 0

  /// A collector with room for the links of an ordinary page.
  init() {
    links.reserveCapacity(64)
    arena.reserveCapacity(2048)
  }

  /// Notes a link, if there is room.
  mutating func add(
    _ bytes: Span<UInt8>, _ address: Range<Int>, _ kind: LinkKind, noFollow: Bool
  ) {
    let hash = ByteHash.of(bytes, address)
    let known = places.first(hash) { isEqual(links[$0].address, bytes, address) }
    if let known {
      links[known].noFollow = links[known].noFollow && noFollow
      return
    }
    guard links.count < LinkScanner.maximumLinks,
      arena.count + address.count <= Self.maximumArena
    else {
      omitted += 1
      return
    }
    let start = arena.count
    for index in address { arena.append(bytes[index]) }
    places.insert(links.count, hash)
    links.append(RawLink(address: start..<arena.count, kind: kind, noFollow: noFollow))
  }

  /// The addresses, resolved; what is no http or https address, or occurs twice, is dropped.
  ///
  /// - Parameters:
  ///   - encoding: of the bytes that were added.
  ///   - query: in which query strings go out.
  func resolve(
    base: WebURL, encoding: PageEncoding, query: PageEncoding, noFollow: Bool
  ) -> [FoundLink] {
    var found: [FoundLink] = []
    found.reserveCapacity(links.count)
    var places = PlaceTable(room: links.count)
    for link in links {
      guard let url = url(link.address, base, encoding, query) else { continue }
      let isUnfollowed = noFollow || link.noFollow
      let hash = ByteHash.of(url.href)
      if let place = places.first(hash, where: { found[$0].url == url }) {
        let first = found[place]
        found[place] = FoundLink(
          url: url, kind: first.kind, noFollow: first.noFollow && isUnfollowed)
        continue
      }
      places.insert(found.count, hash)
      found.append(FoundLink(url: url, kind: link.kind, noFollow: isUnfollowed))
    }
    return found
  }

  private func url(
    _ address: Range<Int>, _ base: WebURL, _ encoding: PageEncoding, _ query: PageEncoding
  ) -> WebURL? {
    let bytes = arena.span.extracting(address)
    if bytes.offset(of: UInt8(ascii: "&"), in: 0..<bytes.count) == nil,
      let url = WebURL(plain: bytes, base: base, encoding: query.ofASCII)
        ?? WebURL(plain: bytes, encoding: query.ofASCII),
      url.href.utf8.count <= WebURL.crawlLengthLimit
    {
      return url
    }
    let text = HTMLText.decode(arena.span, address, encoding, .htmlAttribute)
    return HTMLText.url(text, base: base, encoding: query)
  }

  private func isEqual(_ own: Range<Int>, _ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard own.count == range.count else { return false }
    var offset = 0
    while offset &+ 8 <= range.count {
      let word = ByteWord(arena.span, own.lowerBound &+ offset)
      guard word.bits == ByteWord(bytes, range.lowerBound &+ offset).bits else { return false }
      offset &+= 8
    }
    while offset < range.count {
      guard arena[own.lowerBound &+ offset] == bytes[range.lowerBound &+ offset] else {
        return false
      }
      offset &+= 1
    }
    return true
  }
}

/// Text and addresses out of the bytes of a page.
enum HTMLText {
  /// The bytes as UTF-8 with character references resolved.
  static func decode(
    _ bytes: Span<UInt8>, _ range: Range<Int>, _ encoding: PageEncoding,
    _ place: CharacterReferences.Place
  ) -> [UInt8] {
    var isASCII = true
    var hasReference = false
    for index in range {
      isASCII = isASCII && bytes[index] < 0x80
      hasReference = hasReference || bytes[index] == UInt8(ascii: "&")
    }
    let text =
      isASCII || encoding.value == .utf8
      ? copy(bytes, range) : encoding.value.decode(bytes.extracting(range)).utf8
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

  /// The http or https address without its fragment; nil for any other, and for one that is too
  /// long.
  static func url(_ address: [UInt8], base: WebURL, encoding: PageEncoding) -> WebURL? {
    guard let url = WebURL(bytes: address, base: base, encoding: encoding.query(of: address)),
      url.isHTTP
    else { return nil }
    let plain = url.withoutFragment
    return plain.href.utf8.count <= WebURL.crawlLengthLimit ? plain : nil
  }
}
