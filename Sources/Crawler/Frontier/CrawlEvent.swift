package import Documents

/// Something that happened and that the crawl machine must decide on.
package enum CrawlEvent: Sendable {
  /// The crawl begins; what the state holds for its sites.
  case started(CrawlBacklog)
  /// A host's addresses were looked up.
  case resolved(token: Int, ResolvedHost)
  /// A fetch ended.
  case fetched(token: Int, FetchOutcome)
  /// A page's body was examined.
  case digested(token: Int, PageDigest)
  /// A sitemap's body was read.
  case sitemapRead(token: Int, SitemapDigest)
  /// The changes of a token are durable.
  case persisted(token: Int)
  /// More of a host's waiting URLs were loaded.
  case refilled(host: Int, lane: HostQueue.Lane, [CrawlTarget])
  /// Known pages became due because a sitemap says that they have changed.
  case becameDue([CrawlTarget])
  /// Time has passed.
  case tick
  /// The crawl should end once what is in flight has ended.
  case stop
}

/// What waits in the crawl state when a run begins.
package struct CrawlBacklog: Sendable {
  /// Hosts in the order of their numbers, with what waits for each.
  package var hosts: [Host] = []
  /// The hashes of all URLs known.
  package var seen = SeenSet()
  /// The number that the next new URL gets.
  package var nextID: Int64 = 1
  /// Pages stored for each site.
  package var storedPages: [Int] = []
  /// Robots policies that are still fresh, by origin.
  package var robots: [String: KeptRobots] = [:]

  /// A host that has been met before.
  package struct Host: Sendable {
    /// Its name, with the port if any.
    package var authority: String
    /// Never fetched URLs that wait.
    package var fresh: Int
    /// Pages that are due again.
    package var revisits: Int

    /// A host with that much to do.
    package init(authority: String, fresh: Int, revisits: Int) {
      self.authority = authority
      self.fresh = fresh
      self.revisits = revisits
    }
  }

  /// Nothing waits.
  package init() {}
}

/// A robots policy and how long it holds.
package struct KeptRobots: Sendable {
  /// The policy.
  package var policy: RobotsPolicy
  /// When it must be asked for again.
  package var expires: UnixTime
  /// Failures to read robots.txt in a row.
  package var failures: Int

  /// A policy that holds until `expires`.
  package init(policy: RobotsPolicy, expires: UnixTime, failures: Int = 0) {
    self.policy = policy
    self.expires = expires
    self.failures = failures
  }
}

/// What looking up a host's name gave.
package enum ResolvedHost: Sendable, Equatable {
  /// Addresses that may be connected to, the preferred one first.
  case addresses([String])
  /// All addresses are ones that the site may not use.
  case refused(String)
  /// The name has no address, or the name server didn't answer.
  case failed(String)
}

/// How a fetch ended.
package enum FetchOutcome: Sendable {
  /// An answer came, whatever its status; the body is there only for a 2xx, within its limit.
  case answer(FetchAnswer)
  /// No answer, or not a whole one.
  case failure(FetchFailure, at: FetchTimes)
}

/// When an answer came and how long the server took.
package struct FetchTimes: Sendable, Equatable {
  /// When the first byte came, or when the fetch ended without one; never too early, as politeness counts from here.
  package var answered: UnixTime
  /// From the request to the first byte of the answer.
  package var response: Duration
  /// From the start, connecting included, to the end.
  package var total: Duration

  /// Times of one fetch.
  package init(answered: UnixTime, response: Duration, total: Duration) {
    self.answered = answered
    self.response = response
    self.total = total
  }
}

/// The head of an answer; the body waits with whoever performs the actions.
package struct FetchAnswer: Sendable {
  /// The status, 100…599.
  package var status: Int
  /// The header fields in the order received.
  package var headers: [HTTPHeader]
  /// Bytes received over the network, headers included.
  package var bytes: Int
  /// When.
  package var times: FetchTimes
  /// Address of the server, without port.
  package var address: String
  /// The body of an answer to a robots.txt request, cut at its limit; else empty.
  package var robotsBody: [UInt8] = []
  /// Whether the certificate could not be verified and the site puts up with that.
  package var isUnverified = false

  /// An answer.
  package init(
    status: Int, headers: [HTTPHeader], bytes: Int, times: FetchTimes, address: String
  ) {
    self.status = status
    self.headers = headers
    self.bytes = bytes
    self.times = times
    self.address = address
  }

  /// The first header field of that name, compared without case.
  package func header(_ name: String) -> String? {
    headers.first { $0.name.utf8.elementsEqual(name.utf8, by: { $0 | 0x20 == $1 | 0x20 }) }?.value
  }
}

/// Why there is no answer.
package enum FetchFailure: String, Sendable, Codable, CaseIterable {
  /// The name has no address.
  case dns
  /// No connection.
  case connect
  /// The handshake or the certificate.
  case tls
  /// No answer came in time.
  case timeout
  /// An answer began, but took too long or almost stood still.
  case slow
  /// The connection broke, or the answer was shorter than it said.
  case broken
  /// The answer breaks HTTP.
  case protocolError = "protocol"
  /// The address is not one that the site may use.
  case refusedAddress = "address"
  /// Headers or body are larger than their limit.
  case tooLarge = "size"
  /// The crawl was stopped.
  case stopped

  /// How often trying again may help, of `most` times.
  package func retries(of most: Int) -> Int {
    switch self {
    // What comes too slowly once comes too slowly again, and holds the host's other pages up each time.
    case .refusedAddress, .tooLarge, .protocolError, .tls, .slow: 0
    case .timeout: min(1, most)
    case .dns, .connect, .broken, .stopped: most
    }
  }

  /// Whether it says that the host is in trouble.
  package var blamesHost: Bool {
    switch self {
    case .refusedAddress, .tooLarge, .stopped: false
    default: true
    }
  }

  /// A clause for people.
  package var explanation: String {
    switch self {
    case .dns: "the host's name has no address"
    case .connect: "no connection"
    case .tls: "the TLS handshake or certificate failed"
    case .timeout: "no answer came in time"
    case .slow: "the answer came too slowly"
    case .broken: "the connection broke off"
    case .protocolError: "the answer breaks HTTP"
    case .refusedAddress: "the address is loopback, private or otherwise refused"
    case .tooLarge: "it is larger than its limit"
    case .stopped: "the crawl was stopped"
    }
  }
}
