import Documents
import Tokenizer

/// Turns documents into runs: their occurrences sorted by term.
///
/// Nearly all tokens are bigrams of characters below U+10000. They go to a bucket by their first character, so that no term
/// has to be looked up, and the bucket is sorted by the second when the run is written. Each character of a text is the first of a
/// bigram, stands alone, or ends a run of characters: with a mark for the last case a bucket also has the occurrences of its character.
/// All other terms are numbered and sorted by their numbers.
struct Inverter: ~Copyable {
  /// What a document gave besides occurrences.
  struct Measures: Sendable {
    /// Length per field, in `IndexField` order.
    var lengths = InlineArray<4, UInt32>(repeating: 0)
    /// A hash of title and text.
    var contentHash: UInt64 = 0
  }

  /// Bits: second character 16, document 18, position 22; the bucket is the first character.
  var bigrams: BucketPool
  var sorter = RadixSort()
  var starts = HeapBuffer<UInt64>(zeros: 1 << 10)
  var otherTerms = TermTable()
  var others = TokenBatch()
  var spellings: [UInt64: [UInt8]] = [:]
  /// The arrival in the segment of each document since the last run.
  var arrivals: [UInt32] = []

  var field = IndexField.body
  /// The document's number in its place in an entry.
  var documentBits: UInt64 = 0
  var lengths = InlineArray<4, UInt32>(repeating: 0)
  /// The body's bigrams in buckets, which `lengths` does not have yet.
  var bucketed: UInt32 = 0
  var longWords: [(term: UInt64, bytes: Range<Int>)] = []
  var counts: [UInt64: UInt32] = [:]

  let content: IndexedContent
  private let memoryLimit: Int
  /// Stands for the second character where a run of characters ends; U+FFFF is no character.
  static let runEnd: UInt64 = 0xFFFF
  /// The bits of a key of two characters below U+10000.
  static let bigramBits: UInt64 = 0xFFFF << 21 | 0xFFFF

  /// An inverter that takes about `memoryLimit` bytes between two runs.
  init(memoryLimit: Int, content: IndexedContent = .whole) {
    self.memoryLimit = memoryLimit
    self.content = content
    bigrams = BucketPool(byteCount: memoryLimit)
  }

  /// Documents since the last run.
  var documentCount: Int { arrivals.count }

  /// Whether a run must be written before the next document.
  var isFull: Bool {
    arrivals.count >= TokenBatch.maxDocuments || otherTerms.count >= TokenBatch.maxTerms - (1 << 22)
      || byteCount >= memoryLimit
  }

  private var byteCount: Int {
    bigrams.byteCount + others.byteCount + otherTerms.byteCount + spellings.count * 96
  }

  /// Takes in the document that came as the segment's `arrival`th.
  mutating func add(_ document: Document, arrival: UInt32) -> Measures {
    documentBits = UInt64(arrivals.count) << 22
    arrivals.append(arrival)
    lengths = InlineArray(repeating: 0)
    let hash =
      switch content {
      case .whole: take(document)
      case .bodyTerms: takeBody(document.body.utf8.span)
      }
    return Measures(lengths: lengths, contentHash: hash)
  }
}
