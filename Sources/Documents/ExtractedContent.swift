/// What the extraction worker makes of one file's bytes; it is what `kuasou extract` prints.
package struct ExtractedContent: Encodable, Sendable, Equatable {
  /// What the bytes are, by their content.
  package var type: DocumentType
  /// The title without the site's name; empty when there is none.
  package var title = ""
  /// The main text, paragraphs and table rows separated by line feeds.
  package var text = ""
  /// 发布日期: when it was published.
  package var date: CalendarDate?
  /// 成文日期: when the document itself was signed.
  package var created: CalendarDate?
  /// The WHATWG name of the charset that was decided on; nil where the format has none.
  package var charset: String?
  /// Why that charset, for people.
  package var charsetEvidence: String?
  /// The fields of 国办发〔2017〕47号 and of label tables.
  package var metadata = GovernmentMetadata()
  /// Links out with their anchor text, absolute, in order.
  package var links: [ExtractedLink] = []
  /// `rel=canonical`, absolute.
  package var canonical: String?
  /// Whether the page asks not to be indexed (meta robots).
  package var noindex = false
  /// Whether the page asks that its links not be followed (meta robots).
  package var nofollow = false
  /// Whether this is a page of links (a column, a home page) rather than an article.
  package var isList = false
  /// The number of pages of a paged format.
  package var pageCount: Int?
  /// The headings of the outline (bookmarks) of a paged format, in its order.
  package var outline: [OutlineEntry] = []
  /// The 64-bit simhash of the text, for near-duplicates; nil without text.
  package var simhash: UInt64?
  /// What was noticed on the way, for people: limits hit, parts left out.
  package var warnings: [String] = []
  /// Why there is no text, where there is none.
  package var failure: ExtractionFailure?
  /// Where title, date and fields were found, keyed by field; for `kuasou extract --why`.
  package var evidence: [String: String] = [:]

  /// Nothing extracted yet from bytes of this type.
  package init(type: DocumentType) { self.type = type }
}

/// A heading of an outline.
package struct OutlineEntry: Encodable, Sendable, Hashable {
  /// Its depth, 1 for the outermost.
  package var level: Int
  /// Its text with blanks folded.
  package var text: String

  /// A heading of that depth.
  package init(level: Int, text: String) {
    self.level = level
    self.text = text
  }
}

/// A link of a page with the words that it was shown with.
package struct ExtractedLink: Encodable, Sendable, Hashable {
  /// The absolute URL.
  package var url: String
  /// The anchor text with blanks folded.
  package var text: String

  /// A link to `url` shown as `text`.
  package init(url: String, text: String) {
    self.url = url
    self.text = text
  }
}

/// The metadata of a Chinese government page; an empty string means that it was not found.
package struct GovernmentMetadata: Encodable, Sendable, Equatable {
  /// 站点名 (SiteName).
  package var siteName = ""
  /// 栏目 (ColumnName).
  package var column = ""
  /// 类型 (ColumnType).
  package var columnType = ""
  /// 来源 (ContentSource).
  package var source = ""
  /// 发文机关.
  package var issuer = ""
  /// 发文字号 as printed, such as 成办发〔2009〕12号.
  package var documentNumber = ""
  /// 索引号.
  package var indexNumber = ""
  /// 主题分类.
  package var topic = ""
  /// 有效性.
  package var validity = ""
  /// 关键词, separated by blanks.
  package var keywords = ""
  /// The page's own summary (Description).
  package var summary = ""

  /// Nothing found yet.
  package init() {}
}

/// Why a file gave no text.
package enum ExtractionFailure: String, Encodable, Sendable, CaseIterable, Error {
  /// No bytes at all.
  case empty
  /// A format that kuasou reads no text from.
  case unsupported
  /// The file breaks its format.
  case damaged
  /// The file wants a password.
  case encrypted
  /// Pages are images only.
  case scanned
  /// Parsed well, yet it holds no text.
  case noText
  /// The worker used more memory than it may.
  case memoryLimit
  /// The worker took longer than it may.
  case timeLimit
  /// The worker ended while it read the file.
  case crashed
  /// The file is larger than the worker takes.
  case tooLarge

  /// A sentence for people.
  package var explanation: String {
    switch self {
    case .empty: "the file has no bytes"
    case .unsupported: "kuasou reads no text from this format"
    case .damaged: "the file breaks its own format"
    case .encrypted: "the file wants a password"
    case .scanned: "its pages are images without text"
    case .noText: "it holds no text"
    case .memoryLimit: "reading it took more memory than a worker may use"
    case .timeLimit: "reading it took longer than a worker may run"
    case .crashed: "the worker ended while reading it"
    case .tooLarge: "it is larger than a worker takes"
    }
  }
}
