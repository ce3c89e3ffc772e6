package import Documents

/// What a page of HTML says about where to go on: its links, and what it asks of crawlers.
package struct LinkScan: Sendable {
  /// The links in the order of the page, each address once, at most `LinkScanner.maximumLinks`;
  /// http and https only, without fragments.
  package internal(set) var links: [FoundLink] = []
  /// What relative addresses are relative to: the first `<base href>`, else the page's own address.
  package internal(set) var base: WebURL
  /// What the page's `<meta name="robots">` and the like ask.
  package internal(set) var robots = RobotsDirectives()
  /// The address that the page calls its own (`rel=canonical`).
  package internal(set) var canonical: WebURL?
  /// Where `<meta http-equiv="refresh">` leads.
  package internal(set) var refresh: PageRefresh?
  /// Links that were not kept because there were too many.
  package internal(set) var omitted = 0
}

/// A link of a page.
package struct FoundLink: Sendable, Equatable {
  /// Where it leads.
  package let url: WebURL
  /// What kind of link it is; where an address is linked several times, the first.
  package let kind: LinkKind
  /// The link, wherever the address occurs, says `rel=nofollow`, or the page says so of all its
  /// links.
  package let noFollow: Bool
}

/// How a page links.
package enum LinkKind: String, Sendable, CaseIterable {
  /// `<a href>`.
  case anchor
  /// `<area href>` of an image map.
  case area
  /// `<frame src>` or `<iframe src>`.
  case frame
  /// `<embed src>` or `<object data>`.
  case embedded
  /// `<meta http-equiv="refresh">`.
  case refresh
  /// `<link rel="next">`.
  case next
  /// `<link rel="prev">`.
  case previous
  /// `<link rel="canonical">`.
  case canonical
  /// `<link rel="alternate">` to RSS or Atom.
  case feed
  /// `<option value>` with a whole address: the lists of other authorities at the foot of
  /// government pages.
  case option
  /// An address in a script: `location.href = "…"`, `window.open("…")`.
  case script
}

/// Where a page sends its reader by itself.
package struct PageRefresh: Sendable, Equatable {
  /// Where to.
  package let url: WebURL
  /// After how many seconds.
  package let seconds: Int
}
