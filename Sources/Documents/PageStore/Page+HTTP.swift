import Bytes

extension Page {
  /// The answer as an HTTP/1.1 message: status line, header fields, blank line, decoded body.
  ///
  /// Codings that were undone are named `X-Orig-…`, as other archivers do, so that the message is true to its body.
  package var httpMessage: [UInt8] {
    let count = headers.reduce(0) { $0 + $1.lineBytes + Self.mark.utf8.count }
    return [UInt8](capacity: Self.restOfHead + count + body.count) { bytes in
      bytes.append("HTTP/1.1 \(status) \r\n")
      for header in headers {
        if header.isNamed("content-length") { continue }
        if header.isNamed("content-encoding") || header.isNamed("transfer-encoding") {
          bytes.append(Self.mark)
        }
        bytes.append(line: header)
      }
      bytes.append("Content-Length: ")
      bytes.append(decimal: body.count)
      bytes.append("\r\n\r\n")
      bytes.append(body.span)
    }
  }

  /// What names a coding that was undone.
  private static let mark = "X-Orig-"
  /// Room for what stands around the fields and the body.
  private static let restOfHead = 80

  /// Whether `httpMessage` is sure to be read back, seen without reading it: its few fields have plain names and values on one line.
  ///
  /// False says nothing.
  var hasPlainMessage: Bool {
    headers.count < 256
      && headers.allSatisfy { $0.lineBytes < 512 && $0.hasPlainName && $0.hasPlainValue }
  }

  /// Reads an HTTP answer as archived, by us or by another archiver: chunks are joined, gzip is undone.
  ///
  /// - Returns: nil when it is no HTTP answer, or is coded in a way that can't be undone here (br, zstd).
  package init?(httpMessage: [UInt8], url: String, siteID: String, fetchedAt: UnixTime) {
    guard let head = HeaderBlock.read(httpMessage.span, at: 0), head.firstLine.hasPrefix("HTTP/"),
      let status = head.firstLine.split(separator: " ").dropFirst().first.flatMap({ Int($0) })
    else { return nil }
    let headers = head.fields.compactMap(Self.restored)
    self.init(
      url: url, siteID: siteID, fetchedAt: fetchedAt, status: status, headers: headers,
      body: Array(httpMessage[head.end...]))
    guard undoTransferCoding(head.fields), undoContentCoding(head.fields) else { return nil }
  }

  /// The most bytes that undoing a coding may give, 256 MiB.
  private static let decodedLimit = 1 << 28

  private static func restored(_ field: HTTPHeader) -> HTTPHeader? {
    if field.isNamed("content-length") { return nil }
    let bytes = field.name.utf8
    guard bytes.first.map({ $0 | 0x20 }) == UInt8(ascii: "x"),
      field.name.lowercased().hasPrefix("x-orig-")
    else { return field }
    return HTTPHeader(String(field.name.dropFirst("x-orig-".count)), field.value)
  }

  private mutating func undoTransferCoding(_ fields: [HTTPHeader]) -> Bool {
    let coding = fields.first { $0.isNamed("transfer-encoding") }?.value.lowercased()
    guard let coding, coding.contains("chunked") else { return true }
    guard let joined = Self.joinChunks(body) else { return false }
    body = joined
    return true
  }

  private mutating func undoContentCoding(_ fields: [HTTPHeader]) -> Bool {
    let coding = fields.first { $0.isNamed("content-encoding") }?.value.lowercased()
    switch coding {
    case nil, "", "identity": return true
    case "gzip", "x-gzip":
      let output = Gzip.decompress(body.span, limit: Self.decodedLimit)
      guard output.end == .complete || output.end == .truncated else { return false }
      body = output.bytes
      return true
    default: return false
    }
  }

  /// Joins the chunks of RFC 9112 section 7.1; a body that stops early gives what came.
  private static func joinChunks(_ bytes: [UInt8]) -> [UInt8]? {
    var joined: [UInt8] = []
    var at = 0
    while at < bytes.count, let feed = bytes[at...].prefix(1000).firstIndex(of: 10) {
      let line = String(decoding: bytes[at..<feed], as: UTF8.self)
      let digits = line.prefix { $0.isHexDigit }
      guard let size = Int(digits, radix: 16), size >= 0 else { return nil }
      if size == 0 { return joined }
      let from = feed + 1
      let to = min(bytes.count, from.addingReportingOverflow(size).partialValue)
      guard to >= from else { return nil }
      joined.append(contentsOf: bytes[from..<to])
      at = to
      while at < bytes.count, bytes[at] == 13 || bytes[at] == 10 { at += 1 }
    }
    return joined
  }
}
