import Documents

/// 网页快照: the text of a document as it was when it was fetched, for when its own site can't be reached.
struct CachedView {
  /// What is shown.
  let cached: CachedDocument
  /// The query whose words are marked; it stays in the search box.
  let query: SearchQuery
  /// What the index holds.
  let holdings: Holdings

  /// The whole page.
  func render() -> [UInt8] {
    let title = cached.title.text.isEmpty ? Wording.noTitle : cached.title.text
    let frame = PageFrame(
      title: "\(title) - \(Wording.cachedCopy)", query: query, holdings: holdings)
    return frame.page { html in
      html.element(.article, .class("prose cached")) { html in
        html.element(.p, .class("notice")) { html in notice(&html) }
        html.element(.h1) { html in
          if cached.title.text.isEmpty { html.text(title) } else { html.marked(cached.title) }
        }
        facts(&html)
        for line in cached.text.lines {
          html.element(.p) { html in html.marked(line) }
        }
      }
    }
  }

  private func notice(_ html: inout HTMLWriter) {
    html.text(Wording.cachedNotice(fetched: cached.document.fetchedAt))
    let link = WebLink(cached.document.url)
    if let reference = link.reference {
      html.element(.a, .web(reference), text: Wording.openOriginal)
    }
  }

  private func facts(_ html: inout HTMLWriter) {
    let document = cached.document
    html.element(.dl, .class("official")) { html in
      fact(Wording.property(.site), cached.siteName, &html)
      fact(Wording.issuer, document.metadata.issuer, &html)
      fact(Wording.documentNumber, document.metadata.documentNumber, &html)
      fact(Wording.published, document.date?.description ?? "", &html)
      fact(Wording.property(.type), Wording.type(document.type), &html)
    }
  }

  private func fact(_ name: String, _ value: String, _ html: inout HTMLWriter) {
    guard !value.isEmpty else { return }
    html.element(.div) { html in
      html.element(.dt, text: name)
      html.element(.dd, text: value)
    }
  }
}
