/// What of a document goes into a segment.
package enum IndexedContent: Sendable {
  /// Everything that searches and answers need.
  case whole
  /// The terms of the body with their positions, its site and dates: what other engines index of plain text, to be compared with them.
  /// Neither characters nor other fields can then be searched, and no text is stored.
  case bodyTerms
}
