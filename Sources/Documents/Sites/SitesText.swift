/// Small pieces of text that messages about sites.conf are made of.
enum SitesText {
  /// A value cut to `limit` characters for a message, with what would break the line written as an escape.
  static func shortened(_ text: String, to limit: Int = 80) -> String {
    var result = ""
    for scalar in text.unicodeScalars.prefix(limit) {
      result +=
        scalar.properties.generalCategory == .control
        ? scalar.escaped(asASCII: true) : String(scalar)
    }
    return text.unicodeScalars.count > limit ? result + "…" : result
  }

  /// `a`, `a or b`, `a, b or c`.
  static func alternatives(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " or " + last
  }

  /// Whether a text is one line without control characters.
  static func isOneLine(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy {
      $0.properties.generalCategory != .control && $0 != "\u{2028}" && $0 != "\u{2029}"
    }
  }

  /// Whether a text can be a mail address as webmasters' mail programs take it: `name@host.tld`, in ASCII.
  static func isMailAddress(_ text: String) -> Bool {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, text.utf8.count <= 254, !parts[0].isEmpty else { return false }
    let isName = parts[0].utf8.allSatisfy {
      isLetterOrDigit($0) || ".!#$%&'*+/=?^_`{|}~-".utf8.contains($0)
    }
    let labels = parts[1].split(separator: ".", omittingEmptySubsequences: false)
    return isName && labels.count > 1
      && labels.allSatisfy { label in
        !label.isEmpty && label.first != "-" && label.last != "-"
          && label.utf8.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }
      }
  }

  /// Whether a text is `product` or `product/version`; the product of letters, `-` and `_` as in RFC 9309 §2.2.1.
  static func isProduct(_ text: String) -> Bool {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), parts.allSatisfy({ (1...64).contains($0.utf8.count) })
    else {
      return false
    }
    let isName = parts[0].utf8.allSatisfy { isLetter($0) || "-_".utf8.contains($0) }
    return isName
      && parts.dropFirst().allSatisfy { version in
        version.utf8.allSatisfy { isLetterOrDigit($0) || "._-".utf8.contains($0) }
      }
  }

  /// Whether a text can be a site's id.
  static func isID(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard (1...32).contains(bytes.count), let first = bytes.first else { return false }
    return (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first)
      && bytes.allSatisfy { byte in
        byte == UInt8(ascii: "-")
          || isLetterOrDigit(byte) && !(UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
      }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    isLetter(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
