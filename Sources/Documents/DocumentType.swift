/// The kind of file a document was made from, decided by its content rather than by its name.
package enum DocumentType: String, Codable, Sendable, CaseIterable {
  case html, pdf, docx, xlsx, pptx, ofd, doc, xls, ppt, rtf, wps, text, csv, zip, rar
  /// An image, which carries no text without recognition.
  case image
  /// Imported from JSON Lines: text without a file.
  case record
  /// Something else that carries no text for us.
  case other

  /// The short mark that people see beside a hit; empty for a plain page.
  package var mark: String {
    switch self {
    case .html, .record: ""
    case .text: "TXT"
    case .other: "文件"
    default: rawValue.uppercased()
    }
  }

  /// The stable number of the type in an index segment.
  package var code: UInt8 {
    switch self {
    case .html: 0
    case .pdf: 1
    case .docx: 2
    case .xlsx: 3
    case .pptx: 4
    case .ofd: 5
    case .doc: 6
    case .xls: 7
    case .ppt: 8
    case .rtf: 9
    case .wps: 10
    case .text: 11
    case .csv: 12
    case .zip: 13
    case .rar: 14
    case .image: 15
    case .record: 16
    case .other: 17
    }
  }

  /// The type of that number; an unknown number reads as `other`.
  package init(code: UInt8) {
    self = Self.allCases.first { $0.code == code } ?? .other
  }
}
