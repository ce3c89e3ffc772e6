import Documents

/// The search box; keeps the filters and the order that are set, as hidden fields.
struct SearchForm {
  /// What the box shows.
  var query: SearchQuery
  /// Whether the box takes the cursor when the page opens.
  var takesFocus = false

  /// Writes the form.
  func write(_ html: inout HTMLWriter) {
    html.element(
      .form, .class("search"), .role("search"), .actionLink(LocalLink(path: "/search")),
      .method("get")
    ) { html in
      html.element(.label, .class("unseen"), .for("q"), text: Wording.searchLabel)
      html.void(.input, attributes: inputAttributes)
      hiddenFields(&html)
      html.element(.button, .type("submit")) { html in
        html.markup(Icons.lens)
        html.element(.span, text: Wording.search)
      }
    }
  }

  private var inputAttributes: [Attribute] {
    var attributes: [Attribute] = [
      .id("q"), .name("q"), .type("search"), .value(query.text),
      .maxLength(SearchQuery.maximumCharacters), .data("suggestions", Wording.suggestions),
      .fixed(
        "autocomplete=\"off\" autocapitalize=\"off\" spellcheck=\"false\" enterkeyhint=\"search\""),
    ]
    if takesFocus {
      attributes += [.fixed("autofocus"), .placeholder(Wording.searchLabel)]
    }
    return attributes
  }

  private func hiddenFields(_ html: inout HTMLWriter) {
    for property in FacetProperty.allCases {
      guard let value = query.filter(property) else { continue }
      html.void(.input, .type("hidden"), .name(property.rawValue), .value(value))
    }
    if !query.folds { html.void(.input, .type("hidden"), .name("fold"), .value("off")) }
    if query.sort != .relevance {
      html.void(.input, .type("hidden"), .name("sort"), .value(query.sort.rawValue))
    }
  }
}
