import Editorial
import QueryLog

/// A page for administrators.
struct AdminView {
  /// What the page shows.
  enum Content {
    case login(problem: String?)
    case sites(AdminCommand.Answer)
    case explanation(url: String, AdminCommand.Answer?)
    case queries(QueryReport?)
    case words(EditorialFiles)
    case told(AdminCommand.Answer)
    case refusedForm, notFound, methodNotAllowed
  }

  let content: Content
  /// What forms carry; nil when nobody is let in yet.
  let formToken: String?

  /// The whole page.
  func render() -> [UInt8] {
    var frame = PageFrame(title: "\(AdminWording.title) - \(Wording.brand)")
    frame.hasHeaderForm = false
    frame.hasScript = false
    return frame.page { html in
      html.element(.section, .class("prose admin")) { html in
        if formToken != nil { navigation(&html) }
        html.element(.h1, text: heading)
        write(&html)
      }
    }
  }

  private var heading: String {
    switch content {
    case .login: AdminWording.login
    case .sites, .told: AdminWording.sites
    case .explanation: AdminWording.explain
    case .queries: AdminWording.queries
    case .words: AdminWording.words
    case .refusedForm, .notFound, .methodNotAllowed: AdminWording.title
    }
  }

  private func write(_ html: inout HTMLWriter) {
    switch content {
    case .login(let problem): login(problem, &html)
    case .sites(let answer): answer.isGood ? sites(answer.rows, &html) : printed(answer, &html)
    case .explanation(let url, let answer): explanation(url, answer, &html)
    case .queries(let report): queries(report, &html)
    case .words(let files): words(files, &html)
    case .told(let answer): printed(answer, &html)
    case .refusedForm: html.element(.p, text: AdminWording.refusedForm)
    case .notFound: html.element(.p, text: AdminWording.notFound)
    case .methodNotAllowed: html.element(.p, text: AdminWording.methodNotAllowed)
    }
  }

  private func navigation(_ html: inout HTMLWriter) {
    html.element(.nav, .label(AdminWording.title)) { html in
      html.element(.a, .href("/admin"), text: AdminWording.sites)
      html.element(.a, .href("/admin/explain"), text: AdminWording.explain)
      html.element(.a, .href("/admin/queries"), text: AdminWording.queries)
      html.element(.a, .href("/admin/words"), text: AdminWording.words)
      html.element(.form, .method("post"), .action("/admin/logout")) { html in
        hidden("form", formToken ?? "", &html)
        html.element(.button, .type("submit"), text: AdminWording.logout)
      }
    }
  }

  private func login(_ problem: String?, _ html: inout HTMLWriter) {
    if let problem { html.element(.p, .role("alert"), text: problem) }
    html.element(.form, .method("post"), .action("/admin/login")) { html in
      html.element(.label, .for("token"), text: AdminWording.token)
      html.void(
        .input, .id("token"), .name("token"), .type("password"), .maxLength(200),
        .fixed("required autocomplete=\"current-password\""))
      html.element(.button, .type("submit"), text: AdminWording.login)
    }
  }

  private func sites(_ rows: [[String]], _ html: inout HTMLWriter) {
    table(AdminWording.columns, &html) { html in
      for row in rows {
        html.element(.tr) { html in
          for value in row { html.element(.td, text: value) }
          html.element(.td) { html in next(row.first ?? "", &html) }
        }
      }
    }
  }

  private func next(_ site: String, _ html: inout HTMLWriter) {
    html.element(.form, .method("post"), .action("/admin/next")) { html in
      hidden("form", formToken ?? "", &html)
      hidden("site", site, &html)
      html.element(
        .button, .type("submit"), .label("\(AdminWording.next) \(site)"), text: AdminWording.next)
    }
  }

  private func explanation(
    _ url: String, _ answer: AdminCommand.Answer?, _ html: inout HTMLWriter
  ) {
    html.element(.form, .method("get"), .action("/admin/explain")) { html in
      html.element(.label, .for("url"), text: AdminWording.address)
      html.void(
        .input, .id("url"), .name("url"), .type("url"), .value(url), .maxLength(2000),
        .fixed("required"))
      html.element(.button, .type("submit"), text: AdminWording.explainAction)
    }
    if let answer { printed(answer, &html) }
  }

  private func queries(_ report: QueryReport?, _ html: inout HTMLWriter) {
    guard let report, report.searches > 0 else {
      return html.element(.p, text: AdminWording.noReport)
    }
    html.element(
      .p,
      text: AdminWording.summary(
        days: report.days, searches: report.searches, withoutResult: report.withoutResult,
        p50: report.latency.p50, p99: report.latency.p99))
    for (heading, words) in [
      (AdminWording.hot, report.top), (AdminWording.withoutResult, report.zeroResults),
      (AdminWording.slow, report.slow),
    ] where !words.isEmpty {
      html.element(.h2, text: heading)
      table(AdminWording.queryColumns, &html) { html in
        for word in words {
          html.element(.tr) { html in
            html.element(.td) { html in
              html.element(.a, .local(SearchQuery(word.text).link()), text: word.text)
            }
            html.element(.td, text: "\(word.searches)")
            html.element(.td, text: AdminWording.milliseconds(word.slowestMicroseconds))
          }
        }
      }
    }
  }

  private func words(_ files: EditorialFiles, _ html: inout HTMLWriter) {
    for problem in Editorial(files).problems {
      html.element(.p, .role("alert"), text: "\(problem) — \(problem.help)")
    }
    for file in files.texts {
      html.element(.h2, text: file.name)
      if let text = file.text {
        html.element(.pre, .fixed("tabindex=\"0\""), text: text)
      } else {
        html.element(.p, text: AdminWording.noFile)
      }
    }
  }

  private func printed(_ answer: AdminCommand.Answer, _ html: inout HTMLWriter) {
    html.element(.pre, .role("status"), .fixed("tabindex=\"0\""), text: answer.text)
  }

  private func table(
    _ columns: [String], _ html: inout HTMLWriter, rows: (inout HTMLWriter) -> Void
  ) {
    html.element(
      .div, .class("wide-table"), .fixed("tabindex=\"0\" role=\"region\""), .label(heading)
    ) {
      html in
      html.element(.table) { html in
        html.element(.thead) { html in
          html.element(.tr) { html in
            for column in columns {
              if column.isEmpty {
                html.element(.td, text: "")
              } else {
                html.element(.th, .fixed("scope=\"col\""), text: column)
              }
            }
          }
        }
        html.element(.tbody, content: rows)
      }
    }
  }

  private func hidden(_ name: String, _ value: String, _ html: inout HTMLWriter) {
    html.void(.input, .type("hidden"), .name(name), .value(value))
  }
}
