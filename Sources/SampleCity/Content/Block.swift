/// A piece of a document's text, before any markup.
enum Block: Sendable, Hashable {
  /// `各区（市）县…：`, at the left margin.
  case salutation(String)
  /// `第一章 总则`, centred.
  case chapter(String)
  /// `一、申报条件`.
  case heading(String)
  /// A paragraph, indented by two characters.
  case paragraph(String)
  /// Rows of cells; the first row is the head.
  case table([[String]])
  /// Issuer and date, at the right margin.
  case signature(String, String)

  /// The block as lines of plain text.
  var lines: [String] {
    switch self {
    case .salutation(let text), .chapter(let text), .heading(let text): [text]
    case .paragraph(let text): ["　　" + text]
    case .table(let rows): rows.map { $0.joined(separator: "\t") }
    case .signature(let issuer, let date): [issuer, date]
    }
  }
}
