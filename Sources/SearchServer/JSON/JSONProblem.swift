/// An error as programs see it: `{"error": {"code", "status", "message", "help"}}`; codes never change their meaning.
package struct JSONProblem: Sendable {
  /// The stable code.
  package let code: String
  /// The HTTP status.
  package let status: Int
  /// What went wrong and what to do, for people.
  package let problem: Wording.Problem

  /// An error of these parts.
  package init(code: String, status: Int, _ problem: Wording.Problem) {
    self.code = code
    self.status = status
    self.problem = problem
  }

  /// The error for a parameter that breaks a limit.
  package init(_ problem: QueryProblem) {
    self.init(code: problem.rawValue, status: problem.status, Wording.problem(problem))
  }

  /// The answer with this error.
  package var response: ServerResponse {
    var json = JSONWriter()
    json.object { json in
      json.key("error")
      json.object { json in
        json.member("code", code)
        json.member("status", status)
        json.member("message", problem.heading)
        json.member("help", problem.advice)
      }
    }
    return ServerResponse(.json, json.bytes, status: status)
  }
}
