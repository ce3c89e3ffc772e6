extension QueryReport {
  /// The share of searches without a result, from 0 to 1.
  package var zeroResultRate: Double {
    searches == 0 ? 0 : Double(withoutResult) / Double(searches)
  }

  /// The report as people read it.
  package var lines: [String] {
    guard searches > 0 else { return ["no searches logged in the last \(days) days"] }
    var lines = [
      "last \(days) days: \(searches) searches, \(withoutResult) without a result (\(percent(zeroResultRate)))",
      "latency: p50 \(milliseconds(latency.p50)), p95 \(milliseconds(latency.p95)), "
        + "p99 \(milliseconds(latency.p99)), slowest \(milliseconds(latency.slowest))",
      "by day:",
    ]
    lines += perDay.map { "  \($0.day)\t\($0.searches)\t\($0.withoutResult) without a result" }
    lines += list("most searched:", top) { "\($0.searches)" }
    lines += list("without a result:", zeroResults) { "\($0.searches)" }
    lines += list("slowest:", slow) { milliseconds($0.slowestMicroseconds) }
    if !clicks.isEmpty { lines.append("clicks by position:") }
    return lines + clicks.map { "  \($0.position)\t\($0.clicks)" }
  }

  private func list(
    _ heading: String, _ words: [Words], _ figure: (Words) -> String
  ) -> [String] {
    words.isEmpty ? [] : [heading] + words.map { "  \(figure($0))\t\($0.text)" }
  }

  private func percent(_ share: Double) -> String { "\((share * 1000).rounded() / 10) %" }

  private func milliseconds(_ microseconds: Int) -> String {
    "\((Double(microseconds) / 100).rounded() / 10) ms"
  }
}
