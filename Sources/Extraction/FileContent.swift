import Documents

/// What all formats other than HTML have in common once their text is known.
enum FileContent {
  /// Fills title (given, else the first lines), days, document number and fingerprint; marks a text that is empty.
  static func finish(_ result: inout ExtractedContent, title: String?) {
    let lines = Array(TextLines.first(64, of: result.text))
    if let title, !title.isEmpty {
      result.title = title
    } else if let first = lines.first(where: { $0.utf8.count >= 4 }) {
      result.title = String(first.prefix(120))
      result.evidence["title"] = "first line"
    }
    if let date = PageDates.signature(of: result.text) {
      result.created = date
      result.evidence["created"] = "signature at the text's end"
    }
    if let number = PrintedNumber.own(in: lines.prefix(16), title: result.title) {
      result.metadata.documentNumber = number.text
      result.evidence["documentNumber"] = "head of the text"
    }
    result.simhash = Simhash.of(result.text)
    if lines.isEmpty, result.failure == nil { result.failure = .noText }
  }
}
