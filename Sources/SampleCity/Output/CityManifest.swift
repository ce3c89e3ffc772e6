/// What a perfect crawler named `kuasou` finds in the city: the answer sheet for tests.
package struct CityManifest: Codable, Sendable {
  /// The seed of the city.
  package var seed: UInt64
  /// The sites in their order.
  package var sites: [Site]

  /// One site.
  package struct Site: Codable, Sendable {
    /// Its id in `sites.conf`.
    package var id: String
    /// Its name.
    package var name: String
    /// Its start page.
    package var start: String
    /// The encoding of its pages by the WHATWG name, whatever they claim.
    package var charset: String
    /// Pages that may be fetched and succeed.
    package var pages: [Page] = []
    /// Files that may be fetched and succeed.
    package var attachments: [File] = []
    /// Addresses that robots.txt forbids and that pages link to.
    package var disallowed: [String] = []
    /// Addresses that may be fetched and always fail.
    package var failing: [String] = []
    /// Addresses that redirect.
    package var redirects: [Move] = []
    /// Addresses that pages link to and that do not exist, by 404 or only by their text.
    package var missing: [String] = []
    /// Prefixes of addresses without end; what a crawler fetches there is its own loss.
    package var traps: [String] = []
  }

  /// One page.
  package struct Page: Codable, Sendable {
    /// Its address.
    package var url: String
    /// Its title: an article's own one, else the document's.
    package var title: String
    /// `home`, `about`, `list`, `article` or `special`.
    package var kind: String
    /// 发布日期 as `2023-05-09`, for articles.
    package var date: String?
    /// 成文日期, where a label table shows it.
    package var signed: String?
    /// 文号, where a label table shows it.
    package var documentNumber: String?
    /// 来源, for articles.
    package var source: String?
    /// The column, for articles and lists.
    package var column: String?
    /// The original's address, for reprints.
    package var reprintOf: String?
    /// Whether only a sitemap names it.
    package var onlyInSitemap: Bool?
    /// The id in the `.jsonl` file, for pages of a corpus.
    package var corpusID: String?
  }

  /// One attachment.
  package struct File: Codable, Sendable {
    /// Its address.
    package var url: String
    /// The extension, such as `pdf`.
    package var type: String
    /// The title inside it.
    package var title: String
    /// The text of the link to it.
    package var linkText: String
    /// The page that offers it.
    package var page: String
  }

  /// One redirect.
  package struct Move: Codable, Sendable {
    /// The address that redirects.
    package var url: String
    /// The status code.
    package var status: Int
    /// The Location header as sent.
    package var location: String
  }

  /// The number of pages that may be fetched and succeed.
  package var pageCount: Int { sites.reduce(0) { $0 + $1.pages.count } }
}
