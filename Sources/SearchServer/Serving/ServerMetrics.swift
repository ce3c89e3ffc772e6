import Synchronization

/// Counts of answers and their times, for Prometheus.
package final class ServerMetrics: Sendable {
  /// What was asked for: few values, whatever addresses strangers think of.
  package enum Route: String, Sendable, CaseIterable {
    case home, search, cached, atom, api, assets, health, other

    /// The route of a path.
    package init(path: String) {
      switch path {
      case "/": self = .home
      case "/search": self = .search
      case "/cached": self = .cached
      case "/search.atom": self = .atom
      case SearchApplication.healthPath: self = .health
      default:
        self = path.hasPrefix("/api/v1/") ? .api : path.hasPrefix("/assets/") ? .assets : .other
      }
    }
  }

  /// What only the server itself knows at the moment.
  package struct Gauges: Sendable {
    /// The generation that is served; nil while there is none.
    package var generation: UInt64?
    /// Its documents.
    package var documents = 0
    /// Answers that were given again from the cache.
    package var cacheHits = 0
    /// Answers that the cache keeps.
    package var cached = 0
    /// Requests that have come in and not been answered.
    package var waiting = 0
    /// Searches that the query log had no room for.
    package var unlogged = 0

    /// Nothing known.
    package init() {}
  }

  private struct Key: Hashable {
    var route: Route
    var status: Int
  }

  private struct Histogram {
    var buckets = [Int](repeating: 0, count: ServerMetrics.bounds.count + 1)
    var sum: Double = 0
    var count = 0

    mutating func add(_ seconds: Double) {
      buckets[bounds.firstIndex { seconds <= $0 } ?? bounds.count] += 1
      sum += seconds
      count += 1
    }
  }

  private struct Counts {
    var answers: [Key: Int] = [:]
    var times: [Route: Histogram] = [:]
  }

  /// Upper bounds of the buckets, in seconds.
  private static let bounds = [
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5,
  ]

  private let counts = Mutex(Counts())

  /// Nothing counted.
  package init() {}

  /// Counts an answer and its time. O(1).
  package func record(_ route: Route, status: Int, took: Duration) {
    counts.withLock { counts in
      counts.answers[Key(route: route, status: status), default: 0] += 1
      counts.times[route, default: Histogram()].add(took / .seconds(1))
    }
  }

  /// The text exposition format 0.0.4 of Prometheus.
  package func exposition(_ gauges: Gauges) -> String {
    let counts = counts.withLock { $0 }
    var lines = [
      "# HELP kuasou_requests_total Answers by route and status.",
      "# TYPE kuasou_requests_total counter",
    ]
    let answers = counts.answers.sorted {
      ($0.key.route.rawValue, $0.key.status) < ($1.key.route.rawValue, $1.key.status)
    }
    for (key, count) in answers {
      lines.append(
        "kuasou_requests_total{route=\"\(key.route.rawValue)\",status=\"\(key.status)\"} \(count)")
    }
    lines += [
      "# HELP kuasou_request_seconds Time from a request to its answer.",
      "# TYPE kuasou_request_seconds histogram",
    ]
    for (route, times) in counts.times.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      lines += Self.lines(route, times)
    }
    lines += [
      "# HELP kuasou_cache_hits_total Answers that were given again.",
      "# TYPE kuasou_cache_hits_total counter", "kuasou_cache_hits_total \(gauges.cacheHits)",
    ]
    let values = [
      (
        "generation", "Number of the generation that is served, 0 for none.",
        Int(gauges.generation ?? 0)
      ),
      ("documents", "Documents that can be found.", gauges.documents),
      ("cached_answers", "Answers that are kept to be given again.", gauges.cached),
      ("requests_waiting", "Requests that have not been answered yet.", gauges.waiting),
      ("unlogged_searches", "Searches that the query log had no room for.", gauges.unlogged),
    ]
    for (name, help, value) in values {
      lines += [
        "# HELP kuasou_\(name) \(help)", "# TYPE kuasou_\(name) gauge", "kuasou_\(name) \(value)",
      ]
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func lines(_ route: Route, _ times: Histogram) -> [String] {
    let name = "kuasou_request_seconds"
    var sum = 0
    var lines: [String] = []
    for (bound, count) in zip(bounds.map { "\($0)" } + ["+Inf"], times.buckets) {
      sum += count
      lines.append("\(name)_bucket{route=\"\(route.rawValue)\",le=\"\(bound)\"} \(sum)")
    }
    return lines + [
      "\(name)_sum{route=\"\(route.rawValue)\"} \(times.sum)",
      "\(name)_count{route=\"\(route.rawValue)\"} \(times.count)",
    ]
  }
}
