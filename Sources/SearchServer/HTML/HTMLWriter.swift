import Bytes

/// Writes HTML into bytes: elements nest by closures, and every text and attribute value is escaped.
package struct HTMLWriter: Sendable {
  /// What has been written.
  package private(set) var bytes: [UInt8] = []

  /// Nothing written yet.
  package init() { bytes.reserveCapacity(24 * 1024) }

  /// Writes markup that stands in the source code.
  package mutating func markup(_ markup: Markup) {
    bytes.append(contentsOf: markup.source.utf8)
  }

  /// Writes text, escaped.
  package mutating func text(_ text: String) {
    Escaping.append(text.utf8.span, to: &bytes)
  }

  /// Writes text with its marked stretches in `mark` elements.
  package mutating func marked(_ marked: MarkedText) {
    let source = marked.text.utf8.span
    var position = 0
    for mark in marked.marks {
      Escaping.append(source.extracting(position..<mark.lowerBound), to: &bytes)
      bytes.append(contentsOf: "<mark>".utf8)
      Escaping.append(source.extracting(mark), to: &bytes)
      bytes.append(contentsOf: "</mark>".utf8)
      position = mark.upperBound
    }
    Escaping.append(source.extracting(position..<source.count), to: &bytes)
  }

  /// Writes an element with what `content` writes inside.
  package mutating func element(
    _ tag: Tag, _ attributes: Attribute..., content: (inout HTMLWriter) -> Void
  ) {
    open(tag, attributes)
    content(&self)
    close(tag)
  }

  /// Writes an element that holds only this text, escaped.
  package mutating func element(_ tag: Tag, _ attributes: Attribute..., text: String) {
    open(tag, attributes)
    self.text(text)
    close(tag)
  }

  /// Writes an element that has no content: `input`, `link`, `meta`, `br`.
  package mutating func void(_ tag: Tag, _ attributes: Attribute...) {
    open(tag, attributes)
  }

  /// Writes an element that has no content, with attributes that were put together before.
  package mutating func void(_ tag: Tag, attributes: [Attribute]) {
    open(tag, attributes)
  }

  private mutating func open(_ tag: Tag, _ attributes: [Attribute]) {
    bytes.append(0x3C)
    bytes.append(contentsOf: tag.rawValue.utf8)
    for attribute in attributes {
      let (prefix, value) = attribute.parts
      if case .fixed = attribute {
        bytes.append(0x20)
        bytes.append(contentsOf: prefix.utf8)
        continue
      }
      bytes.append(contentsOf: prefix.utf8)
      text(value)
      bytes.append(0x22)
    }
    bytes.append(0x3E)
  }

  private mutating func close(_ tag: Tag) {
    bytes.append(0x3C)
    bytes.append(0x2F)
    bytes.append(contentsOf: tag.rawValue.utf8)
    bytes.append(0x3E)
  }
}
