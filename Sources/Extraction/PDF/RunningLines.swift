/// Finds the lines that repeat at the top or bottom of pages (headers, footers) and page numbers.
struct RunningLines {
  private var counts: [[UInt32]: Int] = [:]
  private let pageCount: Int

  /// How many lines at either end of a page may be running lines.
  private static let reach = 2

  /// Counts the first and last lines of all pages, digits made equal.
  init(_ pages: [[PDFLine]]) {
    pageCount = pages.count { !$0.isEmpty }
    for page in pages {
      for key in Set(Self.edges(page).map { Self.key(page[$0]) }) { counts[key, default: 0] += 1 }
    }
  }

  /// The page without its running lines.
  func removed(from page: [PDFLine]) -> [PDFLine] {
    let edges = Self.edges(page)
    return page.indices.filter { !edges.contains($0) || !isRunning(page[$0]) }.map { page[$0] }
  }

  /// A header stands on at least three pages and on three of ten; a page number is one everywhere but on a single page.
  private func isRunning(_ line: PDFLine) -> Bool {
    let key = Self.key(line)
    if pageCount > 1, Self.isPageNumber(key) { return true }
    let count = counts[key] ?? 0
    return count >= 3 && count * 10 >= pageCount * 3
  }

  /// The lines nearest to the page's upper and lower edge, by where they stand.
  private static func edges(_ page: [PDFLine]) -> Set<Int> {
    let order = page.indices.sorted { page[$0].top < page[$1].top }
    return Set(order.prefix(reach) + order.suffix(reach))
  }

  private static func key(_ line: PDFLine) -> [UInt32] {
    var key: [UInt32] = []
    for scalar in line.text where scalar != 32 {
      if scalar >= 48 && scalar <= 57 {
        if key.last != 48 { key.append(48) }
      } else {
        key.append(scalar)
      }
    }
    return key
  }

  private static func isPageNumber(_ key: [UInt32]) -> Bool {
    pageNumbers.contains(String(PDFLine.view(key)))
  }

  private static let pageNumbers: Set<String> = [
    "0", "-0-", "—0—", "–0–", "－0－", "第0页", "0/0", "第0页共0页", "第0页,共0页", "第0页，共0页", "第0页/共0页",
    "Page0of0", "·0·", "~0~", "(0)", "（0）",
  ]
}
