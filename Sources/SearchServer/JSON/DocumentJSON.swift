import Documents

/// One document with its whole text as JSON; the names of its members are a contract.
struct DocumentJSON {
  /// The document.
  let cached: CachedDocument
  /// The generation that it is of.
  let generation: UInt64

  /// The whole object; what is not known is null.
  func render() -> [UInt8] {
    let document = cached.document
    var json = JSONWriter()
    json.object { json in
      json.member("generation", Int(generation))
      json.member("id", document.id)
      json.member("url", document.url)
      json.member("title", document.title)
      json.member("text", document.text)
      json.key("site")
      json.object { json in
        json.member("id", document.siteID)
        json.member("name", cached.siteName)
      }
      json.member("date", document.date?.description)
      json.member("created", document.created?.description)
      json.member("type", document.type.rawValue)
      for (name, value) in Self.fields(document.metadata) {
        json.member(name, value.isEmpty ? nil : value)
      }
      json.member("fetchedAt", document.fetchedAt.description)
    }
    return json.bytes
  }

  private static func fields(_ metadata: GovernmentMetadata) -> [(String, String)] {
    [
      ("documentNumber", metadata.documentNumber), ("issuer", metadata.issuer),
      ("column", metadata.column), ("columnType", metadata.columnType),
      ("source", metadata.source), ("indexNumber", metadata.indexNumber),
      ("topic", metadata.topic), ("validity", metadata.validity), ("keywords", metadata.keywords),
    ]
  }
}
