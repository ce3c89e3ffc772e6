import Bytes
import Charset
import Documents

extension Scenario {
  /// How pages are found: links of all kinds, spellings, charsets, sitemaps, redirects.
  static let links: [Scenario] = [
    Scenario(
      "spellings",
      [
        "/": page(
          30,
          [
            "/a", "./a", "/x/../a", "/a#part", "HTTP://SPELLINGS.localhost:PORT/a", "/%61",
            "//a/..//a",
            "/a?", "/b?x=1&amp;y=2", "/b?x=1&amp;amp;y=2", "/c;jsessionid=0A1B2C", "/c", "/d%2525",
            "/d%25",
          ]), "/a": page(31), "/b?x=1&y=2": page(32), "/c": page(33), "/d%25": page(34),
      ]
    ) { outcome in
      outcome.asked(["/a", "/b?x=1&y=2", "/c", "/d%25"])
        + (outcome.count("/a") == 1 ? [] : ["/a was asked for \(outcome.count("/a")) times"])
        + (outcome.count("/c") == 1 ? [] : ["/c was asked for \(outcome.count("/c")) times"])
    },
    Scenario(
      "gbk",
      [
        "/": .page(
          headers: ["Content-Type: text/html"],
          body: Array("<meta charset=gb2312><a href=\"/find?q=".utf8) + [0xB7, 0xF6, 0xB3, 0xD6]
            + Array("\">x</a><p>".utf8) + [0xD7, 0xCA, 0xBD, 0xF0] + Array("</p>".utf8)),
        "/find?q=%B7%F6%B3%D6": page(35),
      ]
    ) { $0.asked(["/find?q=%B7%F6%B3%D6"]) },
    Scenario(
      "kinds",
      [
        "/": .html(
          """
          <head><meta http-equiv=refresh content="5; url=/refresh"><link rel=next href=/next></head>
          <p>\(text(36))</p><a href=/a>x</a><map><area href=/area></map><iframe src=/iframe></iframe>
          <script>location.href='/location'; window.open("/open");</script>
          <a href="javascript:window.open('/javascript')">y</a>
          """), "/a": page(37), "/area": page(38), "/iframe": page(39), "/refresh": page(40),
        "/next": page(41), "/location": page(42), "/open": page(43), "/javascript": page(44),
      ]
    ) {
      $0.asked(["/a", "/area", "/iframe", "/refresh", "/next", "/location", "/open", "/javascript"])
    },
    Scenario(
      "frameset",
      [
        "/": .html("<frameset cols=*><frame src=left.htm><frame src=/main.htm></frameset>"),
        "/left.htm": page(45, ["deep.htm"]), "/main.htm": page(46), "/deep.htm": page(47),
      ]
    ) { $0.asked(["/left.htm", "/main.htm", "/deep.htm"]) },
    Scenario(
      "base",
      [
        "/": page(48, ["x.html"], head: "<base href=/folder/>"), "/folder/x.html": page(49),
      ]
    ) { $0.asked(["/folder/x.html"], not: ["/x.html"]) },
    Scenario(
      "sitemaps",
      answer: { request in
        let base = "http://\(request.host)"
        func xml(_ text: String) -> [UInt8] { Array(text.utf8) }
        return switch request.target {
        case "/robots.txt": robots("Sitemap: \(base)/index.xml\n")
        case "/": page(50)
        case "/hidden": page(51)
        case "/index.xml":
          .page(
            headers: ["Content-Type: text/xml"],
            body: xml(
              "<sitemapindex><sitemap><loc>\(base)/1.xml.gz</loc></sitemap></sitemapindex>"))
        case "/1.xml.gz":
          .page(
            headers: ["Content-Type: application/gzip"],
            body: Gzip.compress(xml("<urlset><url><loc>\(base)/hidden</loc></url></urlset>")))
        default: .status(404)
        }
      }
    ) { $0.asked(["/index.xml", "/1.xml.gz", "/hidden"]) },
    Scenario(
      "feed",
      [
        "/": page(52, ["/rss.xml"]),
        "/rss.xml": .page(
          headers: ["Content-Type: application/rss+xml"],
          body: Array("<rss><channel><item><link>/item</link></item></channel></rss>".utf8)),
        "/item": page(53),
      ]
    ) { $0.asked(["/item"]) + $0.storedOnly(["/", "/item"]) },
    Scenario(
      "attachment",
      [
        "/": page(54, ["/download?id=1", "/pic.jpg"]),
        "/download?id=1": .page(
          headers: ["Content-Type: application/pdf"], body: Array("%PDF-1.4 x".utf8)),
      ]
    ) { $0.storedOnly(["/", "/download?id=1"]) + $0.asked([], not: ["/pic.jpg"]) },
    Scenario(
      "notype",
      [
        "/": .page(headers: [], body: Array("<html><a href=/a>x</a><p>x</p></html>".utf8)),
        "/a": page(55),
      ]
    ) { $0.storedOnly(["/", "/a"]) },
    Scenario(
      "chain",
      answer: { request in
        let step = Int(request.target.dropFirst(2)) ?? -1
        if request.target == "/" { return page(56, ["/r0", "/s0"]) }
        if request.target.hasPrefix("/r"), step >= 0 {
          return step < 5 ? .redirect("/r\(step + 1)") : page(57)
        }
        return request.target.hasPrefix("/s") && step >= 0
          ? .redirect("/s\(step + 1)") : .status(404)
      }
    ) { $0.storedOnly(["/", "/r5"]) + $0.failed("redirects") + $0.atMost(40) },
    Scenario(
      "loop", ["/": page(58, ["/x"]), "/x": .redirect("/y"), "/y": .redirect("/x")]
    ) { $0.storedOnly(["/"]) + $0.atMost(10) },
    Scenario(
      "offsite",
      [
        "/": page(59, ["/out", "http://elsewhere.localhost:PORT/"]),
        "/out": .redirect("http://elsewhere.localhost:PORT/x"),
      ]
    ) { $0.storedOnly(["/"]) + $0.skipped("scope") },
    Scenario(
      "cookiewall",
      answer: { request in
        guard request.target == "/" || request.target == "/a" else { return .status(404) }
        return request.headers["cookie"]?.contains("pass=1") == true
          ? page(request.target, ["/a"])
          : .redirect(request.target, "Set-Cookie: pass=1; Path=/")
      }
    ) { $0.storedOnly(["/", "/a"]) },
  ]
}
