import Documents
import Tokenizer

/// What one document's texts give: its terms with positions or frequencies, and its lengths.
struct DocumentAnalysis {
  /// A place of a term in a field with positions.
  struct Place {
    var key: UInt64
    var position: UInt32
  }

  /// A term of a field without positions.
  struct Counted {
    var key: UInt64
    var frequency: UInt32
  }

  /// Body and title, in order of position within each field.
  private(set) var places: [Place] = []
  /// Characters, words of other scripts, document numbers.
  private(set) var counted: [Counted] = []
  /// Length per field, in `IndexField` order.
  private(set) var lengths = InlineArray<4, UInt32>(repeating: 0)
  /// Spellings of the hashed words met, by term key.
  private(set) var spellings: [UInt64: [UInt8]] = [:]
  /// A hash of title and text, for equal content under several addresses.
  private(set) var contentHash: UInt64 = 0
  private var sink = AnalysisSink()

  /// Positions from here on are not indexed: a document of more than four million characters is searched by its first part.
  static let positionLimit: UInt32 = (1 << 22) - 1

  /// Analyses a document; what the last one gave is forgotten.
  mutating func analyse(_ document: Document) {
    places.removeAll(keepingCapacity: true)
    counted.removeAll(keepingCapacity: true)
    spellings.removeAll(keepingCapacity: true)
    lengths = InlineArray(repeating: 0)
    let title = Array(document.title.utf8)
    let body = Array(document.body.utf8)
    contentHash = KeyHash.of(body.span)
    run(body.span, .body)
    takeCharacters(body.span)
    run(title.span, .title)
    addNumbers(document, title.span, body.span)
  }

  private mutating func run(_ text: Span<UInt8>, _ field: IndexField) {
    sink.begin(field)
    swap(&sink.places, &places)
    let before = sink.places.count
    tokenize(text, into: &sink)
    swap(&sink.places, &places)
    lengths[Int(field.rawValue)] = UInt32(places.count - before) &+ sink.beyondLimit
    for long in sink.longWords {
      spellings[field.termKey(long.key)] = Array(
        foldedSpelling(text, long.bytes).prefix(SegmentLayout.spellingLimit))
    }
  }

  private mutating func takeCharacters(_ text: Span<UInt8>) {
    var length: UInt32 = 0
    sink.drainCharacters { codePoint, count in
      counted.append(
        Counted(
          key: IndexField.characters.termKey(TokenKey.unigram(codePoint)), frequency: count))
      length &+= count
    }
    for (key, word) in sink.otherWords {
      let term = IndexField.characters.termKey(key)
      counted.append(Counted(key: term, frequency: word.count))
      length &+= word.count
      if TokenKey.isHashed(key) {
        spellings[term] = Array(
          foldedSpelling(text, word.bytes).prefix(SegmentLayout.spellingLimit))
      }
    }
    lengths[Int(IndexField.characters.rawValue)] = length
  }

  private mutating func addNumbers(
    _ document: Document, _ title: Span<UInt8>, _ body: Span<UInt8>
  ) {
    var found = DocumentNumber.find(in: title)
    let printed = Array(document.metadata.documentNumber.utf8)
    if !printed.isEmpty { found += DocumentNumber.find(in: printed.span) }
    found += DocumentNumber.find(in: body.extracting(first: 1200))
    guard !found.isEmpty else { return }
    var seen: Set<[UInt8]> = []
    for form in found.prefix(64).flatMap(\.forms) where seen.insert(form).inserted {
      let key = IndexField.documentNumber.termKey(TokenKey.word(form))
      counted.append(Counted(key: key, frequency: 1))
      spellings[key] = form
    }
  }
}

/// Collects tokens of one text.
private struct AnalysisSink: TokenSink {
  var places: [DocumentAnalysis.Place] = []
  /// Hashed words, for their spelling.
  private(set) var longWords: [(key: UInt64, bytes: Range<Int>)] = []
  private(set) var otherWords: [UInt64: (count: UInt32, bytes: Range<Int>)] = [:]
  private(set) var beyondLimit: UInt32 = 0
  private var characterCounts = [UInt32](repeating: 0, count: 1 << 16)
  private var charactersMet: [UInt32] = []
  private var rareCharacters: [UInt32: UInt32] = [:]
  private var fieldBits: UInt64 = 0
  private var wantsCharacters = true

  mutating func begin(_ field: IndexField) {
    fieldBits = field.termKey(0)
    wantsCharacters = field == .body
    longWords.removeAll(keepingCapacity: true)
    beyondLimit = 0
    if wantsCharacters { otherWords.removeAll(keepingCapacity: true) }
  }

  @inline(__always) mutating func bodyToken(
    _ kind: TokenKind, key: UInt64, position: UInt32, start: Int, end: Int
  ) {
    guard position < DocumentAnalysis.positionLimit else {
      beyondLimit &+= 1
      return
    }
    places.append(.init(key: key | fieldBits, position: position))
    if TokenKey.isHashed(key) { longWords.append((key, start..<end)) }
  }

  @inline(__always) mutating func hanCharacter(
    key: UInt64, position: UInt32, start: Int, end: Int
  ) {
    guard wantsCharacters else { return }
    let codePoint = UInt32(truncatingIfNeeded: key >> 21)
    guard codePoint < 1 << 16 else {
      rareCharacters[codePoint, default: 0] &+= 1
      return
    }
    let count = characterCounts[Int(codePoint)]
    if count == 0 { charactersMet.append(codePoint) }
    characterCounts[Int(codePoint)] = count &+ 1
  }

  mutating func otherWord(key: UInt64, position: UInt32, start: Int, end: Int) {
    guard wantsCharacters else { return }
    otherWords[key, default: (0, start..<end)].count &+= 1
  }

  /// Hands over every character met with its count.
  mutating func drainCharacters(_ take: (UInt32, UInt32) -> Void) {
    for codePoint in charactersMet { take(codePoint, characterCounts[Int(codePoint)]) }
    for (codePoint, count) in rareCharacters { take(codePoint, count) }
    forgetCharacters()
  }

  mutating func forgetCharacters() {
    for codePoint in charactersMet { characterCounts[Int(codePoint)] = 0 }
    charactersMet.removeAll(keepingCapacity: true)
    rareCharacters.removeAll(keepingCapacity: true)
  }
}
