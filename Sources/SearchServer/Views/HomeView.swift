/// The first page: the name, the search box, what is in the index.
struct HomeView {
  /// What the index holds; nil while there is none.
  let holdings: Holdings?

  /// The whole page.
  func render() -> [UInt8] {
    var frame = PageFrame(title: "\(Wording.brand) - \(Wording.tagline)", holdings: nil)
    frame.hasHeaderForm = false
    frame.isListed = true
    return frame.page { html in
      html.element(.div, .class("hero")) { html in
        html.element(.h1, .class("brand")) { html in
          html.markup(Icons.brand)
          html.element(.span, text: Wording.brand)
        }
        html.element(.p, .class("tagline"), text: Wording.tagline)
        SearchForm(query: SearchQuery(), takesFocus: true).write(&html)
        QueryLinks(
          heading: Wording.hotQueries, id: "hot",
          queries: (holdings?.hotQueries ?? []).map { SearchQuery($0) }
        ).write(&html)
        html.element(.p, .class("extent"), .role("status"), text: extent)
      }
    }
  }

  private var extent: String {
    guard let holdings else { return Wording.building.heading }
    return Wording.holdings(holdings)
  }
}
