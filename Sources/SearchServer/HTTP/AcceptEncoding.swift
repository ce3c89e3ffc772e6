import Documents

/// What a client says it can decompress (RFC 9110 §12.5.3).
enum AcceptEncoding {
  /// Whether gzip may be sent: named, or covered by `*`, and not with a quality of 0.
  static func takesGzip(_ field: String?) -> Bool {
    guard let field else { return false }
    var wildcard = false
    for part in field.split(separator: ",") {
      let pieces = part.split(separator: ";", maxSplits: 1)
      guard let name = pieces.first?.trimmingBlanks().lowercased() else { continue }
      let isRefused = pieces.count == 2 && hasZeroQuality(pieces[1])
      if name == "gzip" || name == "x-gzip" { return !isRefused }
      if name == "*" { wildcard = !isRefused }
    }
    return wildcard
  }

  private static func hasZeroQuality(_ parameters: Substring) -> Bool {
    let value = parameters.trimmingBlanks().lowercased()
    guard value.hasPrefix("q=") else { return false }
    return value.dropFirst(2).allSatisfy { $0 == "0" || $0 == "." }
  }
}
