/// What each node of a page holds, counted in a few linear passes over the flat tree.
struct PageStatistics {
  /// Visible characters of the subtree in halves: a Han character is 2, an ASCII letter or digit 1.
  private(set) var weight: [Int32]
  /// The part of `weight` inside links.
  private(set) var linkWeight: [Int32]
  /// Sentence punctuation of the subtree outside links.
  private(set) var punctuation: [Int32]
  /// Nodes that are no text of the page, whatever they hold.
  private(set) var hidden: [Bool]
  /// What the element's own class and id say.
  private(set) var hints: [Boilerplate.Hint]
  /// Text nodes inside a link.
  private(set) var inLink: [Bool]
  /// How many links the subtree has.
  private(set) var links: [Int32]
  /// Text nodes with a colon.
  private(set) var hasColon: [Bool]

  /// Counts a page.
  init(_ tree: HTMLTree) {
    let count = tree.nodes.count
    weight = [Int32](repeating: 0, count: count)
    linkWeight = weight
    punctuation = weight
    links = weight
    hidden = [Bool](repeating: false, count: count)
    inLink = hidden
    hasColon = hidden
    hints = [Boilerplate.Hint](repeating: .none, count: count)
    markDown(tree)
    sumUp(tree)
  }

  /// The share of the subtree's text inside links, 0…1.
  func linkDensity(_ index: Int) -> Double {
    weight[index] == 0 ? 0 : Double(linkWeight[index]) / Double(weight[index])
  }

  /// The subtree's text outside links, in half characters.
  func plainWeight(_ index: Int) -> Int { Int(weight[index] - linkWeight[index]) }

  private mutating func markDown(_ tree: HTMLTree) {
    for index in tree.nodes.indices.dropFirst() {
      let node = tree.nodes[index]
      let parent = Int(node.parent)
      hidden[index] = hidden[parent] || isHidden(tree, index, node.tag)
      inLink[index] = inLink[parent] || node.tag == .a
      // What is shown as it was typed has the classes of tools that colour and copy it.
      guard node.tag != .text, node.tag != .pre, node.tag != .code, node.attributeCount > 0 else {
        continue
      }
      hints[index] = Boilerplate.hint(
        class: tree.attribute(.class, of: index), id: tree.attribute(.id, of: index))
    }
  }

  private func isHidden(_ tree: HTMLTree, _ index: Int, _ tag: HTMLTag) -> Bool {
    switch tag {
    case .text: return false
    case .head, .title, .option, .button, .input, .label: return true
    default:
      return tag.hidesContent
        || tree.nodes[index].attributeCount > 0 && tree.attribute(.concealed, of: index) != nil
    }
  }

  private mutating func sumUp(_ tree: HTMLTree) {
    for index in tree.nodes.indices.dropFirst().reversed() {
      let node = tree.nodes[index]
      if hidden[index] { continue }
      if node.tag == .text { count(tree, index, node) }
      if node.tag == .a { links[index] += 1 }
      let parent = Int(node.parent)
      weight[parent] += weight[index]
      linkWeight[parent] += linkWeight[index]
      punctuation[parent] += punctuation[index]
      links[parent] += links[index]
    }
  }

  private mutating func count(_ tree: HTMLTree, _ index: Int, _ node: HTMLTree.Node) {
    let counted = TextWeight(tree.text.span.extracting(Int(node.textStart)..<Int(node.textEnd)))
    weight[index] = counted.weight
    hasColon[index] = counted.hasColon
    if inLink[index] {
      linkWeight[index] = counted.weight
    } else {
      punctuation[index] = counted.punctuation
    }
  }
}

/// How much a run of UTF-8 says: half characters and sentence punctuation.
struct TextWeight {
  /// Half characters: 2 for a character of three or more bytes that is no punctuation, 1 for an ASCII letter or digit.
  private(set) var weight: Int32 = 0
  /// Chinese sentence punctuation, and ASCII commas and stops that a blank follows.
  private(set) var punctuation: Int32 = 0
  /// Whether a colon of either width is there.
  private(set) var hasColon = false

  /// Counts `bytes`.
  init(_ bytes: Span<UInt8>) {
    var index = 0
    while true {
      let start = index
      bytes.skipCommonHan(&index)
      weight &+= Int32(truncatingIfNeeded: (index &- start) / 3 &* 2)
      guard index < bytes.count else { return }
      let byte = bytes[index]
      if byte < 0x80 {
        ascii(byte, next: index &+ 1 < bytes.count ? bytes[index &+ 1] : 32)
        index &+= 1
      } else if byte >= 0xE0, index &+ 2 < bytes.count {
        wide(byte, bytes[index &+ 1], bytes[index &+ 2])
        index &+= byte >= 0xF0 ? 4 : 3
      } else {
        index &+= 1
      }
    }
  }

  @inline(__always)
  private mutating func ascii(_ byte: UInt8, next: UInt8) {
    if byte >= 48 && byte <= 57 || byte | 32 >= 97 && byte | 32 <= 122 {
      weight += 1
    } else if byte == UInt8(ascii: ":") {
      hasColon = true
    } else if next <= 32, byte == UInt8(ascii: ",") || byte == UInt8(ascii: ".") {
      punctuation += 1
    }
  }

  @inline(__always)
  private mutating func wide(_ first: UInt8, _ second: UInt8, _ third: UInt8) {
    if first == 0xE3, second == 0x80 {
      if third == 0x81 || third == 0x82 { punctuation += 1 }  // 、 。
    } else if first == 0xEF, second == 0xBC {
      switch third {
      case 0x8C, 0x9B, 0x81, 0x9F: punctuation += 1  // ， ； ！ ？
      case 0x9A: hasColon = true
      case 0x90...0x99, 0xA1...0xBA: weight += 1  // full-width digits and letters
      default: break
      }
    } else if first != 0xE2 || second >= 0xBA {
      weight += 2
    }
  }
}
