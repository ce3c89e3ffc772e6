/// A piece of markup that stands in the source code, written out as it is.
///
/// Only a literal makes one in our code; text from elsewhere goes through `HTMLWriter.text`, which escapes.
package struct Markup: ExpressibleByStringLiteral, Sendable {
  /// The markup itself.
  let source: String

  /// A literal in our own source is markup as it stands.
  package init(stringLiteral value: String) { source = value }
}

/// The names of the elements that the pages use.
package enum Tag: String, Sendable {
  case a, article, aside, bdi, body, button, dd, details, div, dl, dt, footer, form, h1, h2, h3,
    head
  case header, html, li, main, mark, nav, ol, p, pre, section, span, strong, summary, time, title,
    ul,
    code
  case label, script, table, thead, tbody, tr, th, td
  // Void elements.
  case br, input, link, meta
}

/// An attribute of an element; every value is escaped when it is written.
package enum Attribute: Sendable {
  case id(String)
  case `class`(String)
  /// A link within this server.
  case local(LocalLink)
  /// A link out; only `WebLink` makes one, for http and https alone.
  case web(String)
  /// The source of a script of ours.
  case source(LocalLink)
  /// A fixed path or fragment that stands in the source code.
  case href(Markup)
  case rel(String)
  case name(String)
  case type(String)
  case value(String)
  case lang(String)
  case role(String)
  case label(String)
  case labelledBy(String)
  case describedBy(String)
  case current(String)
  case live(String)
  case dateTime(String)
  case action(Markup)
  /// Where a form leads within this server.
  case actionLink(LocalLink)
  case method(String)
  case `for`(String)
  case title(String)
  case placeholder(String)
  case maxLength(Int)
  case content(String)
  case start(Int)
  /// A `data-` attribute of that name.
  case data(Markup, String)
  /// Any further attribute without a value, or one that is set the same way everywhere.
  case fixed(Markup)

  /// The attribute's name with a blank before and `="` after it, and its value; a `fixed` one is all name.
  var parts: (prefix: String, value: String) {
    switch self {
    case .id(let text): (" id=\"", text)
    case .class(let text): (" class=\"", text)
    case .local(let link): (" href=\"", link.reference)
    case .web(let text): (" href=\"", text)
    case .source(let link): (" src=\"", link.reference)
    case .href(let markup): (" href=\"", markup.source)
    case .rel(let text): (" rel=\"", text)
    case .name(let text): (" name=\"", text)
    case .type(let text): (" type=\"", text)
    case .value(let text): (" value=\"", text)
    case .lang(let text): (" lang=\"", text)
    case .role(let text): (" role=\"", text)
    case .label(let text): (" aria-label=\"", text)
    case .labelledBy(let text): (" aria-labelledby=\"", text)
    case .describedBy(let text): (" aria-describedby=\"", text)
    case .current(let text): (" aria-current=\"", text)
    case .live(let text): (" aria-live=\"", text)
    case .dateTime(let text): (" datetime=\"", text)
    case .action(let markup): (" action=\"", markup.source)
    case .actionLink(let link): (" action=\"", link.reference)
    case .method(let text): (" method=\"", text)
    case .for(let text): (" for=\"", text)
    case .title(let text): (" title=\"", text)
    case .placeholder(let text): (" placeholder=\"", text)
    case .maxLength(let number): (" maxlength=\"", String(number))
    case .content(let text): (" content=\"", text)
    case .start(let number): (" start=\"", String(number))
    case .data(let name, let text): (" data-\(name.source)=\"", text)
    case .fixed(let markup): (markup.source, "")
    }
  }
}
