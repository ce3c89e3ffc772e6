/// The robots.txt of each site, and what it means for a crawler named `kuasou`.
enum RobotsText {
  /// Paths that no site wants crawled; every page links to some of them.
  static let closedAreas = ["/admin/", "/search", "/print/", "/login"]

  /// What `/robots.txt` answers.
  static func content(_ host: CityHost, origin: String) -> CityContent {
    switch host.robots {
    case .missing: .text("404 Not Found", status: 404)
    case .broken: .text("500 Internal Server Error", status: 500)
    case .forbidden: .text("403 Forbidden", status: 403)
    case .moved: .redirect(301, "/robots_main.txt")
    case .page:
      CityContent(
        type: "text/html; charset=utf-8",
        body: Array("<!DOCTYPE html><html><body><h1>页面不存在</h1></body></html>".utf8))
    default: .text(text(host, origin: origin), type: "text/plain")
    }
  }

  /// The text, for the styles that have one.
  static func text(_ host: CityHost, origin: String) -> String {
    let areas = closedAreas.map { "Disallow: \($0)\n" }.joined()
    let sitemap = SitemapText.announcement(host, origin: origin)
    let standard = "User-agent: *\n\(areas)\(sitemap)"
    switch host.robots {
    case .byteOrderMark: return "\u{FEFF}" + standard
    case .closed: return "User-agent: *\nDisallow: /\n"
    case .longerAllow:
      return "User-agent: *\n\(areas)Disallow: /zcfg/\nAllow: /zcfg/20\n\(sitemap)"
    case .crawlDelay: return "User-agent: *\nCrawl-delay: 0.05\n\(areas)\(sitemap)"
    case .wildcards:
      return "User-agent: *\n\(areas)Disallow: /*.bak$\nDisallow: /*?print=\n"
        + "Disallow: /tzgg/index_*.html$\n\(sitemap)"
    case .groups:
      return
        "User-agent: *\nDisallow: /\n\nUser-agent: kuasou\nUser-agent: otherbot\n\(areas)\(sitemap)"
    case .oldLines:
      return "# robots.txt of \(host.domain)\r" + "Request-rate: 1/5\r"
        + standard.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r")
    default: return standard
    }
  }

  /// Whether a crawler named `kuasou` may fetch a path, by the rules above.
  static func allows(_ host: CityHost, _ path: String) -> Bool {
    if host.traits.contains(.failing) { return true }
    switch host.robots {
    case .missing, .forbidden, .page: return true
    case .broken, .closed: return false
    default: break
    }
    if closedAreas.contains(where: { path.hasPrefix($0) }) { return false }
    switch host.robots {
    case .longerAllow: return !path.hasPrefix("/zcfg/") || path.hasPrefix("/zcfg/20")
    case .wildcards:
      return !(path.hasPrefix("/tzgg/index_") && path.hasSuffix(".html"))
        && !path.hasSuffix(".bak") && !path.contains("?print=")
    default: return true
    }
  }
}
