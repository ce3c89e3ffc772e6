/// Writes the bytes of attachments.
struct AttachmentWriter {
  /// The city.
  let city: City
  /// The site that offers the file.
  let host: CityHost
  /// The article that offers it.
  let article: Article

  /// The bytes of a file.
  func bytes(_ attachment: Attachment) -> [UInt8] { [] }
}
