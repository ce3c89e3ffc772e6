import Charset
import Documents

/// Makes an `ExtractedContent` of plain text or CSV.
enum PlainTextExtractor {
  /// Decodes the bytes, trims every line and takes the first short line as the title.
  static func extract(
    _ bytes: Span<UInt8>, type: DocumentType, contentType: String?
  ) -> ExtractedContent {
    let body = DecodedBody(bytes, contentType: contentType)
    var result = ExtractedContent(type: type)
    result.charset = body.encoding.name
    result.charsetEvidence = body.evidence
    let fields = type == .csv
    var text: [UInt8] = []
    for line in body.utf8.split(whereSeparator: { $0 == 10 || $0 == 13 }) {
      var folded: [UInt8] = []
      Blanks.append(
        fields ? line.map { $0 == UInt8(ascii: ",") ? 32 : $0 } : Array(line), to: &folded)
      while folded.last == 32 { folded.removeLast() }
      if folded.isEmpty { continue }
      if !text.isEmpty { text.append(10) }
      text.append(contentsOf: folded)
    }
    result.text = String(decoding: text, as: UTF8.self)
    FileContent.finish(&result, title: nil)
    return result
  }
}
