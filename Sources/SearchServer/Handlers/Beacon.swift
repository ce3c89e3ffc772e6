/// `/beacon`: which result of a search was opened, told by the script of the page, by its place alone. The link itself leads straight to
/// the result, whether this works or not.
enum Beacon {
  /// The path that the script posts to, with the parameters q and n and no body.
  static let path = "/beacon"

  /// 204 with the click for the query log; nothing is told apart by who sent it.
  static func respond(to request: ServerRequest) -> ServerResponse {
    var answer = ServerResponse(.text, [], status: 204)
    let query = try? SearchQuery(request.parameters)
    let position = request.parameters["n"].flatMap { $0.utf8.count <= 4 ? Int($0) : nil }
    if let query, let position, !query.text.isEmpty, position > 0 {
      answer.click = .init(words: query.text, position: position)
    }
    return answer
  }
}
