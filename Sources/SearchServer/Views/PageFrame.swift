/// What every page has in common: head, skip link, header with the search form, footer.
struct PageFrame: Sendable {
  /// The title of the browser's window.
  var title: String
  /// The query that the search form shows.
  var query = SearchQuery()
  /// What the index holds; nil while there is none.
  var holdings: Holdings?
  /// Whether the search form stands in the header; the home page has it in the middle.
  var hasHeaderForm = true
  /// Whether the page loads the script.
  var hasScript = true
  /// Whether search engines may list the page.
  var isListed = false
  /// The feed of this page's results.
  var feed: LocalLink?
  /// The addresses of the neighbouring pages.
  var previous: LocalLink?
  var next: LocalLink?

  /// A whole page around what `content` writes into `main`.
  func page(_ content: (inout HTMLWriter) -> Void) -> [UInt8] {
    var html = HTMLWriter()
    html.markup("<!DOCTYPE html>\n")
    html.element(.html, .lang(PageContext.current.language.code)) { html in
      head(&html)
      html.element(.body, .class(hasHeaderForm ? "inner" : "home")) { html in
        html.element(.a, .class("skip"), .href("#main"), text: Wording.skip)
        if hasHeaderForm { header(&html) }
        html.element(.main, .id("main"), .fixed("tabindex=\"-1\""), content: content)
        footer(&html)
      }
    }
    return html.bytes
  }

  private func head(_ html: inout HTMLWriter) {
    html.element(.head) { html in
      html.markup(
        """
        <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">\
        <meta name="color-scheme" content="light dark"><meta name="format-detection" content="telephone=no">
        """)
      html.element(.title, text: title)
      if isListed {
        html.void(.meta, .name("description"), .content(Wording.tagline))
      } else {
        html.markup("<meta name=\"robots\" content=\"noindex\">")
      }
      let assets = StaticAssets.shared
      html.void(.link, .rel("stylesheet"), .local(assets.stylesheet.link))
      html.void(.link, .rel("icon"), .href("/favicon.svg"), .type("image/svg+xml"))
      html.void(
        .link, .rel("search"), .href("/opensearch.xml"),
        .type("application/opensearchdescription+xml"), .title(Wording.brand))
      if let feed {
        html.void(
          .link, .rel("alternate"), .local(feed), .type("application/atom+xml"), .title(title))
      }
      let other = PageContext.current.inOtherLanguage
      html.void(.link, .rel("alternate"), .local(other.link), .fixed(other.hreflang))
      if let previous { html.void(.link, .rel("prev"), .local(previous)) }
      if let next { html.void(.link, .rel("next"), .local(next)) }
      // Not deferred: it sets how the page looks before it is drawn, and comes from the browser's cache from the second page on.
      if hasScript { html.element(.script, .source(assets.script.link)) { _ in } }
    }
  }

  private func header(_ html: inout HTMLWriter) {
    html.element(.header, .class("bar")) { html in
      html.element(.div, .class("bar-inner")) { html in
        html.element(.a, .class("brand"), .local(LocalLink(path: "/")), .label(Wording.home)) {
          html in
          html.markup(Icons.brand)
          html.element(.span, text: Wording.brand)
        }
        SearchForm(query: query).write(&html)
      }
    }
  }

  /// The switches for how pages look; the script shows them, as they do nothing without it.
  private func display(_ html: inout HTMLWriter) {
    html.element(
      .div, .id("display"), .class("display"), .role("group"), .label(Wording.display),
      .fixed(" hidden")
    ) { html in
      html.element(.button, .type("button"), .data("display", "large"), text: Wording.largeText)
      html.element(
        .button, .type("button"), .data("display", "contrast"), text: Wording.highContrast)
    }
  }

  private func footer(_ html: inout HTMLWriter) {
    html.element(.footer) { html in
      html.element(.p) { html in
        html.element(.a, .local(LocalLink(path: "/help")), text: Wording.help)
        html.element(.a, .local(LocalLink(path: "/sites")), text: Wording.sites)
        let other = PageContext.current.inOtherLanguage
        html.element(
          .a, .local(other.link), .lang(other.language.code), .fixed(other.hreflang),
          text: Wording.otherLanguage)
        if let holdings { html.element(.span, text: Wording.holdings(holdings)) }
      }
      html.element(.p, text: Wording.disclaimer)
      display(&html)
    }
  }
}
