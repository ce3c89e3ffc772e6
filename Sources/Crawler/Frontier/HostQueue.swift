/// What waits for one host: first in, first out, with what can't wait in front.
///
/// Only a window of it is in memory. The rest is counted here and waits in the crawl state, from where the machine has it
/// loaded in order; so millions of waiting URLs cost no memory.
package struct HostQueue: Sendable {
  /// The two lines in which URLs wait.
  package enum Lane: Int, Sendable, CaseIterable {
    /// Never fetched; served first, because they hold what the index lacks.
    case fresh = 1
    /// Due again.
    case revisit = 2
  }

  /// How many targets of a lane are in memory at most before the rest waits in the state only.
  ///
  /// A target takes some 250 bytes, its URL included, and every host has its own window.
  package static let window = 64

  private var urgent = FIFO<CrawlTarget>()
  private var lanes = [FIFO<CrawlTarget>](repeating: FIFO(), count: 2)
  /// Targets of each lane that wait in the state only.
  private var outside = [0, 0]
  /// The number of the last target of each lane that was taken into memory.
  private var lastLoaded: [Int64] = [0, 0]
  private var isLoading = [false, false]

  /// An empty queue, with that many URLs waiting in the state.
  package init(fresh: Int = 0, revisits: Int = 0) { outside = [fresh, revisits] }

  /// How many targets wait, in memory or not.
  package var count: Int {
    urgent.count + lanes[0].count + lanes[1].count + outside[0] + outside[1]
  }

  /// Whether there is nothing to take now (something may be on its way from the state).
  package var isEmptyInMemory: Bool { urgent.isEmpty && lanes[0].isEmpty && lanes[1].isEmpty }

  /// Whether there is nothing to wait for.
  package var isEmpty: Bool { count == 0 }

  /// Whether targets are on their way from the state.
  package var isAwaitingRefill: Bool { isLoading[0] || isLoading[1] }

  /// Puts a target before all others.
  package mutating func pushFront(_ target: CrawlTarget) { urgent.prepend(target) }

  /// Puts a target behind the other urgent ones.
  package mutating func pushUrgent(_ target: CrawlTarget) { urgent.append(target) }

  /// Puts a newly found target at the end.
  package mutating func push(_ target: CrawlTarget) {
    if outside[0] > 0 || lanes[0].count >= Self.window {
      outside[0] += 1
    } else {
      lanes[0].append(target)
      lastLoaded[0] = max(lastLoaded[0], target.id)
    }
  }

  /// Takes a known page that became due during the crawl; the state has it among those that wait.
  package mutating func pushDue(_ target: CrawlTarget) {
    if outside[1] > 0 && target.id > lastLoaded[1] {
      outside[1] += 1
    } else {
      lanes[1].append(target)
    }
  }

  /// The next target, urgent ones first, then new ones, then those due again.
  package func peek() -> CrawlTarget? { urgent.first ?? lanes[0].first ?? lanes[1].first }

  /// Takes the next target.
  package mutating func pop() -> CrawlTarget? {
    urgent.popFirst() ?? lanes[0].popFirst() ?? lanes[1].popFirst()
  }

  /// The lane to be loaded now and the number behind which it goes on; nil when enough is in memory.
  ///
  /// Marks the lane as being loaded.
  package mutating func startRefill() -> (lane: Lane, after: Int64)? {
    for lane in Lane.allCases {
      let index = lane.rawValue - 1
      if outside[index] > 0, !isLoading[index], lanes[index].count <= Self.window / 2 {
        isLoading[index] = true
        return (lane, lastLoaded[index])
      }
    }
    return nil
  }

  /// Takes what was loaded; an empty load means that nothing more waits, whatever was counted.
  package mutating func finishRefill(_ lane: Lane, _ targets: [CrawlTarget]) {
    let index = lane.rawValue - 1
    isLoading[index] = false
    outside[index] = targets.isEmpty ? 0 : max(0, outside[index] - targets.count)
    for target in targets { lanes[index].append(target) }
    if let last = targets.last { lastLoaded[index] = last.id }
  }

  /// Gives up everything that waits for the sites that `isClosed` names; what is in the state stays there.
  package mutating func removeAll(where isClosed: (CrawlTarget) -> Bool) -> Int {
    let before = urgent.count + lanes[0].count + lanes[1].count
    urgent.removeAll(where: isClosed)
    for index in lanes.indices { lanes[index].removeAll(where: isClosed) }
    return before - urgent.count - lanes[0].count - lanes[1].count
  }
}

/// A first-in, first-out queue over one array.
struct FIFO<Element: Sendable>: Sendable {
  private var items: [Element] = []
  private var head = 0

  var count: Int { items.count - head }
  var isEmpty: Bool { head == items.count }
  var first: Element? { head < items.count ? items[head] : nil }

  mutating func append(_ element: Element) { items.append(element) }

  mutating func prepend(_ element: Element) {
    if head > 0 {
      head -= 1
      items[head] = element
    } else {
      items.insert(element, at: 0)
    }
  }

  mutating func popFirst() -> Element? {
    guard head < items.count else { return nil }
    let element = items[head]
    head += 1
    // Amortised O(1): half of the array is free each time it is moved.
    if head >= 32, head * 2 >= items.count {
      items.removeFirst(head)
      head = 0
    }
    return element
  }

  mutating func removeAll(where matches: (Element) -> Bool) {
    items = items[head...].filter { !matches($0) }
    head = 0
  }
}
