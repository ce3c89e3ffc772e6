import Documents

extension Scenario {
  /// Sites without end.
  static let traps: [Scenario] = [
    Scenario(
      "calendar",
      answer: { request in
        guard request.target == "/" || request.target.hasPrefix("/cal?") else {
          return .status(404)
        }
        let month = Int(request.target.drop { $0 != "=" }.dropFirst()) ?? 0
        return .html(
          "<p>\(text("calendar"))</p><h1>第\(month)月</h1><a href=\"/cal?m=\(month + 1)\">下月</a>"
            + "<a href=\"/cal?m=\(month - 1)\">上月</a>")
      }
    ) { $0.atMost(200) + $0.stopped() },
    Scenario(
      "datedcalendar",
      answer: { request in
        let parts = request.target.split(separator: "/").compactMap { Int($0) }
        guard request.target == "/" || parts.count == 3 else { return .status(404) }
        let day = parts.isEmpty ? 0 : parts[0] * 372 + parts[1] * 31 + parts[2]
        func link(_ day: Int) -> String { "/\(day / 372)/\(day / 31 % 12)/\(day % 31)" }
        return .html(
          "<p>\(text("dated"))</p><a href=\"\(link(day + 1))\">后一天</a><a href=\"\(link(day + 31))\">后一月</a>"
        )
      }
    ) { $0.atMost(200) + $0.stopped() },
    Scenario(
      "sessions",
      answer: { request in
        let path = request.target.prefix { $0 != "?" && $0 != ";" }
        guard path == "/" || path.hasPrefix("/page") else { return .status(404) }
        let session = String(UInt64.random(in: .min ... .max), radix: 16)
        return page(
          path,
          (0..<5).map { "/page\($0);jsessionid=\(session)" }
            + (0..<5).map { "/page\($0)?visit=\(session)" })
      }
    ) { $0.atMost(600) },
    Scenario(
      "facets",
      answer: { request in
        guard request.target == "/" || request.target.hasPrefix("/list") else {
          return .status(404)
        }
        let query = request.target.split(separator: "?").dropFirst().first.map(String.init) ?? ""
        return page(
          request.target,
          (0..<8).flatMap { name in
            (0..<5).map { value in
              "/list?\(query.isEmpty ? "" : "\(query)&amp;")f\(name)=\(value)"
            }
          })
      }
    ) { $0.atMost(6_000) + $0.stopped() },
    Scenario(
      "growing",
      answer: { request in
        request.target == "/robots.txt" || request.target.hasPrefix("/sitemap")
          ? .status(404) : page(request.target, ["down/", "other/index.html"])
      }
    ) { $0.atMost(200) },
    Scenario(
      "segments",
      answer: { request in
        request.target == "/robots.txt" || request.target.hasPrefix("/sitemap")
          ? .status(404) : page(request.target, ["news/list/", "list/news/"])
      }
    ) { $0.atMost(400) + $0.stopped() },
    Scenario(
      "softfour",
      answer: { request in
        request.target == "/robots.txt" || request.target.hasPrefix("/sitemap")
          ? .status(404)
          : .html(
            "<p>\(text("soft"))</p>"
              + (0..<3).map { _ in
                let name = (0..<12).map { _ in "abcdefghij".randomElement().map(String.init) ?? "" }
                return "<a href=\"/\(name.joined()).html\">x</a>"
              }.joined())
      }
    ) { $0.atMost(120) + $0.stopped() },
    Scenario(
      "identical",
      answer: { request in
        let number = Int(request.target.dropFirst(2)) ?? 0
        return request.target == "/" || request.target.hasPrefix("/p")
          ? .html(
            "<p>\(text("same"))</p><script>go(\(number))</script><a href=/p\(number + 1)>next</a>")
          : .status(404)
      }
    ) { $0.atMost(200) + $0.stopped() },
    Scenario(
      "login",
      answer: { request in
        switch request.target {
        case "/": page(80, (0..<60).map { "/member/\($0)" })
        case let target where target.hasPrefix("/member/"): .redirect("/login?back=\(target)")
        case let target where target.hasPrefix("/login"):
          .html("<p>\(text("login"))</p><form>登录</form>")
        default: .status(404)
        }
      }
    ) { $0.atMost(130) + ($0.stored.count <= 15 ? [] : ["\($0.stored.count) pages stored"]) },
  ]
}
