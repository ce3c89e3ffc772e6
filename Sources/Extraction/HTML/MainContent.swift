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
  /// Plain text of what is kept of the chosen part, in half characters.
  private(set) var keptWeight = 0
  /// Sentence punctuation of what is kept.
  private(set) var keptPunctuation = 0
  /// Menus, footers and the like only: what a page of links leaves out.
  private(set) var furniture: [Bool] = []
  /// Whether it is a row of posts that look alike.
  private(set) var isThread = false
  /// Whether it is a row of numbered posts, of which some may be a word or two.
  private(set) var hasShortPosts = false
  /// Why this subtree, for people.
  private(set) var evidence = ""

  private let tree: HTMLTree
  private let statistics: PageStatistics
  private let keepsComments: Bool
  private let summary: String

  /// A page with this much prose outside its comments (half characters) is an article.
  private static let enoughProse = 400
  /// An `article` element with less plain text (half characters) is none.
  private static let articleWeight = 120
  /// What a parent keeps of its children's score: its children must hold a third more than the best of them for it to win.
  private static let decay = 0.75
  /// A part whose class name says boilerplate is kept all the same when it holds this share of the page's plain text.
  private static let dominatingShare = 0.45
  /// The same for menus, footers and lists of recommendations, which no class name of an article resembles.
  private static let nearlyAll = 0.85

  /// Chooses the main text of a page.
  ///
  /// - Parameter summary: the page's own description, empty when it has none.
  init(_ tree: HTMLTree, _ statistics: PageStatistics, summary: String) {
    self.summary = summary
    self.tree = tree
    self.statistics = statistics
    left = statistics.hidden
    keepsComments = Self.keepsComments(tree, statistics)
    leaveOutByHints()
    furniture = left
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
      if node.tag == .text, !statistics.hidden[index], !statistics.inLink[index],
        statistics.punctuation[index] > 0
      {
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

  /// Leaves out teasers: at least three siblings, most of their kind, that each are little more than a link with a headline.
  private mutating func leaveOutTeasers() {
    var teasers = [Int32](repeating: 0, count: tree.nodes.count)
    var elements = teasers
    var headline = headlines()
    for index in tree.nodes.indices.dropFirst() where !left[index] {
      guard tree.nodes[index].tag != .text, statistics.weight[index] > 0 else { continue }
      let parent = Int(tree.nodes[index].parent)
      elements[parent] += 1
      if !isTeaser(index, headline[index]) { headline[index] = 0 }
      if headline[index] > 0 { teasers[parent] += 1 }
    }
    for index in tree.nodes.indices where headline[index] > 0 && !left[index] {
      let parent = Int(tree.nodes[index].parent)
      if teasers[parent] >= 3, teasers[parent] * 3 >= elements[parent] * 2 { leaveOut(index) }
    }
  }

  /// The weight of the longest link inside each element.
  private func headlines() -> [Int32] {
    var longest = [Int32](repeating: 0, count: tree.nodes.count)
    for index in tree.nodes.indices.dropFirst().reversed() where !left[index] {
      if tree.nodes[index].tag == .a { longest[index] = statistics.weight[index] }
      let parent = Int(tree.nodes[index].parent)
      longest[parent] = max(longest[parent], longest[index])
    }
    return longest
  }

  /// Whether a block has a link of at least eight Han characters and little text besides.
  private func isTeaser(_ index: Int, _ headline: Int32) -> Bool {
    let node = tree.nodes[index]
    guard headline >= 16, node.tag.isBlock, !node.tag.isHeading, node.tag != .p else {
      return false
    }
    return statistics.links[index] <= 5 && statistics.punctuation[index] <= 8
      && statistics.weight[index] - headline < min(600, headline * 9)
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
    widenToSiblings(score)
    narrowToArticle()
    evidence = "subtree \(tree.path(root)) with score \(Int(score[root]))"
  }

  /// A paragraph or a table row is never a page's whole main text: its container is.
  private mutating func widen() {
    while root > 0 {
      switch tree.nodes[root].tag {
      case .p, .tr, .tbody, .thead, .li, .span, .font, .b, .strong, .h1, .h2, .h3, .unknown, .em,
        .i, .u:
        root = Int(tree.nodes[root].parent)
      default: return
      }
    }
  }

  /// The page's one `article` element is the article, whatever longer parts stand around it or beside it; of several each may be a teaser.
  private mutating func narrowToArticle() {
    guard root > 0 else { return }
    var only: Int?
    for index in tree.nodes.indices where tree.nodes[index].tag == .article && !left[index] {
      guard only == nil else { return }
      only = index
    }
    guard let only, statistics.plainWeight(only) >= Self.articleWeight,
      isInside(only)
        || !isThread && statistics.plainWeight(only) * 4 >= statistics.plainWeight(root),
      statistics.punctuation[only] >= 2
    else { return }
    root = only
  }

  private func isInside(_ index: Int) -> Bool { tree.subtree(root).contains(index) }

  /// Posts of a forum or answers to a question are siblings that look alike: the whole row of them is the main text.
  private mutating func widenToSiblings(_ score: [Double]) {
    var at = root
    for _ in 0..<16 where at > 0 {
      let parent = Int(tree.nodes[at].parent)
      if isNumberedPost(at, parent) {
        (root, isThread, hasShortPosts) = (parent, true, true)
      } else if isRowOfPosts(at, parent, score) {
        (root, isThread) = (parent, true)
      }
      at = parent
    }
  }

  /// Whether an element is one of several posts with numbered ids, such as `post_53876`.
  private func isNumberedPost(_ at: Int, _ parent: Int) -> Bool {
    guard let name = numberedName(at) else { return false }
    return siblings(of: at, parent).contains {
      statistics.weight[$0] > 0 && numberedName($0) == name
    }
  }

  private func siblings(of at: Int, _ parent: Int) -> [Int] {
    tree.children(parent).filter {
      $0 != at && !left[$0] && tree.nodes[$0].tag == tree.nodes[at].tag
    }
  }

  /// Whether an element's siblings are posts like it: of its class and with some prose.
  private func isRowOfPosts(_ at: Int, _ parent: Int, _ score: [Double]) -> Bool {
    guard tree.nodes[at].tag != .td, let name = lookName(at), !name.isEmpty else { return false }
    let alike = siblings(of: at, parent).filter {
      score[$0] > score[root] * 0.03 && statistics.punctuation[$0] > 0 && lookName($0) == name
    }
    return alike.count >= 1 && alike.reduce(0) { $0 + score[$1] } > score[root] * 0.1
  }

  private func lookName(_ index: Int) -> ArraySlice<UInt8>? {
    tree.attribute(.class, of: index) ?? tree.attribute(.id, of: index)?.prefix(5)
  }

  /// An id without the number at its end, when the number has three digits or more.
  private func numberedName(_ index: Int) -> ArraySlice<UInt8>? {
    guard let id = tree.attribute(.id, of: index) else { return nil }
    let digits = id.reversed().prefix { (48...57).contains($0) }.count
    return digits >= 3 && id.count > digits ? id.dropLast(digits) : nil
  }

  /// The text node in which the page's own summary begins: the main text usually does so too.
  private func summaryNode(_ summary: String) -> Int? {
    let key = Array(summary.utf8.prefix(45))
    guard key.count >= 30, let body = tree.first(.body, in: tree.nodes.indices) else { return nil }
    let start = Int(tree.nodes[body].textStart)
    guard let place = ByteSearch.first(of: key, in: tree.text.span, from: start) else { return nil }
    return tree.nodes.indices.last {
      tree.nodes[$0].tag == .text && Int(tree.nodes[$0].textStart) <= place
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
    var values = tree.nodes.indices.map {
      Self.value(plain: Double(plain[$0]), linked: Double(linked[$0]), stops: Double(stops[$0]))
    }
    if let node = summaryNode(summary), !left[node], statistics.weight[node] > 60 {
      // As much as all the rest may weigh, so that a long list of teasers does not outweigh a short text.
      values[tree.block(of: node)] += values.reduce(0, +)
    }
    return values
  }

  private static func value(plain: Double, linked: Double, stops: Double) -> Double {
    if plain + linked == 0 || linked > plain { return 0 }
    if stops == 0, plain < 40 { return plain * 0.5 }
    return (plain - linked * 0.5) * (1 + min(1, stops / 5))
  }

  /// Leaves out menus, lists of links and furniture inside the chosen part.
  private mutating func trim() {
    guard root > 0 else { return }
    var index = root + 1
    let end = Int(tree.nodes[root].end)
    while index < end {
      let node = tree.nodes[index]
      if node.tag != .text, !left[index], node.tag.isBlock, isLinkPart(index) {
        leaveOut(index)
        index = Int(node.end)
      } else {
        if node.tag == .text, !left[index], !statistics.inLink[index] {
          keptWeight += Int(statistics.weight[index])
          keptPunctuation += Int(statistics.punctuation[index])
        }
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
      var part = nodes[at].tag.name
      if let id = string(.id, of: at), !id.isEmpty { part += "#\(id)" }
      if let name = string(.class, of: at)?.split(separator: " ").first { part += ".\(name)" }
      parts.append(part)
      at = Int(nodes[at].parent)
    }
    return parts.reversed().joined(separator: " > ")
  }
}
