import Tokenizer

/// A term's entry: how often it occurs and where its lists lie in the file.
struct TermEntry: Sendable, Equatable {
  /// The one occurrence of a term that has but one: the entry holds it, and there are no lists.
  struct Single: Sendable, Equatable {
    var document: UInt32
    /// 0 in a field without positions.
    var position: UInt32 = 0
  }

  var key: UInt64
  /// Documents that have the term, dead ones included.
  var documents: Int
  /// Occurrences in all of them.
  var occurrences: Int
  /// The list of documents and frequencies, in the file.
  var postings: Range<Int>
  /// The list of positions, in the file.
  var positions: Range<Int>
  /// The spelling of a hashed word, in the file; empty otherwise.
  var spelling: Range<Int>
  /// The only occurrence, when there is only one.
  var single: Single?
}

/// Finds terms by their key: binary search over the first keys of blocks of 64, then a scan of one block.
struct TermDictionary: Sendable {
  /// Terms in the dictionary as the file says; the scan trusts only the blocks.
  let termCount: Int
  /// Blocks of terms.
  let blockCount: Int
  private let index: Range<Int>
  private let data: Range<Int>
  private let postings: Range<Int>
  private let positions: Range<Int>
  private let documentCount: Int

  init(_ bytes: Span<UInt8>, _ table: SegmentTable) {
    index = table.places[.dictionaryIndex] ?? 0..<0
    data = table.places[.dictionary] ?? 0..<0
    postings = table.places[.postings] ?? 0..<0
    positions = table.places[.positions] ?? 0..<0
    documentCount = Int(table.summary.documentCount)
    let stated = bytes.load64(index.lowerBound)
    let fitting = max(0, index.count - 16) / 32
    blockCount = index.count >= 16 && stated <= UInt64(fitting) ? Int(stated) : 0
    termCount = Int(clamping: bytes.load64(index.lowerBound + 8))
  }

  /// The entry of a term's key; nil when no document has it.
  ///
  /// - Parameter spelling: the folded bytes of a hashed word, which must be the entry's.
  /// - Complexity: O(log blocks + 64).
  func find(_ key: UInt64, spelling: [UInt8] = [], _ bytes: Span<UInt8>) -> TermEntry? {
    var (low, high) = (0, blockCount)
    let firstKeys = index.lowerBound + 16
    while low < high {
      let middle = (low &+ high) >> 1
      if bytes.load64(firstKeys &+ 8 &* middle) <= key { low = middle + 1 } else { high = middle }
    }
    guard low > 0, let entry = scan(block: low - 1, for: key, bytes) else { return nil }
    if TokenKey.isHashed(key) && !spellingMatches(entry, spelling, bytes) { return nil }
    return entry
  }

  private func spellingMatches(
    _ entry: TermEntry, _ spelling: [UInt8], _ bytes: Span<UInt8>
  ) -> Bool {
    let wanted = spelling.prefix(SegmentLayout.spellingLimit)
    guard wanted.count == entry.spelling.count else { return false }
    for (index, byte) in wanted.enumerated()
    where bytes.load8(entry.spelling.lowerBound + index) != byte { return false }
    return true
  }

  private func scan(block: Int, for key: UInt64, _ bytes: Span<UInt8>) -> TermEntry? {
    var reader = DictionaryBlockReader(block, self, bytes)
    var current = reader.firstKey
    var place = 0
    while current < key && place &+ 1 < reader.count {
      current = reader.nextKey(bytes)
      place &+= 1
    }
    guard current == key, place < reader.count else { return nil }
    // Usually all terms of a block are of one field and none is hashed: then entries are skipped without a look.
    if TokenKey.isHashed(key) || reader.firstKey >> 58 != key >> 58 {
      return entries(block: block, bytes)[place]
    }
    let hasPositions = IndexField.of(termKey: key)?.hasPositions == true
    for _ in 0..<place { reader.skipEntry(hasPositions, bytes) }
    return reader.entry(key, bytes)
  }

  /// All entries of a block, for merging, dumping and verifying.
  func entries(block: Int, _ bytes: Span<UInt8>) -> [TermEntry] {
    var reader = DictionaryBlockReader(block, self, bytes)
    var keys: [UInt64] = []
    for place in 0..<reader.count {
      keys.append(place == 0 ? reader.firstKey : reader.nextKey(bytes))
    }
    return keys.map { reader.entry($0, bytes) }
  }

  /// Reads one block of terms.
  struct DictionaryBlockReader {
    let firstKey: UInt64
    private(set) var count: Int
    private var current: UInt64
    private var keyOffset: Int
    private var entryOffset: Int
    private var postingsOffset: Int
    private var positionsOffset: Int
    private let dictionary: TermDictionary

    init(_ block: Int, _ dictionary: TermDictionary, _ bytes: Span<UInt8>) {
      self.dictionary = dictionary
      let blocks = dictionary.blockCount
      let base = dictionary.index.lowerBound + 16 + 8 * block
      firstKey = bytes.load64(base)
      current = firstKey
      let offset = bytes.load64(base + 8 * blocks)
      var at = dictionary.data.lowerBound
      at += offset < UInt64(dictionary.data.count) ? Int(offset) : dictionary.data.count
      postingsOffset = Self.place(bytes.load64(base + 16 * blocks), dictionary.postings)
      positionsOffset = Self.place(bytes.load64(base + 24 * blocks), dictionary.positions)
      count = min(Int(bytes.load8(at)), SegmentLayout.dictionaryBlock)
      at += 1
      let keyBytes = Int(clamping: bytes.varint(&at))
      keyOffset = at
      entryOffset = at + min(keyBytes, max(0, dictionary.data.upperBound - at))
    }

    private static func place(_ offset: UInt64, _ section: Range<Int>) -> Int {
      section.lowerBound + Int(min(offset, UInt64(section.count)))
    }

    @inline(__always) mutating func nextKey(_ bytes: Span<UInt8>) -> UInt64 {
      current &+= bytes.varint(&keyOffset)
      return current
    }

    /// Passes over an entry; of most, one load has all.
    @inline(__always) mutating func skipEntry(_ hasPositions: Bool, _ bytes: Span<UInt8>) {
      let word = bytes.load64(entryOffset)
      if word & 0xFF == 0 {
        skipSingle(word, hasPositions, bytes)
      } else if hasPositions && word & 0x8080_8080 == 0 {
        // Four numbers of a byte each.
        postingsOffset &+= Int(word &>> 16 & 0x7F)
        positionsOffset &+= Int(word &>> 24 & 0x7F)
        entryOffset &+= 4
      } else {
        skipList(hasPositions, bytes)
      }
    }

    /// Passes over the 0 of an entry without lists and the one or two numbers behind it, the last of which ends with the first or second byte
    /// below 128.
    @inline(__always) private mutating func skipSingle(
      _ word: UInt64, _ hasPositions: Bool, _ bytes: Span<UInt8>
    ) {
      var ends = ~word & 0x8080_8080_8080_8000
      if hasPositions { ends &= ends &- 1 }
      if ends != 0 {
        entryOffset &+= ends.trailingZeroBitCount &>> 3 &+ 1
        return
      }
      entryOffset &+= 1
      _ = bytes.varint(&entryOffset)
      if hasPositions { _ = bytes.varint(&entryOffset) }
    }

    @inline(__always) private mutating func skipList(_ hasPositions: Bool, _ bytes: Span<UInt8>) {
      _ = bytes.varint(&entryOffset)
      _ = bytes.varint(&entryOffset)
      postingsOffset &+= Int(truncatingIfNeeded: bytes.varint(&entryOffset) & 0xFFFF_FFFF_FFFF)
      if hasPositions {
        positionsOffset &+= Int(truncatingIfNeeded: bytes.varint(&entryOffset) & 0xFFFF_FFFF_FFFF)
      }
    }

    mutating func entry(_ key: UInt64, _ bytes: Span<UInt8>) -> TermEntry {
      let hasPositions = IndexField.of(termKey: key)?.hasPositions == true
      var entry = TermEntry(
        key: key, documents: 1, occurrences: 1, postings: 0..<0, positions: 0..<0,
        spelling: 0..<0)
      let documents = bytes.varint(&entryOffset)
      if documents == 0 {
        let document = UInt32(clamping: bytes.varint(&entryOffset))
        let position = hasPositions ? UInt32(clamping: bytes.varint(&entryOffset)) : 0
        entry.single = TermEntry.Single(document: document, position: position)
      } else {
        entry.documents = Int(min(documents, UInt64(dictionary.documentCount)))
        let further = bytes.varint(&entryOffset) & 0xFFFF_FFFF_FFFF
        entry.occurrences = Int(clamping: documents &+ further)
        entry.postings = range(&postingsOffset, bytes.varint(&entryOffset), dictionary.postings)
        if hasPositions {
          entry.positions = range(
            &positionsOffset, bytes.varint(&entryOffset), dictionary.positions)
        }
      }
      if TokenKey.isHashed(key) { entry.spelling = spelling(bytes) }
      return entry
    }

    private mutating func spelling(_ bytes: Span<UInt8>) -> Range<Int> {
      let length = Int(bytes.load8(entryOffset))
      let start = min(entryOffset + 1, bytes.count)
      entryOffset = min(entryOffset + 1 + length, bytes.count)
      return start..<entryOffset
    }

    private func range(
      _ offset: inout Int, _ length: UInt64, _ section: Range<Int>
    ) -> Range<Int> {
      let start = min(max(offset, section.lowerBound), section.upperBound)
      let end = start + Int(min(length, UInt64(section.upperBound - start)))
      offset = end
      return start..<end
    }
  }
}
