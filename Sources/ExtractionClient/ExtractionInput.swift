/// A file that is to be extracted, and what is known of it from outside.
package struct ExtractionInput: Sendable {
  /// The file.
  package var bytes: [UInt8]
  /// Where it stands, which relative links need.
  package var url: String?
  /// What its server said that it is.
  package var contentType: String?

  /// A file with what is known of it.
  package init(bytes: [UInt8], url: String?, contentType: String?) {
    self.bytes = bytes
    self.url = url
    self.contentType = contentType
  }
}
