/// A key of sites.conf.
///
/// This list is the one source of what keys there are: the validator, its help lines and the table in
/// docs/sites-conf.md are made from it.
package enum SiteKey: String, CaseIterable, Hashable, Sendable {
  /// The short name.
  case id
  /// The name that people see.
  case name
  /// The sort of organisation.
  case kind
  /// The district that it belongs to.
  case district
  /// Where the crawl begins.
  case start
  /// A file of more entry URLs.
  case seeds
  /// Sitemaps besides those of robots.txt.
  case sitemaps
  /// What belongs to the site.
  case include
  /// What is left out.
  case exclude
  /// Time between two requests.
  case delay
  /// Pages kept at most.
  case maxPages = "max_pages"
  /// Links away from the start at most.
  case maxDepth = "max_depth"
  /// Bytes fetched in one crawl at most.
  case maxBytes = "max_bytes"
  /// Time of one crawl at most.
  case maxTime = "max_time"
  /// The hours in which it is crawled.
  case crawlWindow = "crawl_window"
  /// Whom a webmaster can ask.
  case contact
  /// The product in the User-Agent.
  case userAgent = "user_agent"
  /// Whether private addresses are fetched.
  case allowPrivateAddresses = "allow_private_addresses"
  /// Whether robots.txt is disregarded.
  case ignoreRobots = "ignore_robots"
  /// Whether broken certificates are put up with.
  case tlsTolerant = "tls_tolerant"
  /// Certificates trusted besides the machine's.
  case caFile = "ca_file"
  /// The proxy of all requests.
  case proxy

  /// The kinds of value that a key takes.
  package enum ValueType: String, Sendable {
    /// A string.
    case string
    /// An array of strings.
    case strings = "array of strings"
    /// `true` or `false`.
    case boolean
    /// A whole number.
    case integer
    /// A string that `DurationText` reads.
    case duration = "duration string"
    /// A whole number of bytes or a string that `ByteCountText` reads.
    case byteCount = "byte count"
  }

  /// What people are told about a key.
  package struct Description: Sendable {
    /// The kind of value.
    package let type: ValueType
    /// The value that counts where none is given, as it is written in sites.conf; nil for none, "required" where one must be given.
    package let fallback: String?
    /// Which values are taken, in words.
    package let range: String
    /// What it does, in one or two sentences.
    package let purpose: String
    /// A value that is right, as it is written in sites.conf.
    package let example: String

    fileprivate init(
      _ type: ValueType, _ example: String, fallback: String? = nil, range: String,
      _ purpose: String
    ) {
      self.type = type
      self.fallback = fallback
      self.range = range
      self.purpose = purpose
      self.example = example
    }
  }

  /// Whether the key may stand in `[defaults]`.
  package var isAllowedInDefaults: Bool {
    switch self {
    case .id, .name, .kind, .district, .start, .seeds, .sitemaps, .include: false
    default: true
    }
  }

  /// Whether every `[[site]]` must have the key itself.
  package var isRequired: Bool {
    switch self {
    case .id, .name, .kind, .start: true
    default: false
    }
  }

  /// What people are told about this key.
  package var description: Description {
    switch self {
    case .id, .name, .kind, .district: identityDescription
    case .start, .seeds, .sitemaps, .include, .exclude: scopeDescription
    case .delay, .maxPages, .maxDepth, .maxBytes, .maxTime, .crawlWindow: budgetDescription
    default: connectionDescription
    }
  }
}

extension SiteKey {
  private var identityDescription: Description {
    switch self {
    case .id:
      Description(
        .string, "\"jxw\"", fallback: "required",
        range: "1 to 32 of `a`–`z`, `0`–`9` and `-`, beginning with a letter; unique",
        "The site's short name in commands, in `site:` queries and in the page store. Don't change it later: pages"
          + " already fetched keep the old one.")
    case .name:
      Description(
        .string, "\"成都市经济和信息化局\"", fallback: "required",
        range: "1 to 100 characters on one line", "The name that people see beside each hit.")
    case .kind:
      Description(
        .string, "\"department\"", fallback: "required",
        range: SiteKind.allCases.map { "`\($0.rawValue)` \($0.chineseName)" }.joined(
          separator: ", "),
        "What sort of organisation runs the site; a facet of the search.")
    default:
      Description(
        .string, "\"武侯区\"", fallback: "\"\"", range: "0 to 30 characters on one line",
        "The district that the site belongs to; a facet of the search. Empty for the whole city.")
    }
  }

  private var scopeDescription: Description {
    switch self {
    case .start:
      Description(
        .strings, "[\"https://cdjx.chengdu.gov.cn/\"]", fallback: "required",
        range: "1 to 1,000 absolute http or https URLs without user name, all inside the scope",
        "Where the crawl begins.")
    case .seeds:
      Description(
        .string, "\"seeds/jxw.txt\"",
        range: "a UTF-8 text file; a relative path counts from the folder of sites.conf",
        "A file of more entry URLs, one a line; `#` begins a comment.")
    case .sitemaps:
      Description(
        .strings, "[\"https://cdjx.chengdu.gov.cn/sitemap.xml\"]", fallback: "[]",
        range: "absolute http or https URLs, all inside the scope",
        "Sitemaps besides those that robots.txt names.")
    case .include:
      Description(
        .strings, "[\"https://cdjx.chengdu.gov.cn/\"]", fallback: "the hosts of `start`",
        range: "URL prefixes, or globs with `*`, that begin with http:// or https://",
        "What belongs to the site. http and https count as the same; a `*` in the host part doesn't reach beyond it."
          + " The scopes of two sites must not overlap.")
    default:
      Description(
        .strings, "[\"*/print/*\"]", fallback: "[]",
        range: "URL prefixes; path prefixes that begin with `/`; globs with `*`",
        "What is left out although `include` has it. Patterns of `[defaults]` count besides the site's own."
      )
    }
  }

  private var budgetDescription: Description {
    switch self {
    case .delay:
      Description(
        .duration, "\"1s\"", fallback: "\"1s\"",
        range:
          "0s to 1h, such as \"500ms\", \"1s\", \"2m\", \"1h\"; below 200ms on public hosts is a warning",
        "From one request to the next on one host. The larger of this and robots.txt's Crawl-delay counts."
      )
    case .maxPages:
      Description(
        .integer, "50000", fallback: "50000", range: "1 to 10,000,000",
        "How many pages of the site are kept at most.")
    case .maxDepth:
      Description(
        .integer, "20", fallback: "20", range: "0 to 1,000",
        "How many links away from a start URL a page may be; 0 fetches the entry URLs only.")
    case .maxBytes:
      Description(
        .byteCount, "\"10GiB\"", fallback: "\"10GiB\"",
        range:
          "1KiB to 1TiB: an integer of bytes, or a string with KB, MB, GB, TB, KiB, MiB, GiB or TiB",
        "How much one crawl may fetch from the site.")
    case .maxTime:
      Description(
        .duration, "\"24h\"", fallback: "\"24h\"",
        range: "1s to 30d, such as \"90m\", \"1h30m\", \"2d\"",
        "How long one crawl may work on the site; the rest waits for the next.")
    default:
      Description(
        .string, "\"22:00-06:00\"", fallback: "the whole day",
        range:
          "\"HH:MM-HH:MM\" from 00:00 to 24:00, in China's time (UTC+08:00) whatever the machine's zone",
        "When the site may be crawled; the second time may be before the first, for a window over midnight."
      )
    }
  }

  private var connectionDescription: Description {
    switch self {
    case .contact:
      Description(
        .string, "\"search@example.gov.cn\"", fallback: "required here or in `[defaults]`",
        range: "a mail address, or an http or https URL",
        "Whom a webmaster can ask about the crawler; it goes into the User-Agent of every request.")
    case .userAgent:
      Description(
        .string, "\"kuasou/1.0\"", fallback: "\"kuasou/1.0\"",
        range: "a product of letters, `-` and `_`, and if wanted `/` and a version",
        "The product in the User-Agent; robots.txt groups are chosen by it. The contact is added by itself."
      )
    case .allowPrivateAddresses:
      Description(
        .boolean, "true", fallback: "false", range: "true or false",
        "Whether hosts with loopback or private addresses may be fetched. Leave it off for sites on the internet."
      )
    case .ignoreRobots:
      Description(
        .boolean, "true", fallback: "false", range: "true or false; true is a warning",
        "Whether robots.txt is disregarded. Only with the webmaster's consent; shown in every report."
      )
    case .tlsTolerant:
      Description(
        .boolean, "true", fallback: "false", range: "true or false; true is a warning",
        "Whether a broken certificate chain is put up with. Shown in every report; `ca_file` is the better cure."
      )
    case .caFile:
      Description(
        .string, "\"ca/site.pem\"",
        range: "a file that can be read; a relative path counts from the folder of sites.conf",
        "Certificates in PEM that are trusted for this site besides the machine's.")
    default:
      Description(
        .string, "\"http://proxy.example.gov.cn:3128\"", fallback: "no proxy",
        range: "an http, https, socks5 or socks5h URL with a host",
        "The proxy that all requests for the site go through.")
    }
  }
}
