package import Charset
package import Documents

/// Finds the links of a page in one pass over its bytes, without building a tree.
///
/// For the frontier only: the text of the page is the extraction worker's. Takes in what old
/// content management systems write: framesets, image maps, `location.href = "…"` and
/// `window.open("…")` in scripts, handlers and `javascript:` addresses.
package enum LinkScanner {
  /// Links that are kept of a page.
  package static let maximumLinks = 5_000
  /// Bytes of an attribute's value that are read; a longer one is no address.
  package static let maximumValueBytes = 8_192

  /// Scans a page of any content; never fails.
  ///
  /// - Parameters:
  ///   - html: the page as it was fetched.
  ///   - encoding: what it is written in; also that of the query strings of its links.
  ///   - pageURL: where it was fetched.
  ///   - agent: our product token, for `<meta name="kuasou">`.
  /// - Complexity: O(n); what is kept is bounded.
  package static func scan(
    html: [UInt8], encoding: Encoding, pageURL: WebURL, agent: String = "kuasou"
  ) -> LinkScan {
    guard PageEncoding.isASCIIKept(encoding) else {
      // The addresses are UTF-8 now, the query strings still go out as the page's encoding says.
      let text = encoding.decode(html).utf8
      let query = PageEncoding(encoding.output)
      return scan(text.span, PageEncoding(.utf8), query: query, pageURL, agent)
    }
    return scan(html: html, encoding: PageEncoding(encoding), pageURL: pageURL, agent: agent)
  }

  /// Scans a page as the other `scan` does, in an encoding of which `PageEncoding.isASCIIKept` holds.
  static func scan(
    html: [UInt8], encoding: PageEncoding, pageURL: WebURL, agent: String
  ) -> LinkScan {
    scan(html.span, encoding, query: encoding, pageURL, agent)
  }

  private static func scan(
    _ bytes: Span<UInt8>, _ encoding: PageEncoding, query: PageEncoding, _ pageURL: WebURL,
    _ agent: String
  ) -> LinkScan {
    var pass = LinkPass(bytes, encoding: encoding, agent: agent)
    pass.run()
    return pass.result(pageURL: pageURL, query: query)
  }
}
