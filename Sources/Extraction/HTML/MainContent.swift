/// Finds the subtree that holds a page's main text, and the parts inside it that don't belong.
///
/// Every block (the nearest line-breaking ancestor of a run of text) has a value: its characters outside links, more with sentence punctuation, none when
/// it is mostly links. A node's score is the value of its own blocks plus a fixed share of its children's scores, so that a parent beats its best child only when the
/// others add enough; the best score wins. Class names and phrases shift values, they never decide alone.
struct MainContent {
  /// The subtree that holds the text; 0 when the page has none.
  private(set) var root = 0
  /// Nodes below `root` that are left out, by index.
  private(set) var left: [Bool]
  /// Plain text of the chosen part in half characters.
  private(set) var chosenWeight = 0
  /// Why this subtree, for people.
  private(set) var evidence = ""

  private let tree: HTMLTree
  private let statistics: PageStatistics
  private let keepsComments: Bool

  /// A page with this much prose outside its comments (half characters) is an article.
  private static let enoughProse = 400
  /// What a parent keeps of its children's score: it must hold 1/0.8 = 25 % more than its best child to win.
  private static var decay: Double { unsafe Tuning.values[0] }
  /// A part whose class name says boilerplate is kept all the same when it holds this share of the page's plain text.
  private static var dominatingShare: Double { unsafe Tuning.values[1] }
  /// The same for menus, footers and lists of recommendations, which no class name of an article resembles.
  private static let nearlyAll = 0.85

  /// Chooses the main text of a page.
  init(_ tree: HTMLTree, _ statistics: PageStatistics) {
    self.tree = tree
    self.statistics = statistics
    left = statistics.hidden
    keepsComments = Self.keepsComments(tree, statistics)
    leaveOutByHints()
    leaveOutTeasers()
    choose()
    trim()
  }

  private mutating func leaveOut(_ index: Int) {
    for inner in tree.subtree(index) { left[inner] = true }
  }

  /// Comments are text of a page that has little other prose, such as a forum or a page of reviews.
  private static func keepsComments(_ tree: HTMLTree, _ statistics: PageStatistics) -> Bool {
    var prose = 0
    var index = 1
    while index < tree.nodes.count {
      let node = tree.nodes[index]
      if statistics.hints[index] == .comments || statistics.hints[index] == .furniture {
        index = Int(node.end)
        continue
      }
      if node.tag == .text, !statistics.hidden[index], !statistics.inLink[index], statistics.punctuation[index] > 0 {
        prose += Int(statistics.weight[index])
      }
      index += 1
    }
    return prose < enoughProse
  }

  private mutating func leaveOutByHints() {
    let total = Double(max(1, statistics.plainWeight(0)))
    var index = 1
    while index < tree.nodes.count {
      let node = tree.nodes[index]
      if !left[index], node.tag != .text,
        Double(statistics.plainWeight(index)) < keptShare(index, node.tag) * total
      {
        leaveOut(index)
        index = Int(node.end)
      } else {
        index += 1
      }
    }
  }

  /// Of how much of the page's plain text an element must hold to be kept in spite of its kind or class name; 0 for most.
  private func keptShare(_ index: Int, _ tag: HTMLTag) -> Double {
    switch tag {
    case .nav, .footer, .aside, .menu, .dialog: return Self.nearlyAll
    case .body, .html, .a, .p: return 0
    default: break
    }
    switch statistics.hints[index] {
    case .furniture: return Self.nearlyAll
    case .boilerplate: return Self.dominatingShare
    case .comments: return keepsComments ? 0 : 1.1
    case .none, .content, .protected: return 0
    }
  }

  /// Leaves out teasers: at least three siblings, most of their kind, that each begin with a link as a headline.
  private mutating func leaveOutTeasers() {
    var teasers = [Int32](repeating: 0, count: tree.nodes.count)
    var elements = teasers
    var isTeaser = [Bool](repeating: false, count: tree.nodes.count)
    for index in tree.nodes.indices.dropFirst() where !left[index] {
      guard tree.nodes[index].tag != .text, statistics.weight[index] > 0 else { continue }
      let parent = Int(tree.nodes[index].parent)
      elements[parent] += 1
      isTeaser[index] = beginsWithHeadline(index)
      if isTeaser[index] { teasers[parent] += 1 }
    }
    for index in tree.nodes.indices where isTeaser[index] {
      let parent = Int(tree.nodes[index].parent)
      if teasers[parent] >= 3, teasers[parent] * 3 >= elements[parent] * 2 { leaveOut(index) }
    }
  }

  /// Whether a block's first text is a link of at least six Han characters and the block is short.
  private func beginsWithHeadline(_ index: Int) -> Bool {
    let node = tree.nodes[index]
    guard node.tag.isBlock, !node.tag.isHeading, node.tag != .p, statistics.links[index] > 0, statistics.weight[index] < 800 else { return false }
    for inner in index + 1..<Int(node.end) where statistics.weight[inner] > 0 && !left[inner] {
      if tree.nodes[inner].tag == .a { return statistics.weight[inner] >= 16 && statistics.weight[index] < statistics.weight[inner] * 10 }
      if tree.nodes[inner].tag == .text { return false }
    }
    return false
  }

  private mutating func choose() {
    var score = [Double](repeating: 0, count: tree.nodes.count)
    var sum = score
    var best = score
    let own = blockValues()
    for index in tree.nodes.indices.dropFirst().reversed() where !left[index] {
      // One child that holds nearly all is passed on nearly whole, so that depth alone costs nothing.
      let share = best[index] > sum[index] * 0.97 ? 0.999 : Self.decay
      score[index] = own[index] + sum[index] * share
      if statistics.hints[index] == .content { score[index] *= 1.1 }
      let parent = Int(tree.nodes[index].parent)
      sum[parent] += score[index]
      best[parent] = max(best[parent], score[index])
    }
    for index in tree.nodes.indices.dropFirst()
    where score[index] > score[root] || root == 0 && score[index] > 0 {
      if tree.nodes[index].tag != .text { root = index }
    }
    widen()
    evidence = "subtree \(tree.path(root)) with score \(Int(score[root]))"
  }

  /// A paragraph or a table row is never a page's whole main text: its container is.
  private mutating func widen() {
    while root > 0 {
      switch tree.nodes[root].tag {
      case .p, .tr, .tbody, .thead, .li, .span, .font, .b, .strong, .h1, .h2, .h3, .unknown, .em, .i, .u:
        root = Int(tree.nodes[root].parent)
      default: return
      }
    }
  }

  /// The value of each block at the index of the block's element.
  private func blockValues() -> [Double] {
    var plain = [Int32](repeating: 0, count: tree.nodes.count)
    var linked = plain
    var stops = plain
    for index in tree.nodes.indices where tree.nodes[index].tag == .text && !left[index] {
      let block = tree.block(of: index)
      plain[block] += statistics.weight[index] - statistics.linkWeight[index]
      linked[block] += statistics.linkWeight[index]
      stops[block] += statistics.punctuation[index]
    }
    return tree.nodes.indices.map {
      Self.value(plain: Double(plain[$0]), linked: Double(linked[$0]), stops: Double(stops[$0]))
    }
  }

  private static func value(plain: Double, linked: Double, stops: Double) -> Double {
    if plain + linked == 0 || linked > plain { return 0 }
    if stops == 0, plain < 40 { return unsafe plain * Tuning.values[2] }
    return (plain - linked * 0.5) * (1 + min(1, stops / 5))
  }

  /// Leaves out menus, lists of links and furniture inside the chosen part.
  private mutating func trim() {
    guard root > 0 else { return }
    var index = root + 1
    let end = Int(tree.nodes[root].end)
    chosenWeight = statistics.plainWeight(root)
    while index < end {
      let node = tree.nodes[index]
      if node.tag != .text, !left[index], node.tag.isBlock, isLinkPart(index) {
        leaveOut(index)
        index = Int(node.end)
      } else {
        index += 1
      }
    }
  }

  /// Whether a block inside the main text is a menu or list of links: mostly link text, and more than one link or no sentence.
  private func isLinkPart(_ index: Int) -> Bool {
    let density = statistics.linkDensity(index)
    guard density > 0.6, statistics.punctuation[index] < 3 else { return false }
    return statistics.links[index] > 1 || statistics.weight[index] <= 16 && !isAttachment(index)
  }

  /// Whether a block with one short link names a file.
  private func isAttachment(_ index: Int) -> Bool {
    let text = tree.plainText(index)
    return text.contains("附件") || text.contains(".") || text.contains("下载")
  }
}

extension HTMLTree {
  /// The nearest line-breaking ancestor of a node.
  func block(of index: Int) -> Int {
    var at = Int(nodes[index].parent)
    while at > 0, !nodes[at].tag.isBlock { at = Int(nodes[at].parent) }
    return at
  }

  /// The elements from the root to a node, for people: `body > div.main > div#zoom`.
  func path(_ index: Int) -> String {
    var parts: [String] = []
    var at = index
    while at > 0, parts.count < 12 {
      var part = "\(nodes[at].tag)"
      if let id = string(.id, of: at), !id.isEmpty { part += "#\(id)" }
      if let name = string(.class, of: at)?.split(separator: " ").first { part += ".\(name)" }
      parts.append(part)
      at = Int(nodes[at].parent)
    }
    return parts.reversed().joined(separator: " > ")
  }
}

package enum Tuning { package nonisolated(unsafe) static var values: [Double] = [0.75, 0.45, 0.5] }
