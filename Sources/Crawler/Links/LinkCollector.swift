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
  private var indexByHash: [UInt64: Int] = [:]
  /// Links that found no room.
  private(set) var omitted = 0

  /// A collector with room for the links of an ordinary page.
  init() {
    links.reserveCapacity(64)
    arena.reserveCapacity(2048)
    indexByHash.reserveCapacity(64)
  }

  /// Notes a link, if there is room.
  mutating func add(
    _ bytes: Span<UInt8>, _ address: Range<Int>, _ kind: LinkKind, noFollow: Bool
  ) {
    let hash = Self.hash(bytes, address)
    if let index = indexByHash[hash], isEqual(links[index].address, bytes, address) {
      links[index].noFollow = links[index].noFollow && noFollow
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
    indexByHash[hash] = links.count
    links.append(RawLink(address: start..<arena.count, kind: kind, noFollow: noFollow))
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
    placeByURL.reserveCapacity(links.count)
    for link in links {
      guard let url = url(link.address, base, encoding, query) else { continue }
      let isUnfollowed = noFollow || link.noFollow
      if let place = placeByURL[url] {
        let first = found[place]
        found[place] = FoundLink(
          url: url, kind: first.kind, noFollow: first.noFollow && isUnfollowed)
        continue
      }
      placeByURL[url] = found.count
      found.append(FoundLink(url: url, kind: link.kind, noFollow: isUnfollowed))
    }
    return found
  }

  private func url(
    _ address: Range<Int>, _ base: WebURL, _ encoding: Encoding, _ query: Encoding
  ) -> WebURL? {
    if arena.span.offset(of: UInt8(ascii: "&"), in: address) == nil,
      let url = WebURL(plain: arena.span.extracting(address), base: base, encoding: query),
      url.href.utf8.count <= WebURL.crawlLengthLimit
    {
      return url
    }
    let text = HTMLText.decode(arena.span, address, encoding, .htmlAttribute)
    return HTMLText.url(text, base: base, encoding: query)
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

  /// The http or https address without its fragment; nil for any other, and for one that is too
  /// long.
  static func url(_ address: [UInt8], base: WebURL, encoding: Encoding) -> WebURL? {
    guard let url = WebURL(bytes: address, base: base, encoding: encoding), url.isHTTP else {
      return nil
    }
    let plain = url.withoutFragment
    return plain.href.utf8.count <= WebURL.crawlLengthLimit ? plain : nil
  }
}
