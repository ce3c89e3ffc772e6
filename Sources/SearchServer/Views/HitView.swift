import Documents

/// One answer: title, pieces of text, where it comes from.
struct HitView {
  /// The answer.
  let item: ResultItem
  /// The query that it answers.
  let query: SearchQuery

  /// Writes the answer as a list item.
  func write(_ html: inout HTMLWriter) {
    let link = WebLink(item.url)
    html.element(.li) { html in
      html.element(.article, .class("hit")) { html in
        html.element(.h2) { html in title(link, &html) }
        if !item.fragments.isEmpty {
          html.element(.p, .class("snippet")) { html in snippet(&html) }
        }
        if !item.documentNumber.isEmpty || !item.issuer.isEmpty { officialFields(&html) }
        html.element(.p, .class("source")) { html in source(link, &html) }
        if item.copyCount > 0 { copies(&html) }
      }
    }
  }

  private func title(_ link: WebLink, _ html: inout HTMLWriter) {
    if !item.type.mark.isEmpty {
      html.element(.span, .class("type"), text: item.type.mark)
    }
    if let reference = link.reference {
      html.element(.a, .web(reference)) { html in titleText(&html) }
    } else {
      html.element(.span) { html in titleText(&html) }
    }
  }

  private func titleText(_ html: inout HTMLWriter) {
    if item.title.text.isEmpty {
      html.text(Wording.noTitle)
    } else {
      html.marked(item.title)
    }
  }

  private func snippet(_ html: inout HTMLWriter) {
    var needsMark = item.fragments.first?.isCutBefore ?? false
    for fragment in item.fragments {
      if needsMark { html.text("…") }
      html.marked(fragment.text)
      needsMark = true
    }
    if item.fragments.last?.isCutAfter ?? false { html.text("…") }
  }

  private func officialFields(_ html: inout HTMLWriter) {
    html.element(.dl, .class("official")) { html in
      field(Wording.documentNumber, item.documentNumber, &html)
      field(Wording.issuer, item.issuer, &html)
    }
  }

  private func field(_ name: String, _ value: String, _ html: inout HTMLWriter) {
    guard !value.isEmpty else { return }
    html.element(.div) { html in
      html.element(.dt, text: name)
      html.element(.dd, text: value)
    }
  }

  private func copies(_ html: inout HTMLWriter) {
    html.element(.details, .class("copies")) { html in
      html.element(.summary, text: Wording.copies(item))
      html.element(.ul) { html in
        for copy in item.copies {
          html.element(.li) { html in write(copy, &html) }
        }
      }
    }
  }

  private func write(_ copy: ResultCopy, _ html: inout HTMLWriter) {
    let link = WebLink(copy.url)
    let name = copy.siteName.isEmpty ? link.display : copy.siteName
    if let reference = link.reference {
      html.element(.a, .web(reference), text: name)
    } else {
      html.element(.span, text: name)
    }
    if let date = copy.date?.description { html.element(.time, .dateTime(date), text: date) }
    if !link.display.isEmpty { html.element(.bdi, .class("address"), text: link.display) }
  }

  private func source(_ link: WebLink, _ html: inout HTMLWriter) {
    if !item.siteName.isEmpty { html.element(.span, .class("site"), text: item.siteName) }
    if let date = item.date?.description {
      html.element(.time, .dateTime(date), text: date)
    }
    if !link.display.isEmpty { html.element(.bdi, .class("address"), text: link.display) }
    let cached = LocalLink(path: "/cached", parameters: [("id", item.id), ("q", query.text)])
    html.element(.a, .class("copy"), .local(cached), text: Wording.cachedCopy)
  }
}
