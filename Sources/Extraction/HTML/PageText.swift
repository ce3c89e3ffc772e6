/// Writes a part of a page as lines: blocks and `br` end a line, cells of a table row share one.
struct PageText {
  private var line: [UInt8] = []
  private var text: [UInt8] = []

  /// The lines of the subtree of `root` without the nodes that `left` marks and without page furniture.
  static func render(
    _ tree: HTMLTree, root: Int, leaving left: [Bool], keepingFurniture: Bool = false
  ) -> String {
    var writer = PageText()
    writer.write(tree, tree.subtree(root), left, keepingFurniture)
    return String(decoding: writer.text, as: UTF8.self)
  }

  private mutating func write(
    _ tree: HTMLTree, _ range: Range<Int>, _ left: [Bool], _ keepingFurniture: Bool
  ) {
    var open: [Int] = []
    var index = range.lowerBound
    while index < range.upperBound {
      while let last = open.last, Int(tree.nodes[last].end) <= index {
        endLine(tree.nodes[last].tag, keepingFurniture)
        open.removeLast()
      }
      let node = tree.nodes[index]
      if left[index], index != range.lowerBound {
        // What was left out still separates what stands around it.
        if node.tag.isBlock { endLine(node.tag, keepingFurniture) }
        index = Int(node.end)
        continue
      }
      if node.tag == .text {
        Blanks.append(tree.text[Int(node.textStart)..<Int(node.textEnd)], to: &line)
      } else if node.tag == .br || node.tag == .hr {
        finishLine(keepingFurniture)
      } else if node.tag.isBlock {
        endLine(node.tag, keepingFurniture)
        open.append(index)
      }
      index += 1
    }
    finishLine(keepingFurniture)
  }

  private mutating func endLine(_ tag: HTMLTag, _ keepingFurniture: Bool) {
    if tag == .td || tag == .th {
      Blanks.appendBlank(to: &line)
    } else {
      finishLine(keepingFurniture)
    }
  }

  private mutating func finishLine(_ keepingFurniture: Bool) {
    while line.last == 32 { line.removeLast() }
    defer { line.removeAll(keepingCapacity: true) }
    if line.isEmpty { return }
    if !keepingFurniture, line.count <= 300,
      Boilerplate.isFurniture(String(decoding: line, as: UTF8.self))
    {
      return
    }
    if !text.isEmpty { text.append(10) }
    text.append(contentsOf: line)
  }
}
