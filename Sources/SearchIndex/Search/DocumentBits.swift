/// A set of documents of one segment, a bit each.
struct DocumentBits: Sendable {
  private(set) var words: [UInt64]
  let documentCount: Int

  /// No document.
  init(documentCount: Int) {
    self.documentCount = documentCount
    words = [UInt64](repeating: 0, count: (documentCount + 63) / 64)
  }

  /// The live documents.
  init(_ part: IndexReader.Part) {
    documentCount = part.segment.documentCount
    words = (part.live ?? LiveDocuments(documentCount: documentCount)).words
  }

  /// Whether it has a document; false outside.
  @inline(__always) func contains(_ document: UInt32) -> Bool {
    let word = Int(document >> 6)
    return word < words.count && words[word] &>> UInt64(document & 63) & 1 == 1
  }

  /// Puts a document in; one outside is passed over.
  @inline(__always) mutating func insert(_ document: UInt32) {
    let word = Int(document >> 6)
    if word < words.count { words[word] |= 1 &<< UInt64(document & 63) }
  }

  /// Puts the documents of a cursor's decoded block in.
  mutating func insertBlock(_ cursor: borrowing PostingsCursor) {
    guard cursor.documentLimit <= UInt32(documentCount) else { return }
    var words = words.mutableSpan
    for place in 0..<cursor.count {
      let document = cursor.document(at: place)
      // SAFETY: a cursor shows no document beyond its limit, for which there is a word.
      unsafe words[unchecked: Int(document >> 6)] |= 1 &<< UInt64(document & 63)
    }
  }

  /// Puts those of the 128 documents from `first` on, a multiple of 64, in that stand at `places` and in `allowed`; nil for all.
  mutating func insert(_ places: PlaceSet, from first: UInt32, _ allowed: DocumentBits?) {
    let word = Int(first >> 6)
    insert(places.low, word, allowed)
    insert(places.high, word &+ 1, allowed)
  }

  @inline(__always) private mutating func insert(
    _ bits: UInt64, _ word: Int, _ allowed: DocumentBits?
  ) {
    guard bits != 0, word < words.count else { return }
    words[word] |= bits & (allowed.map { word < $0.words.count ? $0.words[word] : 0 } ?? .max)
  }

  /// Takes a document out.
  mutating func remove(_ document: UInt32) {
    let word = Int(document >> 6)
    if word < words.count { words[word] &= ~(1 &<< UInt64(document & 63)) }
  }

  /// Keeps what is in `other` too.
  mutating func formIntersection(_ other: DocumentBits) {
    for index in words.indices {
      words[index] &= index < other.words.count ? other.words[index] : 0
    }
  }

  /// Adds what is in `other`.
  mutating func formUnion(_ other: DocumentBits) {
    for index in words.indices where index < other.words.count {
      words[index] |= other.words[index]
    }
  }

  /// Takes out what is in `other`.
  mutating func subtract(_ other: DocumentBits) {
    for index in words.indices where index < other.words.count {
      words[index] &= ~other.words[index]
    }
  }

  /// Whether it has none.
  var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

  /// How many documents it has.
  var count: Int { words.reduce(0) { $0 &+ $1.nonzeroBitCount } }

  /// Calls `take` for each document, ascending.
  @inline(__always) func forEach(_ take: (UInt32) -> Void) { forEach(in: words.indices, take) }

  /// Calls `take` for each of `count` documents from `first` on that it has; both are multiples of 64.
  @inline(__always) func forEach(_ count: Int, from first: UInt32, _ take: (UInt32) -> Void) {
    let start = min(words.count, Int(first) / 64)
    forEach(in: start..<min(words.count, start + count / 64), take)
  }

  @inline(__always) private func forEach(in indices: Range<Int>, _ take: (UInt32) -> Void) {
    for index in indices {
      var word = words[index]
      while word != 0 {
        take(UInt32(index &* 64 &+ word.trailingZeroBitCount))
        word &= word &- 1
      }
    }
  }
}
