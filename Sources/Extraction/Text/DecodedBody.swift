import Charset

/// A text body as well-formed UTF-8 with the decision that led there. The only file that knows how charsets are decided.
struct DecodedBody {
  /// The text.
  let utf8: [UInt8]
  /// What it was decoded from.
  let encoding: Encoding
  /// Why that encoding, for people.
  let evidence: String
  /// How many U+FFFD stand for bytes that mean nothing.
  let replacements: Int

  /// Decides and decodes: byte order mark, valid UTF-8, the label of HTTP or of the page, libuchardet.
  ///
  /// - Parameter contentType: the Content-Type header's value.
  init(_ body: Span<UInt8>, contentType: String?) {
    let decision = CharsetDecision.decide(
      body: body, httpLabel: Self.charset(of: contentType), detector: CharsetDetector.name(of:))
    let decoded = decision.decode(body)
    utf8 = decoded.utf8
    encoding = decision.encoding
    evidence = decision.evidence.description
    replacements = decoded.replacements
  }

  /// The charset parameter of a Content-Type value.
  static func charset(of contentType: String?) -> String? {
    guard let contentType else { return nil }
    for part in contentType.split(separator: ";").dropFirst() {
      let pair = part.split(separator: "=", maxSplits: 1)
      guard pair.count == 2, pair[0].filter({ $0 != " " }).lowercased() == "charset" else {
        continue
      }
      return pair[1].filter { $0 != " " && $0 != "\"" && $0 != "'" }
    }
    return nil
  }
}
