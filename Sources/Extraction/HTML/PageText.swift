import Charset

/// Writes a part of a page as lines: blocks and `br` end a line, cells of a table row share one.
struct PageText {
  private var line: [UInt8] = []
  private var lines: [[UInt8]] = []
  /// The line under way has text of a heading.
  private var inHeading = false
  private var headings: Set<Int> = []
  private let keepsFurniture: Bool

  private init(keepsFurniture: Bool) { self.keepsFurniture = keepsFurniture }

  /// The lines of the subtree of `root` without the nodes that `left` marks.
  ///
  /// - Parameters:
  ///   - keepingFurniture: whether 打印, 上一篇 … and lone short lines at either end stay too, as on a page of links.
  ///   - keepingEdges: whether lone short lines at either end stay, as in a thread whose last answer has two words.
  static func render(
    _ tree: HTMLTree, root: Int, leaving left: [Bool], keepingFurniture: Bool = false,
    keepingEdges: Bool = false
  ) -> String {
    var writer = PageText(keepsFurniture: keepingFurniture)
    writer.write(tree, tree.subtree(root), left)
    let kept =
      keepingFurniture || keepingEdges ? writer.lines.indices : writer.withoutEdges()
    var text: [UInt8] = []
    text.reserveCapacity(writer.lines.reduce(0) { $0 + $1.count + 1 })
    for at in kept {
      let line = writer.lines[at]
      if !keepingFurniture, at <= kept.lowerBound + 5, writer.isByline(line) { continue }
      if !text.isEmpty { text.append(10) }
      text.append(contentsOf: line)
    }
    return String(chinese: text)
  }

  private mutating func write(_ tree: HTMLTree, _ range: Range<Int>, _ left: [Bool]) {
    var open: [Int] = []
    var index = range.lowerBound
    while index < range.upperBound {
      while let last = open.last, Int(tree.nodes[last].end) <= index {
        if tree.nodes[last].tag == .a {
          Blanks.appendBlank(to: &line)
        } else {
          endBlock(tree.nodes[last].tag)
        }
        open.removeLast()
      }
      let node = tree.nodes[index]
      if left[index], index != range.lowerBound {
        // What was left out still separates what stands around it.
        if node.tag.isBlock { endBlock(node.tag) }
        index = Int(node.end)
        continue
      }
      if node.tag == .text {
        Blanks.append(tree.text[Int(node.textStart)..<Int(node.textEnd)], to: &line)
      } else if node.tag == .br || node.tag == .hr {
        finishLine()
      } else if node.tag.isBlock {
        endBlock(node.tag)
        open.append(index)
        inHeading = node.tag.isHeading
      } else if keepsFurniture, node.tag == .a {
        // On a page of links each link stands for itself.
        open.append(index)
      }
      index += 1
    }
    finishLine()
  }

  private mutating func endBlock(_ tag: HTMLTag) {
    if tag == .td || tag == .th {
      Blanks.appendBlank(to: &line)
    } else {
      finishLine()
    }
  }

  private mutating func finishLine() {
    while line.last == 32 { line.removeLast() }
    if !line.isEmpty, keepsFurniture || !Boilerplate.isFurniture(line) {
      if inHeading { headings.insert(lines.count) }
      lines.append(line)
    }
    line.removeAll(keepingCapacity: true)
    inHeading = false
  }

  /// The lines from the first to the last that say something: names, dates and counters around an article fall away.
  private func withoutEdges() -> Range<Int> {
    guard
      let first = lines.indices.first(where: {
        isSentence(lines[$0]) || headings.contains($0) || isNumber(lines[$0])
      }),
      let last = lines.indices.last(where: { isSentence(lines[$0]) || isClosing(lines[$0]) })
    else { return lines.indices }
    return min(first, last)..<max(first, last) + 1
  }

  /// Whether a line is long or has sentence punctuation.
  private func isSentence(_ line: [UInt8]) -> Bool {
    let counted = TextWeight(line.span)
    return counted.weight >= 50 || counted.punctuation > 0 || line.suffix(3).elementsEqual("：".utf8)
  }

  /// Whether a line may be a document's number, which stands above its text.
  private func isNumber(_ line: [UInt8]) -> Bool {
    line.count <= 90 && PrintedNumber.first(in: String(decoding: line, as: UTF8.self)) != nil
  }

  /// Whether a short line without a sentence holds a day with a time of day: who published this when.
  private func isByline(_ line: [UInt8]) -> Bool {
    line.count <= 150 && TextWeight(line.span).punctuation == 0
      && DateScanner.dates(in: line, limit: 1).contains { $0.hasTime }
  }

  /// Whether a line may close an official text: a day, an agency, an attachment.
  private func isClosing(_ line: [UInt8]) -> Bool {
    Self.closingEnds.contains { line.suffix(3).elementsEqual($0) }
      || Self.attachmentWords.contains { ByteSearch.first(of: $0, in: line.span) != nil }
  }

  private static let attachmentWords = ["附件", "附："].map { Array($0.utf8) }
  private static let closingEnds = "局厅室会府委部院处心队办站日）号".map { Array(String($0).utf8) }
}
