import Documents

/// Makes an `ExtractedContent` of Word, Excel and PowerPoint files of 97 to 2003 and of WPS files of that form.
enum LegacyExtractor {
  /// Reads the streams that hold text.
  static func extract(_ bytes: [UInt8], type: DocumentType) -> ExtractedContent {
    var result = ExtractedContent(type: type)
    guard let file = CompoundFile(bytes) else {
      result.failure = .damaged
      return result
    }
    let text: Result<String, BinaryFailure> =
      switch type {
      case .xls: SheetBinary.text(file)
      case .ppt: SlidesBinary.text(file)
      default: WordBinary.text(file)
      }
    switch text {
    case .success(let text): result.text = text
    case .failure(.damaged): result.failure = .damaged
    case .failure(.encrypted): result.failure = .encrypted
    }
    FileContent.finish(&result, title: nil)
    return result
  }
}
