import Documents

/// All that the frontier knows of one host.
struct HostState: Sendable {
  /// Its name, with the port where that isn't the scheme's own.
  let authority: String
  /// The site that its newest target belongs to; hosts of several sites are rare.
  var site: Int?
  /// What waits for it.
  var queue: HostQueue
  /// Targets that may be tried again later, the earliest first.
  var delayed: [Delayed] = []
  /// How fast it may be asked.
  var pace = HostPace()
  /// Whether it is left alone.
  var breaker = Breaker()
  /// The fetch or look-up that is under way; a host has one at a time.
  var busy: Int?
  /// When the next request may be sent.
  var nextRequest = UnixTime(milliseconds: 0)
  /// Until when the server asked to be left alone.
  var pausedUntil = UnixTime(milliseconds: 0)
  /// 429 and 503 answers in a row.
  var overloads = 0
  /// Its addresses and when they were looked up.
  var addresses: (list: [String], at: UnixTime)?
  /// Its robots.txt, by origin (http and https may differ).
  var robots: [String: RobotsState] = [:]
  /// Sitemaps that were asked for in this run.
  var sitemapsAsked = 0
  /// When it is to be looked at next, as in the heap; an older heap entry is void.
  var wake: UnixTime?
  /// Whether it waits because of a pause rather than its ordinary pace.
  var isPaused = false
  /// Whether it is among the hosts that could be asked at once.
  var isReady = false

  struct Delayed: Sendable {
    var until: UnixTime
    var target: CrawlTarget
  }

  /// What is known of a robots.txt.
  enum RobotsState: Sendable {
    /// It is being fetched.
    case asked
    /// It was.
    case kept(KeptRobots)
  }

  init(authority: String, queue: HostQueue = HostQueue()) {
    self.authority = authority
    self.queue = queue
  }

  /// How much there is to do, what waits in the state included.
  var remaining: Int { queue.count + delayed.count }

  /// The host's name without its port.
  var name: String {
    if authority.utf8.first == UInt8(ascii: "["), let end = authority.firstIndex(of: "]") {
      return String(authority[...end])
    }
    return String(authority.prefix { $0 != ":" })
  }

  /// Moves targets whose wait is over in front of the queue.
  mutating func promoteDelayed(_ now: UnixTime) {
    while let first = delayed.first, first.until <= now {
      delayed.removeFirst()
      queue.pushUrgent(first.target)
    }
  }

  /// Puts a target off.
  mutating func delay(_ target: CrawlTarget, until: UnixTime) {
    let place = delayed.firstIndex { $0.until > until } ?? delayed.count
    delayed.insert(Delayed(until: until, target: target), at: place)
  }
}

/// A server address that several hosts may share.
struct AddressState: Sendable {
  /// When the next request may be sent to it.
  var nextRequest = UnixTime(milliseconds: 0)
  /// Requests under way.
  var inFlight = 0
}
