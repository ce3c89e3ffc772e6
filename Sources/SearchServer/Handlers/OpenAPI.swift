/// What the JSON interfaces take and give, as OpenAPI 3.1 says it.
package enum OpenAPI {
  /// Where it is served.
  static let path = "/api/v1/openapi.json"

  /// The document as text.
  package static let source = """
    {"openapi":"3.1.0","info":{"title":"kuasou 跨搜","version":"1","description":"Search over a city's government web sites. Every \
    member named here stays; more may be added. Errors have stable codes. Answers carry an ETag that changes with the index.",\
    "license":{"name":"Apache 2.0","identifier":"Apache-2.0"}},"servers":[{"url":"/"}],"paths":{
    \(paths.joined(separator: ",\n"))
    },"components":{"parameters":{
    \(parameters.joined(separator: ",\n"))
    },"schemas":{
    \(schemas.joined(separator: ",\n"))
    },"responses":{
    "Problem":{"description":"What is wrong with the request.","content":{"application/json":{"schema":{"$ref":"#/components/schemas/Error"}}}},
    "Building":{"description":"There is no index yet, or the server has too much to do.","headers":{"Retry-After":{"schema":{"type":"string"}}},\
    "content":{"application/json":{"schema":{"$ref":"#/components/schemas/Error"}}}}
    }}}

    """

  /// A path that is asked by GET.
  private static func operation(
    _ path: String, _ summary: String, _ names: [String], _ schema: String
  ) -> String {
    let references = names.map { "{\"$ref\":\"#/components/parameters/\($0)\"}" }
    return """
      "\(path)":{"get":{"operationId":"\(path.split(separator: "/").last ?? "")","summary":"\(summary)",\
      "parameters":[\(references.joined(separator: ","))],"responses":{\
      "200":{"description":"The answer.","headers":{"ETag":{"schema":{"type":"string"}}},\
      "content":{"application/json":{"schema":{"$ref":"#/components/schemas/\(schema)"}}}},\
      "304":{"description":"The client's copy still holds."},"400":{"$ref":"#/components/responses/Problem"},\
      "404":{"$ref":"#/components/responses/Problem"},"409":{"$ref":"#/components/responses/Problem"},\
      "414":{"$ref":"#/components/responses/Problem"},"429":{"$ref":"#/components/responses/Building"},\
      "503":{"$ref":"#/components/responses/Building"}}}}
      """
  }

  private static let narrowing = [
    "q", "site", "kind", "district", "type", "column", "issuer", "year",
  ]

  private static let paths = [
    operation(
      "/api/v1/search", "One page of results.",
      narrowing + ["page", "size", "cursor", "sort", "fold"], "Results"),
    operation("/api/v1/facets", "Counts over all results.", narrowing + ["fold"], "FacetCounts"),
    operation(
      "/api/v1/suggest", "How what is being typed may go on.", ["typed", "format"], "Suggestions"),
    operation(
      "/api/v1/document", "One document with its whole text.", ["id"], "Document"),
    operation("/api/v1/sites", "All sites with the number of their documents.", [], "Sites"),
  ]

  /// A parameter of the query string; `key` is its name in the document where two paths have different ones of one name.
  private static func parameter(
    _ name: String, key: String? = nil, _ description: String, _ schema: String,
    isRequired: Bool = false
  ) -> String {
    """
    "\(key ?? name)":{"name":"\(name)","in":"query","required":\(isRequired),"description":"\(description)","schema":\(schema)}
    """
  }

  private static let name = "{\"type\":\"string\",\"maxLength\":\(SearchQuery.maximumName)}"

  private static let parameters = [
    parameter(
      "q", "What is looked for, in the query language.",
      "{\"type\":\"string\",\"minLength\":1,\"maxLength\":\(SearchQuery.maximumCharacters),\"pattern\":\"[^\\\\s\\\\u0000-\\\\u001f\\\\u007f-\\\\u009f]\",\"examples\":[\"扶持资金\"]}",
      isRequired: true),
    parameter("site", "Only the site of this id, which must be one of /api/v1/sites.", name),
    parameter("kind", "Only sites of this kind.", name),
    parameter("district", "Only sites of this district.", name),
    parameter("column", "Only this 栏目.", name), parameter("issuer", "Only this 发文机关.", name),
    parameter("type", "Only files of this format.", choice(types)),
    parameter("year", "Only what was published in this year.", number(1000...9999)),
    parameter(
      "page", "The page, from 1; use next to go further.", number(1...SearchQuery.maximumPage)),
    parameter("size", "Results on a page.", number(1...SearchQuery.maximumSize)),
    parameter(
      "cursor", "Where to read on: as next gave it. cursor_expired when the index has changed.",
      "{\"type\":\"string\",\"pattern\":\"\(cursor)\"}"),
    parameter("sort", "Best first, or newest first.", choice("\"relevance\",\"date\"")),
    parameter(
      "fold", "Whether near-duplicates are copies of one result.", choice("\"on\",\"off\"")),
    parameter(
      "id", "The id of a result.", "{\"type\":\"string\",\"minLength\":1}", isRequired: true),
    parameter(
      "q", key: "typed", "What has been typed so far.",
      "{\"type\":\"string\",\"maxLength\":\(SearchQuery.maximumCharacters)}"),
    parameter(
      "format", "opensearch for what browsers want (OpenSearch Suggestions 1.1).",
      "{\"type\":\"string\"}"),
  ]

  /// Two numbers to the base 36, the second below 10,000; or nothing.
  private static let cursor =
    "^([0-9a-z]{1,12}\\\\.([0-9a-z]{1,2}|[0-6][0-9a-z]{2}|7[0-9a-o][0-9a-z]|7p[0-9a-r]))?$"

  /// A whole number, or nothing, as forms send it.
  private static func number(_ range: ClosedRange<Int>) -> String {
    "{\"anyOf\":[{\"type\":\"integer\",\"minimum\":\(range.lowerBound),\"maximum\":\(range.upperBound)},{\"const\":\"\"}]}"
  }

  /// One of the JSON strings, or nothing.
  private static func choice(_ values: String) -> String {
    "{\"type\":\"string\",\"enum\":[\(values),\"\"]}"
  }
}
