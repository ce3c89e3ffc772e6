package import Documents

/// Limits that every fetch keeps, whatever a server does.
package struct FetchLimits: Sendable {
  /// Decoded bytes of a page of text.
  package var htmlBytes = 10 << 20
  /// Decoded bytes of any other file.
  package var fileBytes = 50 << 20
  /// Bytes of a robots.txt that are read; the rest is cut off.
  package var robotsBytes = 500 * 1024
  /// Bytes of all header fields.
  package var headerBytes = 64 << 10
  /// Header fields.
  package var headerFields = 256
  /// Bytes of a body that won't be used, such as that of a 404, before the connection is given up.
  package var unusedBytes = 256 << 10
  /// From the start to the end of a fetch.
  package var total: Duration = .seconds(120)
  /// The same for a page of text.
  package var htmlTime: Duration = .seconds(30)
  /// For connecting, the handshake included.
  package var connect: Duration = .seconds(15)
  /// A transfer slower than `slowBytes` a second over this time is given up.
  package var slowTime: Duration = .seconds(15)
  /// See `slowTime`.
  package var slowBytes = 1024

  /// The limits of an ordinary crawl.
  package init() {}
}

/// A request as the fetch thread sends it.
package struct FetchRequest: Sendable {
  /// What a body is wanted for, which sets its limit.
  package enum BodyUse: Sendable { case page, robots, sitemap }

  /// The number by which the answer is known.
  package var token: Int
  /// The URL.
  package var url: CrawlURL
  /// The addresses to connect to; empty where libcurl or a proxy finds them.
  package var addresses: [String] = []
  /// What the body is for.
  package var use: BodyUse
  /// The `User-Agent`.
  package var userAgent: String
  /// `If-None-Match`.
  package var etag: String?
  /// `If-Modified-Since`.
  package var lastModified: String?
  /// Whether loopback and private addresses may be connected to.
  package var allowsPrivateAddresses = false
  /// Whether a certificate that can't be verified is put up with.
  package var isTLSTolerant = false
  /// A file of certificates trusted besides the machine's.
  package var caFile: String?
  /// The proxy.
  package var proxy: String?

  /// A request for `url` by that program.
  package init(token: Int, url: CrawlURL, use: BodyUse, userAgent: String) {
    self.token = token
    self.url = url
    self.use = use
    self.userAgent = userAgent
  }

  /// A request of the crawl for a site.
  package init(token: Int, order: FetchOrder, site: Site) {
    let use: BodyUse =
      switch order.target.purpose {
      case .page: .page
      case .robots: .robots
      case .sitemap: .sitemap
      }
    self.init(token: token, url: order.target.url, use: use, userAgent: site.userAgentHeader)
    addresses = order.addresses
    if let known = order.target.known, known.isStored {
      etag = known.etag
      lastModified = known.lastModified
    }
    allowsPrivateAddresses = site.allowPrivateAddresses
    isTLSTolerant = site.tlsTolerant
    caFile = site.caFile
    proxy = site.proxy
  }
}

/// A fetch that has ended.
package struct FetchEnd: Sendable {
  /// The request's number.
  package var token: Int
  /// How it ended.
  package var outcome: FetchOutcome
  /// The body of a 2xx; empty where it isn't wanted.
  package var body: [UInt8]
  /// libcurl's own words about a failure; empty when there is none.
  package var detail: String
}
