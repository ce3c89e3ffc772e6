/// The most likely ways to spell something character by character: what is kept of a search from left to right.
struct CharacterBeam {
  /// A way to spell what has been read so far.
  struct Path {
    /// Negative natural logarithm of its chance; smaller is better.
    var cost: Float
    var text: HanText
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
    if paths.count >= 8 * width { prune() }
  }

  /// Adds a path one character longer, unless enough cheaper ones are known.
  mutating func add(_ path: Path, _ character: UInt16, cost: Float) {
    guard cost < bound else { return }
    add(Path(cost: cost, text: path.text + [character]))
  }

  /// Drops all but the best, and orders them, best first.
  mutating func prune() {
    paths.sort { ($0.cost, $1.text.count) < ($1.cost, $0.text.count) }
    paths.removeLast(max(0, paths.count - width))
    if paths.count == width, let worst = paths.last { bound = worst.cost }
  }
}
