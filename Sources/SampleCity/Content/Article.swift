/// A document's place in the city: the index of its host, and its index among the host's articles.
package struct ArticleID: Sendable, Hashable {
  /// Index into `City.sites`.
  package var site: Int
  /// Index into `SitePlan.articles`.
  package var article: Int
}

/// What is known of a document before its text is written.
package struct Article: Sendable {
  /// Index of its column in `SitePlan.columns`.
  package var column: Int
  /// What kind of document it is.
  package var genre: Genre
  /// The id of its subject.
  package var topic: String
  /// The title, as the page shows it.
  package var title: String
  /// When it was published (发布日期).
  package var published: CityDate
  /// When it was signed (成文日期), never after `published`.
  package var signed: CityDate
  /// 文号, such as `锦经信发〔2023〕12号`.
  package var documentNumber: String?
  /// The number in its address, unique on its site.
  package var number: Int
  /// The path and query of its address, percent-encoded.
  package var path: String
  /// The files it offers.
  package var attachments: [Attachment]
  /// The document that it repeats, for a reprint.
  package var origin: ArticleID?
  /// Whether only the sitemap names it.
  package var isOrphan: Bool
}

/// A file that belongs to an article.
package struct Attachment: Sendable {
  /// What kind of file it is.
  package var kind: AttachmentKind
  /// What the file is about.
  package var role: AttachmentRole
  /// The title inside the file and, with its extension, the text of its link.
  package var title: String
  /// The path of its address.
  package var path: String

  /// The link's text, such as `申报指南.pdf`.
  package var fileName: String { "\(title).\(kind.fileExtension)" }
}

/// What a file holds.
package enum AttachmentRole: String, Sendable {
  /// 申报指南: conditions, standards, materials.
  case instructions
  /// 申请表: a form.
  case form
  /// 名单: a table of names.
  case list
  /// The measure's full text.
  case measure
}

/// The file types the city serves; two kinds of PDF differ in their fonts.
package enum AttachmentKind: String, Sendable, CaseIterable {
  /// PDF with the font STSong-Light, not embedded, UniGB-UCS2-H.
  case pdfUnembedded
  /// PDF with the font STSong-Light, not embedded, GBK-EUC-H.
  case pdfGBK
  /// PDF with an embedded TrueType font and a ToUnicode map.
  case pdfEmbedded
  case docx, xlsx, pptx, ofd, doc, xls, ppt, rtf, wps, txt, csv, zip, rar

  /// The extension of its file name.
  package var fileExtension: String {
    switch self {
    case .pdfUnembedded, .pdfGBK, .pdfEmbedded: "pdf"
    default: rawValue
    }
  }

  /// Its Content-Type.
  package var mediaType: String {
    switch self {
    case .pdfUnembedded, .pdfGBK, .pdfEmbedded: "application/pdf"
    case .docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    case .pptx: "application/vnd.openxmlformats-officedocument.presentationml.presentation"
    case .ofd: "application/ofd"
    case .doc: "application/msword"
    case .xls: "application/vnd.ms-excel"
    case .ppt: "application/vnd.ms-powerpoint"
    case .rtf: "application/rtf"
    case .wps: "application/vnd.ms-works"
    case .txt: "text/plain"
    case .csv: "text/csv"
    case .zip: "application/zip"
    case .rar: "application/x-rar-compressed"
    }
  }
}
