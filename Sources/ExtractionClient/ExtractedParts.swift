/// Which parts of an `ExtractedContent` a caller wants: others are neither made nor sent.
package enum ExtractedParts: Sendable {
  /// All.
  case all
  /// What the index keeps: all but links, outline and evidence.
  case indexed
}
