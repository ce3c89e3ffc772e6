/// What a person sees when no answer is there: why, and what to try.
struct NothingFound {
  /// The query without answers.
  let query: SearchQuery
  /// What the index said about it.
  let page: ResultPage

  /// Writes the explanation.
  func write(_ html: inout HTMLWriter) {
    html.element(.section, .class("nothing"), .labelledBy("nothing")) { html in
      if page.total > 0 {
        beyondEnd(&html)
      } else {
        help(&html)
      }
    }
  }

  private func beyondEnd(_ html: inout HTMLWriter) {
    html.element(.h2, .id("nothing"), text: Wording.beyondEnd)
    html.element(.p) { html in
      html.element(.a, .local(query.at(page: 1).link()), text: Wording.firstPage)
    }
  }

  private func help(_ html: inout HTMLWriter) {
    html.element(.div, .role("status")) { html in
      html.element(.h2, .id("nothing"), text: Wording.nothingFound(query.text))
    }
    if !page.absentWords.isEmpty {
      html.element(.p, text: Wording.absent(page.absentWords))
    }
    if !page.relaxations.isEmpty {
      html.element(.ul) { html in
        for relaxed in page.relaxations {
          html.element(.li) { html in
            html.element(.a, .local(relaxed.query.link()), text: Wording.without(relaxed))
          }
        }
      }
    }
    if query.isFiltered {
      html.element(.p) { html in
        html.element(
          .a, .class("action"), .local(query.unfiltered.link()), text: Wording.withoutFilters)
      }
    }
    html.element(.p, text: Wording.youCan)
    html.element(.ul) { html in
      for advice in Wording.zeroAdvice { html.element(.li, text: advice) }
      html.element(.li) { html in
        html.element(.a, .local(LocalLink(path: "/help")), text: Wording.help)
      }
    }
  }
}
