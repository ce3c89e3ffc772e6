/// A page that says what went wrong and what to do.
struct ProblemView {
  /// What went wrong.
  let problem: Wording.Problem
  /// The query that stays in the search box.
  var query = SearchQuery()
  /// What the index holds; nil while there is none.
  var collection: Collection?

  /// The whole page.
  func render() -> [UInt8] {
    let frame = PageFrame(
      title: "\(problem.heading) - \(Wording.brand)", query: query, collection: collection)
    return frame.page { html in
      html.element(.section, .class("prose")) { html in
        html.element(.h1, text: problem.heading)
        html.element(.p, text: problem.advice)
      }
    }
  }
}
