import Documents
import Editorial

/// The page of results: summary, order, active filters, answers, facets, pager.
package struct ResultsView: Sendable {
  private let query: SearchQuery
  private let page: ResultPage
  private let holdings: Holdings
  private let logsClicks: Bool

  /// The page that shows these answers to this query, and tells which was opened if `logsClicks`.
  package init(
    query: SearchQuery, page: ResultPage, holdings: Holdings, logsClicks: Bool = false
  ) {
    self.logsClicks = logsClicks
    self.query = query
    self.page = page
    self.holdings = holdings
  }

  /// How many pages can be reached.
  private var pageCount: Int {
    min((page.answerCount + query.size - 1) / query.size, SearchQuery.maximumPage)
  }

  /// The whole page.
  package func render() -> [UInt8] {
    var frame = PageFrame(title: Wording.pageTitle(query), query: query, holdings: holdings)
    frame.feed = query.at(page: 1).link(to: "/search.atom")
    frame.previous = query.page > 1 ? query.at(page: query.page - 1).link() : nil
    frame.next = query.page < pageCount ? query.at(page: query.page + 1).link() : nil
    return frame.page { html in
      html.element(.h1, .class("unseen"), text: Wording.resultsHeading(query.text))
      html.element(.div, .class("columns")) { html in
        html.element(.div, .class("results")) { html in results(&html) }
        FacetsView(query: query, facets: page.facets).write(&html)
      }
    }
  }

  private func results(_ html: inout HTMLWriter) {
    bestBets(&html)
    if page.total > 0 { toolbar(&html) }
    ActiveFilters(query: query, holdings: holdings).write(&html)
    meant(&html)
    for notice in page.notices { html.element(.p, .class("notice"), .lang("zh-CN"), text: notice) }
    if page.isPartial { html.element(.p, .class("notice"), text: Wording.partial) }
    if page.items.isEmpty {
      NothingFound(query: query, page: page).write(&html)
    } else {
      fallbackNotice(&html)
      let clicks: Attribute = logsClicks ? .data("clicks", query.text) : .fixed("")
      html.element(.ol, .class("hits"), .start(query.offset + 1), clicks) { html in
        for item in page.items { HitView(item: item, query: query).write(&html) }
      }
      foldingSwitch(&html)
      PagerView(query: query, pageCount: pageCount).write(&html)
      QueryLinks(heading: Wording.related, id: "related", queries: page.related).write(&html)
    }
  }

  private func meant(_ html: inout HTMLWriter) {
    guard !page.corrections.isEmpty else { return }
    html.element(.p, .class("meant")) { html in
      for (place, correction) in page.corrections.enumerated() {
        html.text(place == 0 ? Wording.didYouMean : Wording.listComma)
        html.element(.a, .local(correction.query.link()), text: correction.query.text)
        html.element(.span, .class("count"), text: Wording.count(correction.total))
      }
    }
  }

  private func bestBets(_ html: inout HTMLWriter) {
    guard !page.bestBets.isEmpty else { return }
    html.element(.section, .class("best-bets"), .labelledBy("best-bets")) { html in
      html.element(.h2, .id("best-bets"), text: Wording.bestBets)
      html.element(.ul) { html in
        for bet in page.bestBets {
          html.element(.li) { html in
            html.element(.a, .web(bet.url), text: bet.title)
            if !bet.note.isEmpty { html.element(.p, text: bet.note) }
          }
        }
      }
    }
  }

  /// Says that copies were folded and leads to the same results without; or the other way round.
  private func foldingSwitch(_ html: inout HTMLWriter) {
    guard page.copies > 0 || !query.folds else { return }
    html.element(.p, .class("folding")) { html in
      if page.copies > 0 { html.element(.span, text: Wording.folded(page.copies)) }
      html.element(
        .a, .local(query.folding(!query.folds).link()),
        text: query.folds ? Wording.unfold : Wording.fold)
    }
  }

  private func toolbar(_ html: inout HTMLWriter) {
    html.element(.div, .class("toolbar")) { html in
      html.element(
        .p, .class("summary"), .role("status"), text: Wording.found(page.total, in: page.elapsed))
      html.element(.nav, .class("orders"), .label(Wording.sorting)) { html in
        for order in SearchQuery.Order.allCases {
          link(to: order, &html)
        }
      }
      if !page.facets.isEmpty {
        html.element(.a, .class("to-facets"), .href("#facets"), text: Wording.filters)
      }
    }
  }

  private func link(to order: SearchQuery.Order, _ html: inout HTMLWriter) {
    let address = query.sorted(by: order).link()
    if order == query.sort {
      html.element(.a, .local(address), .current("true"), text: Wording.order(order))
    } else {
      html.element(.a, .local(address), text: Wording.order(order))
    }
  }

  private func fallbackNotice(_ html: inout HTMLWriter) {
    guard page.match == .any else { return }
    html.element(.p, .class("notice")) { html in
      html.text(Wording.fellBack)
      if !page.absentWords.isEmpty { html.text(Wording.absent(page.absentWords)) }
    }
  }
}

/// The filters that are set, each with a link that drops it.
struct ActiveFilters {
  /// The query with its filters.
  let query: SearchQuery
  /// Knows the names of the sites.
  let holdings: Holdings

  /// Writes the list; nothing when no filter is set.
  func write(_ html: inout HTMLWriter) {
    guard query.isFiltered else { return }
    html.element(.ul, .class("active"), .label(Wording.activeFilters)) { html in
      for property in FacetProperty.allCases {
        guard let label = Wording.filter(property, of: query, holdings) else { continue }
        html.element(.li) { html in
          html.element(
            .a, .local(query.with(property, nil).link()),
            .label(Wording.dropFilter(property, label))
          ) { html in
            html.text(label)
            html.markup(Icons.cross)
          }
        }
      }
    }
  }
}
