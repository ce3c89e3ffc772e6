/// A page that says what went wrong and what to do.
struct ProblemView {
  /// What went wrong.
  let problem: Wording.Problem
  /// The query that stays in the search box.
  var query = SearchQuery()
  /// What the index holds; nil while there is none.
  var holdings: Holdings?

  /// The whole page.
  func render() -> [UInt8] {
    let frame = PageFrame(
      title: "\(problem.heading) - \(Wording.brand)", query: query, holdings: holdings)
    return frame.page { html in
      html.element(.section, .class("prose")) { html in
        html.element(.h1, text: problem.heading)
        html.element(.p, text: problem.advice)
      }
    }
  }
}
