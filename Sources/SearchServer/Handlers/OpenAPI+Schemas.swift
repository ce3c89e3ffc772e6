import Documents

extension OpenAPI {
  /// The formats that a document can have, as JSON strings.
  static let types = DocumentType.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ",")

  /// An object of which all members named are always there.
  private static func object(_ name: String, _ members: [(String, String)]) -> String {
    let all = members.map { "\"\($0.0)\":\($0.1)" }.joined(separator: ",")
    let required = members.map { "\"\($0.0)\"" }.joined(separator: ",")
    return "\"\(name)\":{\"type\":\"object\",\"required\":[\(required)],\"properties\":{\(all)}}"
  }

  private static func list(_ schema: String) -> String {
    "{\"type\":\"array\",\"items\":\(schema)}"
  }

  private static func reference(_ name: String) -> String {
    "{\"$ref\":\"#/components/schemas/\(name)\"}"
  }

  private static let (text, number, flag) = (
    "{\"type\":\"string\"}", "{\"type\":\"integer\"}", "{\"type\":\"boolean\"}"
  )
  private static let optionalText = "{\"type\":[\"string\",\"null\"]}"
  private static let optionalDay =
    "{\"type\":[\"string\",\"null\"],\"pattern\":\"^[0-9]{4}-[0-9]{2}-[0-9]{2}$\"}"
  private static let marks =
    "{\"type\":\"array\",\"description\":\"Begin and end of each mark in Unicode scalar values.\",\"items\":{\"type\":\"array\",\"items\":{\"type\":\"integer\"},\"minItems\":2,\"maxItems\":2}}"
  private static let kind = "{\"type\":\"string\",\"enum\":[\(types)]}"
  private static let match = "{\"type\":\"string\",\"enum\":[\"all\",\"any\"]}"
  private static let filters =
    "{\"type\":\"object\",\"additionalProperties\":{\"type\":\"string\"}}"
  private static let facets =
    "{\"type\":\"object\",\"additionalProperties\":\(list(reference("FacetValue")))}"

  private static let counted: [(String, String)] = [
    ("query", text), ("total", number), ("partial", flag), ("match", match),
    ("microseconds", number), ("generation", number), ("filters", filters), ("facets", facets),
  ]

  /// What the answers are made of.
  static let schemas = [
    object(
      "Results",
      counted + [
        ("page", number), ("size", number), ("sort", text), ("copies", number),
        ("absentWords", list(text)), ("relaxations", list(reference("Relaxation"))),
        ("didYouMean", "{\"anyOf\":[{\"type\":\"null\"},\(reference("Correction"))]}"),
        ("alternatives", list(reference("Correction"))),
        ("related", list(text)), ("notices", list(text)),
        ("bestBets", list(reference("BestBet"))), ("hits", list(reference("Hit"))),
        ("next", optionalText),
      ]),
    object("FacetCounts", counted),
    object("FacetValue", [("value", text), ("label", text), ("count", number)]),
    object("Relaxation", [("filter", text), ("total", number), ("link", text)]),
    object("Correction", [("query", text), ("total", number), ("link", text)]),
    object("BestBet", [("title", text), ("url", text), ("note", optionalText)]),
    object("Site", [("id", text), ("name", text)]),
    object(
      "Hit",
      [
        ("rank", number), ("id", text), ("url", text), ("title", text), ("titleMarks", marks),
        ("fragments", list(reference("Fragment"))), ("site", reference("Site")),
        ("date", optionalDay), ("type", kind), ("documentNumber", optionalText),
        ("issuer", optionalText), ("score", "{\"type\":\"number\"}"), ("copyCount", number),
        ("copies", list(reference("Copy"))),
      ]),
    object(
      "Fragment", [("text", text), ("marks", marks), ("cutBefore", flag), ("cutAfter", flag)]),
    object(
      "Copy", [("id", text), ("url", text), ("site", reference("Site")), ("date", optionalDay)]),
    "\"Suggestions\":{\"anyOf\":[{\"type\":\"object\",\"required\":[\"query\",\"suggestions\"],\"properties\":{\"query\":\(text),\"suggestions\":\(list(text))}},{\"type\":\"array\",\"items\":{\"anyOf\":[\(text),\(list(text))]},\"minItems\":2,\"maxItems\":2}]}",
    object(
      "Document",
      [
        ("generation", number), ("id", text), ("url", text), ("title", text), ("text", text),
        ("site", reference("Site")), ("date", optionalDay), ("created", optionalDay),
        ("type", kind),
      ]
        + [
          "documentNumber", "issuer", "column", "columnType", "source", "indexNumber", "topic",
          "validity", "keywords",
        ].map { ($0, optionalText) } + [("fetchedAt", text)]),
    object("Sites", [("generation", number), ("sites", list(reference("SiteEntry")))]),
    object(
      "SiteEntry",
      [
        ("id", text), ("name", text), ("kind", text), ("district", text), ("documents", number),
      ]),
    "\"Error\":{\"type\":\"object\",\"required\":[\"error\"],\"properties\":{\"error\":\(reference("Problem"))}}",
    object(
      "Problem", [("code", text), ("status", number), ("message", text), ("help", text)]),
  ]
}
