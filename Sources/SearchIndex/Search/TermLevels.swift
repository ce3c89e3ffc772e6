/// Documents by how many of several sets they are in.
struct TermLevels {
  /// The highest level: documents of as many sets or more.
  static let most = 4

  /// At a place the documents of more sets than it says.
  private var above: [DocumentBits]

  /// - Complexity: O(sets × documents ÷ 64).
  init(_ sets: [DocumentBits], documentCount: Int) {
    above = Array(repeating: DocumentBits(documentCount: documentCount), count: Self.most)
    for set in sets {
      for level in (1..<Self.most).reversed() {
        var both = above[level - 1]
        both.formIntersection(set)
        above[level].formUnion(both)
      }
      above[0].formUnion(set)
    }
  }

  /// The documents of any set.
  var any: DocumentBits { above[0] }

  /// The documents of exactly so many sets, 1 to `most`; with `most` those of more, too.
  func documents(_ level: Int) -> DocumentBits {
    var documents = above[level - 1]
    if level < Self.most { documents.subtract(above[level]) }
    return documents
  }
}
