/// Searches to choose from, each a link, under a heading.
struct QueryLinks {
  /// What the searches are.
  let heading: String
  /// The heading's id.
  let id: String
  /// The searches.
  let queries: [SearchQuery]

  /// Writes the list; nothing when it is empty.
  func write(_ html: inout HTMLWriter) {
    guard !queries.isEmpty else { return }
    html.element(.nav, .class("related"), .labelledBy(id)) { html in
      html.element(.h2, .id(id), text: heading)
      html.element(.ul) { html in
        for query in queries {
          html.element(.li) { html in
            html.element(.a, .local(query.link()), text: query.text)
          }
        }
      }
    }
  }
}
