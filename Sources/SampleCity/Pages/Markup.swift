/// Escaping for HTML and XML text and attribute values.
enum Markup {
  /// The text with `&`, `<`, `>` and `"` as entities.
  static func escape(_ text: String) -> String {
    let special = text.utf8.contains {
      $0 == UInt8(ascii: "&") || $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: ">")
        || $0 == UInt8(ascii: "\"")
    }
    guard special else { return text }
    var output: [UInt8] = []
    output.reserveCapacity(text.utf8.count + 16)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): output += "&amp;".utf8
      case UInt8(ascii: "<"): output += "&lt;".utf8
      case UInt8(ascii: ">"): output += "&gt;".utf8
      case UInt8(ascii: "\""): output += "&quot;".utf8
      default: output.append(byte)
      }
    }
    return String(decoding: output, as: UTF8.self)
  }

  /// `<a href="…">…</a>`.
  static func link(_ reference: String, _ text: String) -> String {
    "<a href=\"\(escape(reference))\">\(escape(text))</a>"
  }
}
