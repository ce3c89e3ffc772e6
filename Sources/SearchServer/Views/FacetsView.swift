import Documents

/// The links that narrow a search, with counts over the whole result set.
struct FacetsView {
  /// The query that the links narrow.
  let query: SearchQuery
  /// The counts; a group of a property that is already narrowed is left out.
  let facets: [FacetGroup]

  /// Values of a group that are seen at once; the rest unfolds.
  private static let visibleCount = 8
  /// Values of a group that are written at all.
  private static let maximumCount = 80

  /// Writes the groups; nothing when none has a choice to offer.
  func write(_ html: inout HTMLWriter) {
    let groups = facets.filter { query.filter($0.property) == nil && !$0.values.isEmpty }
    guard !groups.isEmpty else { return }
    html.element(.aside, .id("facets"), .class("facets"), .label(Wording.filters)) { html in
      for group in groups { write(group, &html) }
    }
  }

  private func write(_ group: FacetGroup, _ html: inout HTMLWriter) {
    let name = Wording.property(group.property)
    html.element(.section, .labelledBy("facet-\(group.property.rawValue)")) { html in
      html.element(.h2, .id("facet-\(group.property.rawValue)"), text: name)
      list(group.values.prefix(Self.visibleCount), of: group.property, &html)
      let rest = group.values.prefix(Self.maximumCount).dropFirst(Self.visibleCount)
      guard !rest.isEmpty else { return }
      html.element(.details) { html in
        html.element(.summary, text: Wording.more(name))
        list(rest, of: group.property, &html)
      }
    }
  }

  private func list(
    _ values: ArraySlice<FacetValue>, of property: FacetProperty, _ html: inout HTMLWriter
  ) {
    html.element(.ul) { html in
      for value in values {
        html.element(.li) { html in
          html.element(.a, .local(query.with(property, value.value).link())) { html in
            html.element(.span, text: value.label)
            html.element(.span, .class("count"), text: Wording.grouped(value.count))
          }
        }
      }
    }
  }
}
