/// The links to the other pages of a result set.
struct PagerView {
  /// The query at the present page.
  let query: SearchQuery
  /// How many pages can be reached.
  let pageCount: Int

  /// Numbers on each side of the present page.
  private static let reach = 4

  /// Writes the pager; nothing when there is but one page.
  func write(_ html: inout HTMLWriter) {
    guard pageCount > 1 || query.page > 1 else { return }
    html.element(.nav, .class("pager"), .label(Wording.paging)) { html in
      html.element(.ul) { html in
        if query.page > 1 {
          step(to: min(query.page - 1, max(pageCount, 1)), "prev", Wording.previous, &html)
        }
        for number in numbers { item(number, &html) }
        if query.page < pageCount { step(to: query.page + 1, "next", Wording.next, &html) }
      }
    }
  }

  /// The pages that are offered by number: around the present one, a row of constant length where there are enough.
  private var numbers: ClosedRange<Int> {
    let last = max(pageCount, query.page)
    let first = max(1, min(query.page - Self.reach, last - 2 * Self.reach))
    return first...min(last, first + 2 * Self.reach)
  }

  private func step(to page: Int, _ relation: String, _ text: String, _ html: inout HTMLWriter) {
    html.element(.li, .class("step")) { html in
      html.element(.a, .local(query.at(page: page).link()), .rel(relation), text: text)
    }
  }

  private func item(_ number: Int, _ html: inout HTMLWriter) {
    let address = query.at(page: number).link()
    let label = Wording.page(number)
    let distance = abs(number - query.page)
    html.element(.li, .class(distance > 2 ? "far" : "near")) { html in
      if number == query.page {
        html.element(.a, .local(address), .label(label), .current("page"), text: String(number))
      } else {
        html.element(.a, .local(address), .label(label), text: String(number))
      }
    }
  }
}
