package import Documents

/// The text of a document as the index keeps it, with what a query finds in it.
package struct CachedDocument: Sendable {
  /// The document.
  package let document: Document
  /// The name of its site.
  package let siteName: String
  /// The title, matches marked.
  package let title: MarkedText
  /// The text, matches marked.
  package let text: MarkedText

  /// A document with these marks.
  package init(document: Document, siteName: String, title: MarkedText, text: MarkedText) {
    self.document = document
    self.siteName = siteName
    self.title = title
    self.text = text
  }
}
