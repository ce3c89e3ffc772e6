/// What a body is to the crawler, by its `Content-Type` where that can be believed, else by its first bytes.
enum BodyKind: Equatable {
  /// A page.
  case html
  /// RSS, Atom or a sitemap.
  case feed
  /// A document, an archive, plain text: kept for the extraction worker.
  case file
  /// Nothing.
  case empty
  /// Not for kuasou.
  case other

  /// Bytes that are looked at.
  private static let window = 1024

  /// The kind of a body.
  static func of(_ body: Span<UInt8>, header: String?) -> BodyKind {
    guard !body.isEmpty else { return .empty }
    let magic = magicKind(of: body)
    switch ContentKind(header: header) {
    case .unwanted: return .other
    // A PDF that is served as text/html is a PDF; a page served as text/plain stays text.
    case .html: return magic ?? .html
    case .xml: return tagKind(of: body) ?? .other
    case .file: return magic ?? .file
    case .unknown: return magic ?? tagKind(of: body) ?? (isText(body) ? .file : .other)
    }
  }

  private static let documents: [[UInt8]] = [
    Array("%PDF-".utf8), [0x50, 0x4B, 3, 4], [0x50, 0x4B, 5, 6],
    [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1],
    Array("{\\rtf".utf8), Array("Rar!".utf8), [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], [0x1F, 0x8B],
  ]

  private static let others: [[UInt8]] = [
    [0xFF, 0xD8, 0xFF], [0x89, 0x50, 0x4E, 0x47], Array("GIF8".utf8), Array("BM".utf8) + [0x00],
    Array("MZ".utf8),
    Array("FWS".utf8), Array("CWS".utf8), [0, 0, 1, 0], Array("OggS".utf8), Array("ID3".utf8),
  ]

  /// The kind by magic bytes; nil when they say nothing.
  private static func magicKind(of body: Span<UInt8>) -> BodyKind? {
    if documents.contains(where: { begins(body, $0) }) { return .file }
    return others.contains { begins(body, $0) } ? .other : nil
  }

  /// The kind by the first tags; nil when there are none.
  private static func tagKind(of body: Span<UInt8>) -> BodyKind? {
    let head = lowercasedHead(body)
    for mark in ["<rss", "<feed", "<rdf:rdf", "<urlset", "<sitemapindex"] where contains(head, mark)
    {
      return .feed
    }
    for mark in [
      "<!doctype html", "<html", "<head", "<body", "<title", "<meta", "<frameset", "<script",
      "<table", "<div", "<a ", "<p>",
    ]
    where contains(head, mark) {
      return .html
    }
    return nil
  }

  private static func begins(_ body: Span<UInt8>, _ magic: [UInt8]) -> Bool {
    guard body.count >= magic.count else { return false }
    return magic.indices.allSatisfy { body[$0] == magic[$0] }
  }

  private static func lowercasedHead(_ body: Span<UInt8>) -> [UInt8] {
    (0..<min(body.count, window)).map { body[$0] &- 65 < 26 ? body[$0] | 32 : body[$0] }
  }

  private static func contains(_ head: [UInt8], _ mark: String) -> Bool {
    let mark = Array(mark.utf8)
    guard head.count >= mark.count else { return false }
    return (0...(head.count - mark.count)).contains { start in
      head[start] == mark[0] && head[start..<(start + mark.count)].elementsEqual(mark)
    }
  }

  /// Whether the bytes look like text: no control characters but those of text files.
  private static func isText(_ body: Span<UInt8>) -> Bool {
    (0..<min(body.count, window)).allSatisfy {
      body[$0] >= 32 || (9...13).contains(body[$0]) || body[$0] == 27
    }
  }
}
