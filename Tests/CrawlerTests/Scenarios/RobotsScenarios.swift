import Documents

extension Scenario {
  /// What robots.txt, meta tags and headers forbid.
  static let robots: [Scenario] = [
    Scenario(
      "disallow",
      [
        "/robots.txt": robots("User-agent: *\nDisallow: /no\n"), "/": page(1, ["/no", "/yes"]),
        "/yes": page(2), "/no": page(3),
      ]
    ) { $0.asked(["/yes"], not: ["/no"]) + $0.storedOnly(["/", "/yes"]) },
    Scenario("robots404", ["/": page(4, ["/a"]), "/a": page(5)]) { $0.storedOnly(["/", "/a"]) },
    Scenario(
      "robots500", ["/robots.txt": .status(500), "/": page(6)]
    ) { $0.asked([], not: ["/"]) + $0.storedOnly([]) },
    Scenario(
      "robotsmoved",
      [
        "/robots.txt": .redirect("/r2"), "/r2": robots("User-agent: *\nDisallow: /no\n"),
        "/": page(7, ["/no"]), "/no": page(8),
      ]
    ) { $0.asked(["/r2", "/"], not: ["/no"]) },
    Scenario(
      "robotshtml",
      [
        "/robots.txt": .html("<html><body>User-agent: *<br>Disallow: /</body></html>"),
        "/": page(9, ["/a"]), "/a": page(10),
      ]
    ) { $0.storedOnly(["/", "/a"]) },
    Scenario(
      "robotsutf16",
      [
        "/robots.txt": .page(
          headers: ["Content-Type: text/plain"],
          body: [0xFF, 0xFE]
            + "User-agent: *\nDisallow: /no\n".utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }),
        "/": page(11, ["/no"]), "/no": page(12),
      ]
    ) { $0.asked(["/"], not: ["/no"]) },
    Scenario(
      "robotshan",
      [
        "/robots.txt": robots("User-agent: *\nDisallow: /公开/\n"),
        "/": page(13, ["/公开/1.html", "/其他/1.html"]), "/%E5%85%B6%E4%BB%96/1.html": page(14),
      ]
    ) { $0.asked(["/%E5%85%B6%E4%BB%96/1.html"], not: ["/%E5%85%AC%E5%BC%80/1.html"]) },
    Scenario(
      "robotsagent",
      [
        "/robots.txt": robots(
          "User-agent: *\nDisallow: /\n\nUser-agent: kuasou\nDisallow: /no\n"),
        "/": page(15, ["/no", "/a"]), "/a": page(16),
      ]
    ) { $0.asked(["/", "/a"], not: ["/no"]) },
    Scenario(
      "crawldelay",
      [
        "/robots.txt": robots("User-agent: *\nCrawl-delay: 0.5\n"), "/": page(17, ["/1", "/2"]),
        "/1": page(18), "/2": page(19),
      ]
    ) { $0.gaps(atLeast: .milliseconds(490)) + $0.storedOnly(["/", "/1", "/2"]) },
    Scenario(
      "nofollow",
      [
        "/": .html(
          "<p>\(text(20))</p><a rel=nofollow href=/no>x</a><a href=/page>y</a>"),
        "/page": page(21, ["/never"], head: "<meta name=robots content=nofollow>"),
        "/no": page(22), "/never": page(23),
      ]
    ) { $0.asked(["/page"], not: ["/no", "/never"]) },
    Scenario(
      "noindex",
      [
        "/": page(24, ["/meta", "/header"]),
        "/meta": page(25, ["/behind"], head: "<meta name=robots content=noindex>"),
        "/header": .page(
          headers: ["Content-Type: text/html", "X-Robots-Tag: noindex"],
          body: Array("<p>x</p>".utf8)), "/behind": page(26),
      ]
    ) { $0.asked(["/meta", "/header", "/behind"]) + $0.storedOnly(["/", "/behind"]) },
  ]
}
