import Documents
import Tokenizer

/// The terms and lengths of one document, for taking it out of the statistics of an index: the same that `Inverter` counts.
struct DocumentTerms: DocumentSink {
  /// The distinct terms.
  private(set) var terms: Set<UInt64> = []
  /// Length per field, in `IndexField` order.
  private(set) var lengths: [UInt32] = [0, 0, 0, 0]
  private var field = IndexField.body

  /// The terms of a document.
  init(_ document: Document) { _ = take(document) }

  mutating func begin(_ field: IndexField) { self.field = field }
  mutating func end(_ text: Span<UInt8>) {}

  mutating func exactTerm(_ key: UInt64, _ spelling: [UInt8], frequency: UInt32) {
    terms.insert(key)
  }

  mutating func bodyToken(
    _ kind: TokenKind, key: UInt64, position: UInt32, start: Int, end: Int
  ) {
    lengths[Int(field.rawValue)] += 1
    if position < DocumentLimits.position { terms.insert(field.termKey(key)) }
  }

  mutating func hanCharacter(key: UInt64, position: UInt32, start: Int, end: Int) {
    countCharacter(key, position)
  }

  mutating func otherWord(key: UInt64, position: UInt32, start: Int, end: Int) {
    countCharacter(key, position)
  }

  private mutating func countCharacter(_ key: UInt64, _ position: UInt32) {
    guard field == .body, position < DocumentLimits.position else { return }
    lengths[Int(IndexField.characters.rawValue)] += 1
    terms.insert(IndexField.characters.termKey(key))
  }
}
