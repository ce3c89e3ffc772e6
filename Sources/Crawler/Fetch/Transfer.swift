import Charset
import Documents

/// One fetch under way: what libcurl's callbacks fill and when they say stop. Touched by the fetch thread only.
final class Transfer {
  /// Why a callback ended the transfer.
  enum Cut { case none, tooLarge, tooSlow, unwanted, enough, refusedAddress }

  var request: FetchRequest
  let began: UnixTime
  let limits: FetchLimits
  private let clock: CrawlClock
  var head = ResponseHead()
  var body: [UInt8] = []
  var received = 0
  var cut = Cut.none
  /// What the body may take; nil before its first byte.
  private var allowance: Allowance?
  /// Whether this is the second attempt, without verifying the certificate.
  var isUnverified = false

  /// What a body may take.
  private struct Allowance {
    /// Decoded bytes that are kept; 0 for a body that isn't wanted.
    var bytes: Int
    /// From the start to the body's end; nil where only the limit of every fetch counts.
    var time: Duration?
  }

  init(_ request: FetchRequest, _ limits: FetchLimits, _ clock: CrawlClock, began: UnixTime) {
    self.request = request
    self.limits = limits
    self.clock = clock
    self.began = began
  }

  /// Takes a piece of the decoded body; false to end the transfer.
  func take(_ piece: [UInt8]) -> Bool {
    received += piece.count
    let allowance = self.allowance ?? startBody()
    self.allowance = allowance
    if allowance.bytes == 0 {
      guard received <= unusedLimit else { return end(.unwanted) }
      return true
    }
    if let time = allowance.time, clock.now.since(began) > time {
      body = []
      return end(.tooSlow)
    }
    if body.count + piece.count > allowance.bytes {
      guard request.use == .robots else {
        body = []
        return end(.tooLarge)
      }
      body.append(contentsOf: piece.prefix(allowance.bytes - body.count))
      return end(.enough)
    }
    body.append(contentsOf: piece)
    return true
  }

  /// Ends the transfer for this reason.
  func end(_ reason: Cut) -> Bool {
    cut = reason
    return false
  }

  /// Whether the server may be connected to at this address.
  func allows(address: Span<UInt8>) -> Bool {
    // A proxy is the administrator's choice, and it connects where it may.
    if request.proxy != nil || request.allowsPrivateAddresses { return true }
    let isPublic =
      switch address.count {
      case 4: AddressRule.isPublic(ipv4: (address[0], address[1], address[2], address[3]))
      case 16: AddressRule.isPublic(ipv6: (0..<16).map { address[$0] })
      default: false
      }
    if !isPublic { cut = .refusedAddress }
    return isPublic
  }

  private var unusedLimit: Int {
    // Of a file that isn't wanted nothing more is read; the rest of an error page keeps the connection usable.
    (200..<300).contains(head.status) ? 0 : limits.unusedBytes
  }

  private func startBody() -> Allowance {
    guard (200..<300).contains(head.status) else { return Allowance(bytes: 0) }
    switch request.use {
    case .robots: return Allowance(bytes: limits.robotsBytes)
    case .sitemap: return Allowance(bytes: limits.fileBytes)
    case .page:
      let allowance = pageAllowance
      if let length = head.field("Content-Length").flatMap({ Int($0) }), length > 0 {
        body.reserveCapacity(min(length, allowance.bytes, 1 << 20))
      }
      return allowance
    }
  }

  private var pageAllowance: Allowance {
    switch ContentKind(header: head.field("Content-Type")) {
    case .unwanted: Allowance(bytes: 0)
    case .html: Allowance(bytes: limits.htmlBytes, time: limits.htmlTime)
    case .file, .xml, .unknown: Allowance(bytes: limits.fileBytes)
    }
  }
}

/// What a `Content-Type` promises.
package enum ContentKind: Sendable, Equatable {
  /// A page, whose links are followed.
  case html
  /// A file that may hold text: a document, an archive, plain text.
  case file
  /// XML, which may be a feed, a page or data.
  case xml
  /// Nothing, or nothing that can be believed: look at the bytes.
  case unknown
  /// An image, sound, film, font, script or style.
  case unwanted

  /// The kind that the field's value promises.
  package init(header value: String?) {
    if let value, Self.isPlainHTML(value.utf8.span) {
      self = .html
    } else {
      self.init(folding: value)
    }
  }

  /// Whether the value is `text/html` as it is most often written, perhaps with parameters.
  private static func isPlainHTML(_ value: Span<UInt8>) -> Bool {
    // "text/htm", the first byte lowest.
    guard value.count >= 9, ByteWord(value, 0).bits == 0x6D74_682F_7478_6574,
      value[8] == UInt8(ascii: "l")
    else { return false }
    if value.count == 9 { return true }
    // A mark that combines with the semicolon would make it another character.
    return (value[9] == UInt8(ascii: ";") || value[9] == UInt8(ascii: ","))
      && (value.count == 10 || value[10] < 0x80)
  }

  /// The kind, whatever the letters' case and blanks.
  init(folding value: String?) {
    let type =
      value?.prefix { $0 != ";" && $0 != "," }.lowercased().filter { $0 != " " && $0 != "\t" } ?? ""
    switch type {
    case "", "application/octet-stream", "binary/octet-stream", "application/x-download",
      "application/download",
      "application/force-download", "application/x-msdownload", "unknown/unknown",
      "content/unknown", "*/*":
      self = .unknown
    case "text/html", "application/xhtml+xml": self = .html
    case "text/xml", "application/xml", "application/rss+xml", "application/atom+xml",
      "application/rdf+xml":
      self = .xml
    case "text/css", "text/javascript", "application/javascript", "application/x-javascript",
      "application/json",
      "text/json", "application/ecmascript", "application/wasm", "application/x-shockwave-flash",
      "application/vnd.ms-fontobject", "application/font-woff", "application/x-font-ttf",
      "text/calendar":
      self = .unwanted
    default:
      let family = type.prefix { $0 != "/" }
      self =
        ["image", "audio", "video", "font", "multipart", "model"].contains(family)
        ? .unwanted : .file
    }
  }
}
