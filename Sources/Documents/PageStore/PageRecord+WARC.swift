import Bytes

extension PageRecord {
  /// The WARC record that stands for this entry; docs/formats/page-store.md shows one of each kind.
  package var warc: WARCRecord {
    switch self {
    case .response(let page): Self.response(page)
    case .revisit(let revisit): Self.revisit(revisit)
    case .gone(let removal): Self.gone(removal)
    case .document(let document): Self.document(document)
    }
  }

  /// Reads an entry back; nil for records that say nothing about a page (`warcinfo`, `request` …).
  package init?(warc: WARCRecord) {
    guard let type = warc.field("WARC-Type"), let uri = warc.field("WARC-Target-URI") else {
      return nil
    }
    let url = uri.hasPrefix("<") && uri.hasSuffix(">") ? String(uri.dropFirst().dropLast()) : uri
    let site = warc.field("Kuasou-Site") ?? ""
    let time = warc.field("WARC-Date").flatMap { UnixTime(rfc3339: $0) }
    let moment = time ?? UnixTime(milliseconds: 0)
    switch type {
    case "response":
      guard let page = Page(httpMessage: warc.block, url: url, siteID: site, fetchedAt: moment)
      else { return nil }
      self = .response(page)
    case "revisit":
      let profile = warc.field("WARC-Profile") ?? ""
      let reason: PageRevisit.Reason =
        profile.hasSuffix(PageRevisit.Reason.notModified.rawValue)
        ? .notModified : .identicalPayload
      self = .revisit(.init(url: url, siteID: site, fetchedAt: moment, reason: reason))
    case "metadata":
      guard let reason = warc.field("Kuasou-Gone") else { return nil }
      self = .gone(.init(url: url, siteID: site, at: moment, reason: reason))
    case "resource":
      guard var document = ImportedDocument(warc: warc) else { return nil }
      document.importedAt = moment
      self = .document(document)
    default: return nil
    }
  }

  private static func response(_ page: Page) -> WARCRecord {
    var fields = common("response", page.url, page.siteID, page.fetchedAt)
    fields.append(HTTPHeader("Content-Type", "application/http;msgtype=response"))
    fields.append(HTTPHeader("WARC-Payload-Digest", "sha256:\(SHA256.hex(page.body))"))
    return WARCRecord(fields: fields, block: page.httpMessage)
  }

  private static func revisit(_ revisit: PageRevisit) -> WARCRecord {
    var fields = common("revisit", revisit.url, revisit.siteID, revisit.fetchedAt)
    fields.append(
      HTTPHeader(
        "WARC-Profile", "http://netpreserve.org/warc/1.1/revisit/\(revisit.reason.rawValue)"))
    fields.append(HTTPHeader("WARC-Refers-To-Target-URI", revisit.url))
    return WARCRecord(fields: fields, block: [])
  }

  private static func gone(_ removal: PageRemoval) -> WARCRecord {
    var fields = common("metadata", removal.url, removal.siteID, removal.at)
    fields.append(HTTPHeader("Content-Type", "application/warc-fields"))
    fields.append(HTTPHeader("Kuasou-Gone", oneLine(removal.reason)))
    return WARCRecord(fields: fields, block: Array("gone: \(oneLine(removal.reason))\r\n".utf8))
  }

  private static func document(_ document: ImportedDocument) -> WARCRecord {
    let uri = document.url.isEmpty ? "urn:kuasou:document:\(escaped(document.id))" : document.url
    let fields = common("resource", oneLine(uri), "", document.importedAt)
    let own = document.warcFields
    guard own.reduce(0, { $0 + $1.value.utf8.count }) <= ImportedDocument.fieldLimit else {
      return document.jsonRecord(fields + siteField(document.site))
    }
    return WARCRecord(fields: fields + own, block: Array(document.text.utf8))
  }

  private static func common(
    _ type: String, _ uri: String, _ site: String, _ time: UnixTime
  ) -> [HTTPHeader] {
    [
      HTTPHeader("WARC-Type", type), HTTPHeader("WARC-Record-ID", "<\(randomURN())>"),
      HTTPHeader("WARC-Date", time.description), HTTPHeader("WARC-Target-URI", uri),
    ] + siteField(site)
  }

  private static func siteField(_ site: String) -> [HTTPHeader] {
    site.isEmpty ? [] : [HTTPHeader("Kuasou-Site", oneLine(site))]
  }

  /// A fresh `urn:uuid:` of version 4 (RFC 9562 section 5.4).
  static func randomURN() -> String {
    let (first, second) = RandomSupply.pair()
    let high = first & 0xFFFF_FFFF_FFFF_0FFF | 0x4000
    let low = second & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
    var text = Array("urn:uuid:".utf8)
    for place in 0..<32 {
      if place == 8 || place == 12 || place == 16 || place == 20 { text.append(UInt8(ascii: "-")) }
      let digit = UInt8((place < 16 ? high : low) >> UInt64(60 - 4 * (place & 15)) & 15)
      text.append(digit.hexDigit)
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static func oneLine(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 < 32 }) else { return text }
    return String(text.unicodeScalars.map { $0.value < 32 ? " " : Character($0) })
  }

  private static func escaped(_ id: String) -> String {
    id.utf8.map { byte in
      let keeps = byte > 32 && byte < 127 && byte != UInt8(ascii: "%")
      let digits = String(byte, radix: 16, uppercase: true)
      return keeps
        ? String(Unicode.Scalar(byte))
        : "%" + String(repeating: "0", count: 2 - digits.count) + digits
    }.joined()
  }
}
