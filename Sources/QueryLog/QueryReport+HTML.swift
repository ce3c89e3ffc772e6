import Bytes

extension QueryReport {
  /// The report as a page of its own: no script, nothing from elsewhere, plots as SVG.
  package var html: String {
    """
    <!DOCTYPE html>
    <html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
    <title>搜索报告：最近 \(days) 天</title><style>
    body{max-width:60rem;margin:2rem auto;padding:0 1rem;font:1rem/1.6 system-ui,"Noto Sans CJK SC",sans-serif;color:#1c2530}
    h1{font-size:1.5rem}h2{margin-top:2rem;font-size:1.1rem}table{border-collapse:collapse;width:100%}
    th,td{padding:.25rem .5rem;border-bottom:1px solid #dfe4ea;text-align:left;overflow-wrap:anywhere}td.n,th.n{text-align:right;white-space:nowrap}
    svg{width:100%;height:auto}.found{fill:#1746a2}.nothing{fill:#c8401f}text{font-size:11px;fill:#566270}
    </style></head><body><main>
    <h1>搜索报告：最近 \(days) 天</h1>
    \(searches == 0 ? "<p>没有记录到搜索。</p>" : content)
    </main></body></html>

    """
  }

  private var content: String {
    [
      "<p>共 \(searches) 次搜索，其中 \(withoutResult) 次没有结果（\(Self.percent(zeroResultRate))）。"
        + "用时：一半不超过 \(Self.milliseconds(latency.p50))，95% 不超过 \(Self.milliseconds(latency.p95))，"
        + "99% 不超过 \(Self.milliseconds(latency.p99))，最慢 \(Self.milliseconds(latency.slowest))。</p>",
      "<h2>每天的搜索</h2>" + plot,
      Self.table("搜索最多", top, figure: "次数") { "\($0.searches)" },
      Self.table("没有结果", zeroResults, figure: "次数") { "\($0.searches)" },
      Self.table("最慢", slow, figure: "用时") { Self.milliseconds($0.slowestMicroseconds) },
      clicks.isEmpty
        ? ""
        : "<h2>点击的位置</h2><table><tr><th>第几条</th><th class=\"n\">次数</th></tr>"
          + clicks.map { "<tr><td>\($0.position)</td><td class=\"n\">\($0.clicks)</td></tr>" }
          .joined() + "</table>",
    ].joined(separator: "\n")
  }

  /// A bar a day: searches with results, and on top those without.
  private var plot: String {
    let (width, height) = (900.0, 200.0)
    let most = Double(perDay.map(\.searches).max() ?? 1)
    let step = width / Double(max(perDay.count, 1))
    // Labels that would run into one another are left out.
    let every = max(1, Int((80 / step).rounded(.up)))
    let bars = perDay.enumerated().map { index, day in
      let left = Double(index) * step
      let total = height * Double(day.searches) / most
      let nothing = height * Double(day.withoutResult) / most
      let label =
        index % every == 0
        ? "<text x=\"\(Self.rounded(left))\" y=\"\(Self.rounded(height + 16))\">\(day.day)</text>"
        : ""
      return Self.bar("found", left, height - total + nothing, step, total - nothing)
        + Self.bar("nothing", left, height - total, step, nothing) + label
    }
    return "<svg viewBox=\"0 0 900 220\" role=\"img\" aria-label=\"每天的搜索次数，最多 \(Int(most)) 次\">"
      + bars.joined() + "</svg><p>蓝色：有结果；红色：没有结果。</p>"
  }

  private static func bar(
    _ kind: String, _ left: Double, _ top: Double, _ step: Double, _ height: Double
  ) -> String {
    "<rect class=\"\(kind)\" x=\"\(rounded(left))\" y=\"\(rounded(top))\" "
      + "width=\"\(rounded(max(step - 2, 1)))\" height=\"\(rounded(height))\"/>"
  }

  private static func table(
    _ heading: String, _ words: [Words], figure: String, _ value: (Words) -> String
  ) -> String {
    guard !words.isEmpty else { return "" }
    let rows = words.map {
      "<tr><td>\(Escaping.escaped($0.text))</td><td class=\"n\">\(value($0))</td></tr>"
    }
    return "<h2>\(heading)</h2><table><tr><th>搜索词</th><th class=\"n\">\(figure)</th></tr>"
      + rows.joined() + "</table>"
  }

  private static func rounded(_ value: Double) -> Double { (value * 10).rounded() / 10 }

  private static func percent(_ share: Double) -> String { "\(rounded(share * 100))%" }

  private static func milliseconds(_ microseconds: Int) -> String {
    "\(rounded(Double(microseconds) / 1000)) 毫秒"
  }
}
