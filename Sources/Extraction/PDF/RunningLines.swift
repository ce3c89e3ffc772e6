/// Finds the lines that repeat at the top or bottom of pages (headers, footers) and page numbers.
///
/// A line repeats when all its words do and each of its numbers is the same or counts along with the pages: rows of a table that
/// differ in their figures are text.
struct RunningLines {
  private var counts: [Mark: Int] = [:]
  private let pageCount: Int

  /// How many lines at either end of a page may be running lines.
  private static let reach = 3
  /// Running lines stand at the same height, give or take so many points.
  private static let tolerance: Float = 8

  /// Words of a line with its numbers, one of them less the page's index, and the height in steps of `tolerance`.
  private struct Mark: Hashable {
    var words: [UInt32]
    var numbers: [Int]
    var counting: Int?
    var height: Int
  }

  /// Counts the first and last lines of all pages.
  init(_ pages: [[PDFLine]]) {
    pageCount = pages.count { !$0.isEmpty }
    for (index, page) in pages.enumerated() {
      let marks = Set(Self.edges(page).flatMap { Self.marks(page[$0], page: index) })
      for mark in marks { counts[mark, default: 0] += 1 }
    }
  }

  /// A page, the `index`th of all, without its running lines.
  func removed(from page: [PDFLine], index: Int) -> [PDFLine] {
    let edges = Self.edges(page)
    return page.indices.filter { !edges.contains($0) || !isRunning(page[$0], index) }
      .map { page[$0] }
  }

  /// A header stands on at least three pages and, unless it counts along with them, on three of ten; a page number of nothing else on two.
  private func isRunning(_ line: PDFLine, _ page: Int) -> Bool {
    let words = PageNumbers(line.text)
    if words.saysPage { return true }
    return Self.marks(line, page: page).contains { mark in
      let count = [mark.height - 1, mark.height, mark.height + 1].reduce(0) { sum, height in
        var near = mark
        near.height = height
        return sum + (counts[near] ?? 0)
      }
      if words.isBare, mark.counting != nil { return count >= 2 }
      return count >= 3 && (mark.counting != nil || count * 10 >= pageCount * 3)
    }
  }

  private static func marks(_ line: PDFLine, page: Int) -> [Mark] {
    let parts = PageNumbers(line.text)
    let height = Int((max(-1e6, min(1e6, line.top)) / tolerance).rounded())
    let exact = Mark(words: parts.words, numbers: parts.numbers, counting: nil, height: height)
    return [exact]
      + parts.numbers.indices.prefix(4).map { index in
        var mark = exact
        mark.numbers[index] -= page
        mark.counting = index
        return mark
      }
  }

  /// The lines nearest to the page's upper and lower edge, by where they stand.
  private static func edges(_ page: [PDFLine]) -> Set<Int> {
    let order = page.indices.sorted { page[$0].top < page[$1].top }
    return Set(order.prefix(reach) + order.suffix(reach))
  }
}
