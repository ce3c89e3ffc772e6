import Documents

/// The list of all sites in the index, by kind, each with a link to its documents.
struct SitesView {
  /// What the index holds.
  let holdings: Holdings

  /// The kinds in the order in which people look for them; what is left comes last.
  private static let kinds = ["portal", "department", "district", "industry", "service"]

  /// The whole page.
  func render() -> [UInt8] {
    var frame = PageFrame(title: "\(Wording.sites) - \(Wording.brand)", holdings: holdings)
    frame.isListed = true
    return frame.page { html in
      html.element(.section, .class("prose wide")) { html in
        html.element(.h1, text: Wording.sites)
        html.element(.p, text: Wording.holdings(holdings))
        for kind in Self.kinds {
          group(kind, holdings.sites.filter { $0.label.kind == kind }, &html)
        }
        group("", holdings.sites.filter { !Self.kinds.contains($0.label.kind) }, &html)
      }
    }
  }

  /// The newest documents of a site.
  private func documents(of site: SiteEntry) -> LocalLink {
    SearchQuery("site:\(site.label.id)").sorted(by: .date).link()
  }

  private func group(_ kind: String, _ sites: [SiteEntry], _ html: inout HTMLWriter) {
    guard !sites.isEmpty else { return }
    html.element(.h2, text: Wording.siteKind(kind))
    html.element(.ul, .class("sites")) { html in
      for site in sites {
        html.element(.li) { html in
          html.element(.a, .local(documents(of: site)), text: site.label.name)
          html.element(.span, .class("count"), text: Wording.documents(site.documents))
        }
      }
    }
  }
}
