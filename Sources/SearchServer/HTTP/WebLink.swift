import Documents

/// The address of a document made safe to show and to click: only http and https lead anywhere.
package struct WebLink: Sendable, Equatable {
  /// The address for an `href`, parsed and serialised again; nil when it is no http or https URL.
  package let reference: String?
  /// The address for people: decoded, without scheme and trailing slash, shortened in the middle.
  package let display: String

  /// The most characters of an address that people see.
  package static let maximumDisplay = 72

  /// The link to a stored address.
  package init(_ stored: String) {
    let url = WebURL(stored)
    let isWeb = url.map { $0.scheme == "http" || $0.scheme == "https" } ?? false
    reference = isWeb ? url?.href : nil
    display = Self.shortened(Self.readable(reference ?? stored))
  }

  private static func readable(_ address: String) -> String {
    var text = Substring(address)
    for scheme in ["https://", "http://"] where text.hasPrefix(scheme) {
      text = text.dropFirst(scheme.count)
      break
    }
    if text.hasSuffix("/") { text = text.dropLast() }
    let decoded = PercentCoding.decode(text.utf8.span)
    guard let readable = String(validating: decoded, as: UTF8.self),
      readable.unicodeScalars.allSatisfy(isHarmless)
    else { return String(text) }
    return readable
  }

  /// Whether a scalar neither hides nor reorders what stands beside it.
  private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
    // Printable ASCII and the common Han characters need no look into Unicode's tables.
    if (0x21...0x7E).contains(scalar.value) || (0x4E00...0x9FFF).contains(scalar.value) {
      return true
    }
    return switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator, .surrogate,
      .unassigned, .privateUse, .nonspacingMark, .enclosingMark:
      false
    default: true
    }
  }

  private static func shortened(_ text: String) -> String {
    guard text.utf8.count > maximumDisplay else { return text }
    let scalars = text.unicodeScalars
    guard scalars.count > maximumDisplay else { return text }
    return "\(Substring(scalars.prefix(maximumDisplay - 25)))…\(Substring(scalars.suffix(24)))"
  }
}
