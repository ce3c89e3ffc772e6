package import Documents

extension ExtractedContent {
  /// The content as one JSON object for people and scripts (`kuasou extract`): every field, with `date` and `created` null when unknown.
  ///
  /// - Parameter evidence: whether to add where each field was found (`--why`).
  package func json(evidence withEvidence: Bool = false) -> String {
    var object = JSONObject()
    object.add("title", title)
    object.add("text", text)
    object.add("date", date?.description)
    object.add("created", created?.description)
    object.add("charset", charset)
    object.add("type", type.rawValue)
    object.add("failure", failure?.rawValue)
    object.add(raw: "metadata", metadata.json)
    object.add(raw: "list", isList ? "true" : "false")
    object.add(raw: "pages", pageCount.map(String.init) ?? "null")
    object.add(raw: "outline", JSONObject.array(outline.map(\.json)))
    object.add("canonical", canonical)
    object.add(raw: "noindex", noindex ? "true" : "false")
    object.add(raw: "nofollow", nofollow ? "true" : "false")
    object.add("simhash", simhash.map { hexadecimal($0) })
    object.add(raw: "links", JSONObject.array(links.map(\.json)))
    object.add(raw: "warnings", JSONObject.array(warnings.map(JSONObject.quoted)))
    if withEvidence { object.add(raw: "evidence", evidenceJSON) }
    return object.text
  }

  private var evidenceJSON: String {
    var object = JSONObject()
    if let charsetEvidence { object.add("charset", charsetEvidence) }
    for (key, value) in evidence.sorted(by: { $0.key < $1.key }) { object.add(key, value) }
    return object.text
  }

  private func hexadecimal(_ value: UInt64) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

extension GovernmentMetadata {
  fileprivate var json: String {
    var object = JSONObject()
    let fields: [(String, String)] = [
      ("siteName", siteName), ("column", column), ("columnType", columnType), ("source", source),
      ("issuer", issuer),
      ("documentNumber", documentNumber), ("indexNumber", indexNumber), ("topic", topic),
      ("validity", validity),
      ("keywords", keywords), ("summary", summary),
    ]
    for (name, value) in fields {
      object.add(name, value.isEmpty ? nil : value)
      if name == "documentNumber" { object.add(raw: "documentNumberParts", numberParts ?? "null") }
    }
    return object.text
  }

  /// Agency, year (null for orders, which have none) and running number of 成办发〔2009〕12号 and 财政部令第87号; nil for any other form.
  private var numberParts: String? {
    guard documentNumber.hasSuffix("号") else { return nil }
    let bare = documentNumber.dropLast()
    let digits = bare.reversed().prefix { $0.isASCII && $0.isNumber }.count
    guard let number = Int(bare.suffix(digits)) else { return nil }
    let rest = bare.dropLast(digits)
    var object = JSONObject()
    if rest.last == "〕", let open = rest.lastIndex(of: "〔"),
      let year = Int(rest[rest.index(after: open)..<rest.index(before: rest.endIndex)])
    {
      object.add("agency", String(rest[..<open]))
      object.add(raw: "year", String(year))
    } else if rest.hasSuffix("令第") {
      object.add("agency", String(rest.dropLast()))
      object.add(raw: "year", "null")
    } else {
      return nil
    }
    object.add(raw: "number", String(number))
    return object.text
  }
}

extension OutlineEntry {
  fileprivate var json: String {
    var object = JSONObject()
    object.add(raw: "level", String(level))
    object.add("text", text)
    return object.text
  }
}

extension ExtractedLink {
  fileprivate var json: String {
    var object = JSONObject()
    object.add("url", url)
    object.add("text", text)
    return object.text
  }
}

/// Writes one JSON object (RFC 8259), members in the order in which they are added.
private struct JSONObject {
  private var body = ""

  /// The object's text.
  var text: String { "{" + body + "}" }

  mutating func add(_ name: String, _ value: String?) {
    add(raw: name, value.map(Self.quoted) ?? "null")
  }

  mutating func add(raw name: String, _ value: String) {
    if !body.isEmpty { body += "," }
    body += Self.quoted(name) + ":" + value
  }

  static func array(_ values: [String]) -> String { "[" + values.joined(separator: ",") + "]" }

  /// A string literal; control characters as \u00XX, all else as it is.
  static func quoted(_ text: String) -> String {
    var bytes: [UInt8] = [UInt8(ascii: "\"")]
    bytes.reserveCapacity(text.utf8.count + 2)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        bytes.append(contentsOf: [UInt8(ascii: "\\"), byte])
      case 10: bytes.append(contentsOf: "\\n".utf8)
      case 0..<32:
        bytes.append(contentsOf: "\\u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16))".utf8)
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
    return String(decoding: bytes, as: UTF8.self)
  }
}
