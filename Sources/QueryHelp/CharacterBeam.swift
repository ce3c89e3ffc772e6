/// The most likely ways to spell something character by character: what is kept of a search from left to right.
struct CharacterBeam {
  /// A way to spell what has been read so far.
  struct Path {
    /// Negative natural logarithm of its chance; smaller is better.
    var cost: Float
    /// Without the character that it was made longer by since the beam was pruned.
    fileprivate(set) var text: HanText
    fileprivate var next: UInt16?

    init(cost: Float, text: HanText) {
      self.cost = cost
      self.text = text
    }

    fileprivate init(cost: Float, _ text: HanText, _ next: UInt16) {
      self.cost = cost
      self.text = text
      self.next = next
    }

    fileprivate var count: Int { text.count + (next == nil ? 0 : 1) }
  }

  /// The paths, unordered while they are added.
  private(set) var paths: [Path] = []
  private let width: Int
  /// What the worst kept path cost when the beam was full last.
  private var bound = Float.infinity

  /// A beam of the best `width` paths.
  init(width: Int) { self.width = width }

  /// Adds a path; the worst are dropped now and then.
  mutating func add(_ path: Path) {
    paths.append(path)
    if paths.count >= 3 * width { keepBest() }
  }

  /// Adds a path one character longer, unless enough cheaper ones are known. Its text has the character once the beam has
  /// been pruned: most paths never come so far.
  mutating func add(_ path: Path, _ character: UInt16, cost: Float) {
    guard cost < bound else { return }
    add(Path(cost: cost, path.text, character))
  }

  /// Whether a path of this cost is worth adding.
  func takes(_ cost: Float) -> Bool { cost < bound }

  /// Drops all but the best, and orders them, best first.
  mutating func prune() {
    keepBest()
    for place in paths.indices {
      guard let next = paths[place].next else { continue }
      paths[place].text.append(next)
      paths[place].next = nil
    }
  }

  private mutating func keepBest() {
    paths.sort { ($0.cost, $1.count) < ($1.cost, $0.count) }
    paths.removeLast(max(0, paths.count - width))
    if paths.count == width, let worst = paths.last { bound = worst.cost }
  }
}
