/// One of the city's 64 web sites: who runs it, what it writes about, and how its pages are made.
package struct CityHost: Sendable {
  /// What sort of office runs the site; the spelling is that of `sites.conf`.
  package enum Kind: String, Sendable {
    case portal, department, district, industry, service
  }

  /// How pages look: from nested tables of the early 2000s to today's markup.
  package enum Layout: String, Sendable, CaseIterable {
    /// Nested `<table>`s, `<font>`, upper-case tag names, no closing `</p>`.
    case tables
    /// `<div>`s with ids, as the content systems of around 2010 write them.
    case divisions
    /// `<article>`, `<nav>`, `<section>`.
    case semantic
    /// Semantic markup with script-filled widgets and lazy images around it.
    case cards
    /// Text pasted from a word processor: a `<span>` with styles for every run.
    case pasted
  }

  /// How the addresses of articles and list pages look.
  package enum Addressing: String, Sendable, CaseIterable {
    /// `/tzgg/202305/t20230509_1023.html`, lists `/tzgg/index_1.html`.
    case dated
    /// `/art/2023/5/9/art_101_1023.html`, lists `/col/col101/index.html?pageNum=2`.
    case numbered
    /// `/c101/2023-05/09/content_1023.shtml`, lists `/c101/list_2.shtml`.
    case included
    /// `/Article_Show.asp?ArticleID=1023`, lists `/Article_Class.asp?ClassID=101&page=2`.
    case query
    /// `/detail/1023`, lists `/list/tzgg/2`.
    case bare
    /// `/通知公告/2023/1023.html`: not ASCII, percent-encoded by whoever follows the link.
    case chinese
  }

  /// How the meta tags of 国办发〔2017〕47号 are spelt.
  package enum MetaStyle: String, Sendable, CaseIterable {
    /// As the standard writes them.
    case exact
    /// All lower case.
    case lower
    /// Upper-case tag and attribute names, `content` before `name`, some values empty.
    case shouted
    /// Markup and entities inside the values.
    case markup
    /// None at all.
    case absent
  }

  /// What `/robots.txt` answers.
  package enum RobotsStyle: String, Sendable, CaseIterable {
    /// A few Disallow lines.
    case standard
    /// 404: everything is allowed.
    case missing
    /// 500: everything is disallowed (RFC 9309 §2.3.1.4).
    case broken
    /// 403: everything is allowed (RFC 9309 §2.3.1.3).
    case forbidden
    /// Begins with a byte order mark, which parsers must skip.
    case byteOrderMark
    /// `Disallow: /` for all.
    case closed
    /// A longer Allow inside a Disallow.
    case longerAllow
    /// A Crawl-delay of 0.05 s.
    case crawlDelay
    /// `*` and `$` in patterns.
    case wildcards
    /// A strict group for others and a lenient one for kuasou.
    case groups
    /// Redirects to another path of the host.
    case moved
    /// Answers 200 with an HTML error page.
    case page
    /// Lines end with CR alone, comments and unknown keys in between.
    case oldLines
  }

  /// Which sitemap the site has, and how it is announced.
  package enum SitemapStyle: String, Sendable, CaseIterable {
    case none
    /// `/sitemap.xml`, named in robots.txt.
    case plain
    /// `/sitemap.xml` that robots.txt does not name.
    case unannounced
    /// An index of two plain sitemaps.
    case index
    /// An index of two gzip-compressed sitemaps.
    case compressedIndex
    /// `/sitemap.xml.gz`.
    case compressed
    /// `/sitemap.txt`, one address a line.
    case text
    /// XML that ends in the middle of an entry.
    case truncated
  }

  /// A peculiarity that a crawler must cope with.
  package enum Trait: String, Sendable, CaseIterable {
    /// Every answer takes 300 to 1,500 ms.
    case slow
    /// Nothing but robots.txt ever succeeds: 500, 502, 503 and broken connections.
    case failing
    /// Every fourth article fails, each in its own way.
    case flaky
    /// The home page is a `<frameset>`.
    case frameset
    /// The home page moves on by `<meta http-equiv=refresh>`.
    case metaRefresh
    /// Lists link by `javascript:` and `location=`; the sitemap has the plain addresses.
    case scriptLinks
    /// Links with Chinese query strings in the page's own charset.
    case chineseQueries
    /// A session id in the path of every article link.
    case sessionIDs
    /// A calendar with a link to the next month, for ever.
    case calendar
    /// Redirect chains, loops, off-site targets, and http→path moves.
    case redirects
    /// Missing pages answer 200 with an error text.
    case softErrors
    /// Articles that only the sitemap names.
    case orphans
    /// Articles that repeat those of the portal, with a 来源 line.
    case reprints
  }

  /// The label below `gov.localhost`, also the site's id in `sites.conf`.
  package let id: String
  /// The site's name.
  package let name: String
  /// The office that signs documents.
  package let issuer: String
  /// The letters of its document numbers, such as 锦经信发.
  package let documentPrefix: String
  /// What sort of office it is.
  package let kind: Kind
  /// The district, or empty for the city's own offices.
  package let district: String
  /// The subjects, most frequent first.
  package let topics: [String]
  /// How many articles the site has.
  package let articleCount: Int
  /// How pages are encoded and labelled.
  package let charset: PageCharset
  /// How pages look.
  package let layout: Layout
  /// How addresses look.
  package let addressing: Addressing
  /// How the meta tags are spelt.
  package let metaStyle: MetaStyle
  /// What robots.txt answers.
  package let robots: RobotsStyle
  /// Which sitemap there is.
  package let sitemap: SitemapStyle
  /// Peculiarities.
  package let traits: Set<Trait>

  /// The host name, such as `jxw.gov.localhost`.
  package var domain: String { "\(id).gov.localhost" }

  /// `市` pages speak of 锦澜市, those of a district of the district.
  var place: String { district.isEmpty ? "锦澜市" : district }
}
