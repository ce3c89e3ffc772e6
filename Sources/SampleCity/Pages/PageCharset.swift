/// How a site encodes its pages, and what it says about that.
package enum PageCharset: String, Sendable, CaseIterable {
  /// UTF-8, said by header and early meta tag.
  case utf8
  /// UTF-8, said by the header alone.
  case utf8HeaderOnly
  /// UTF-8, said by an early meta tag alone.
  case utf8MetaOnly
  /// UTF-8, said by a meta tag behind the first 1,024 bytes.
  case utf8MetaLate
  /// UTF-8 with a byte order mark and nothing else.
  case utf8Mark
  /// UTF-8 that calls itself gb2312 in a meta tag.
  case utf8ClaimsGBK
  /// GBK, said by the header alone.
  case gbkHeader
  /// GBK that an early meta tag calls gb2312.
  case gbkMeta
  /// GBK that a meta tag behind the first 1,024 bytes calls gb2312.
  case gbkLate
  /// GBK that nothing declares.
  case gbkUnlabelled
  /// GBK that a meta tag calls utf-8.
  case gbkClaimsUTF8
  /// GBK that the header calls ISO-8859-1.
  case gbkLatin1
  /// GB18030 with four-byte characters, declared as such.
  case gbk18030

  /// Whether the bytes are GBK or GB18030.
  package var isGB: Bool {
    switch self {
    case .utf8, .utf8HeaderOnly, .utf8MetaOnly, .utf8MetaLate, .utf8Mark, .utf8ClaimsGBK: false
    case .gbkHeader, .gbkMeta, .gbkLate, .gbkUnlabelled, .gbkClaimsUTF8, .gbkLatin1, .gbk18030:
      true
    }
  }

  /// The label in the Content-Type header, if there is one.
  package var headerLabel: String? {
    switch self {
    case .utf8, .utf8HeaderOnly: "UTF-8"
    case .gbkHeader: "GBK"
    case .gbkLatin1: "ISO-8859-1"
    case .gbk18030: "gb18030"
    default: nil
    }
  }

  /// The label in the page, if there is one.
  package var metaLabel: String? {
    switch self {
    case .utf8, .utf8MetaOnly, .utf8MetaLate, .gbkClaimsUTF8: "utf-8"
    case .gbkMeta, .gbkLate, .utf8ClaimsGBK: "gb2312"
    case .gbk18030: "gb18030"
    default: nil
    }
  }

  /// Whether the label in the page lies behind the bytes that a prescan looks at (WHATWG HTML
  /// §13.2.3.2: 1,024).
  var metaIsLate: Bool { self == .gbkLate || self == .utf8MetaLate }

  /// The encoding that a perfect reader finds, by its WHATWG name.
  package var trueName: String { isGB ? "gb18030" : "utf-8" }

  /// The text in this encoding; a character that it lacks becomes `?`, which no page has.
  func encode(_ text: String) -> [UInt8] {
    if isGB { return GBEncoding.encode(text) }
    return (self == .utf8Mark ? [0xEF, 0xBB, 0xBF] : []) + Array(text.utf8)
  }
}
