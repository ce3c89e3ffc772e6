/// `/api/v1/suggest`: how what is being typed may go on.
enum SuggestAPI {
  /// The most suggestions.
  private static let maximum = 8

  /// The suggestions for `q`, with `format=opensearch` as browsers want them (OpenSearch Suggestions 1.1).
  static func respond(_ request: ServerRequest, _ session: SearchSession) -> ServerResponse {
    let query: SearchQuery
    do throws(QueryProblem) {
      query = try SearchQuery(request.parameters)
    } catch {
      return JSONProblem(error).response
    }
    let found = session.suggestions(for: query.text, limit: maximum)
    var json = JSONWriter()
    if request.parameters["format"] == "opensearch" {
      json.array { json in
        json.string(query.text)
        json.strings(found)
      }
    } else {
      json.object { json in
        json.member("query", query.text)
        json.member("suggestions", found)
      }
    }
    // Before help is ready there is none to be kept.
    return ServerResponse(
      .json, json.bytes, caching: session.holdings.hasHelp ? .minutes : .never)
  }
}
