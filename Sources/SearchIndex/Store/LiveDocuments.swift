import Bytes

/// Which documents of a segment are live, and what the dead ones take from its statistics.
///
/// The dead documents' terms are kept with their counts, so that document frequencies count live documents only and an
/// index that was changed in steps scores as one that was built at once.
package struct LiveDocuments: Sendable, Equatable {
  /// One bit a document, set when live; bits past the last document are 0.
  private(set) var words: [UInt64]
  /// Documents of the segment.
  let documentCount: Int
  /// Documents that are dead.
  package private(set) var deadCount = 0
  /// The dead documents' lengths, summed per field.
  private(set) var deadTokens: [UInt64] = [0, 0, 0, 0]
  private(set) var deadTerms: [UInt64: UInt32] = [:]

  static let magic = Array("kuaLIV\r\n".utf8)
  static let version: UInt32 = 1

  /// All documents live.
  init(documentCount: Int) {
    self.documentCount = documentCount
    words = [UInt64](repeating: .max, count: (documentCount + 63) / 64)
    if documentCount % 64 != 0, let last = words.indices.last {
      words[last] = (1 << UInt64(documentCount % 64)) - 1
    }
  }

  /// Documents that are live.
  package var liveCount: Int { documentCount - deadCount }

  /// Whether a document is live; false outside.
  @inline(__always) func isLive(_ document: UInt32) -> Bool {
    let word = Int(document >> 6)
    return word < words.count && words[word] >> UInt64(document & 63) & 1 == 1
  }

  /// How many dead documents have a term.
  func deadDocuments(of key: UInt64) -> Int { Int(deadTerms[key] ?? 0) }

  /// Marks a document dead, whose terms and lengths are given; false when it was dead already.
  mutating func kill(_ document: UInt32, terms: Set<UInt64>, lengths: [UInt32]) -> Bool {
    guard isLive(document) else { return false }
    bury(document)
    for key in terms { deadTerms[key, default: 0] += 1 }
    for (field, length) in lengths.enumerated() where field < 4 {
      deadTokens[field] += UInt64(length)
    }
    return true
  }

  private mutating func bury(_ document: UInt32) {
    words[Int(document >> 6)] &= ~(1 << UInt64(document & 63))
    deadCount += 1
  }

  /// Takes over what has died in another segment since that was merged into this one, and what these deaths take from its statistics.
  ///
  /// - Parameters:
  ///   - later: the other's documents now; nil when all are live, here as in `earlier`.
  ///   - earlier: its documents when it was merged.
  ///   - numbers: the number in this segment of each document that was live then.
  /// - Returns: false when one is live that was not: then what was merged is not what should be.
  mutating func takeDeaths(
    of later: LiveDocuments?, since earlier: LiveDocuments?, numbers: [UInt32]
  ) -> Bool {
    guard let later else { return earlier == nil }
    let earlier = earlier ?? LiveDocuments(documentCount: later.documentCount)
    for (index, (old, new)) in zip(earlier.words, later.words).enumerated() {
      guard new & ~old == 0 else { return false }
      var died = old & ~new
      while died != 0 {
        bury(numbers[64 * index + died.trailingZeroBitCount])
        died &= died - 1
      }
    }
    for (key, count) in later.deadTerms {
      let more = count - min(count, earlier.deadTerms[key] ?? 0)
      if more > 0 { deadTerms[key, default: 0] += more }
    }
    for field in deadTokens.indices {
      deadTokens[field] +=
        later.deadTokens[field] - min(later.deadTokens[field], earlier.deadTokens[field])
    }
    return true
  }

  /// The content of a `.klive` file.
  var encoded: [UInt8] {
    var writer = ByteWriter()
    for value in [UInt64(documentCount), UInt64(deadCount)] + deadTokens {
      writer.append(littleEndian: value)
    }
    for word in words { writer.append(littleEndian: word) }
    writer.append(littleEndian: UInt64(deadTerms.count))
    var last: UInt64 = 0
    for key in deadTerms.keys.sorted() {
      writer.append(varint: key &- last)
      writer.append(varint: UInt64(deadTerms[key] ?? 0))
      last = key
    }
    return FramedFile.encode(Self.magic, Self.version, writer.bytes)
  }

  /// Reads a `.klive` file.
  ///
  /// - Throws: `FileError.corrupt` or `.version`.
  init(_ bytes: [UInt8], path: String) throws(FileError) {
    self = try FramedFile.read(Self.magic, Self.version, bytes, path: path) {
      payload throws(TruncatedBytes) in try Self(payload: payload)
    }
  }

  private init(payload: [UInt8]) throws(TruncatedBytes) {
    var reader = ByteReader(payload.span)
    let count = try reader.littleEndian(UInt64.self)
    let dead = try reader.littleEndian(UInt64.self)
    guard count <= UInt64(SegmentLayout.maxDocuments), dead <= count else {
      throw TruncatedBytes(offset: 0, wanted: 0)
    }
    documentCount = Int(count)
    deadCount = Int(dead)
    for field in 0..<4 { deadTokens[field] = try reader.littleEndian(UInt64.self) }
    words = []
    for _ in 0..<(documentCount + 63) / 64 { words.append(try reader.littleEndian(UInt64.self)) }
    guard words.reduce(0, { $0 + $1.nonzeroBitCount }) == documentCount - deadCount else {
      throw TruncatedBytes(offset: reader.offset, wanted: 0)
    }
    let terms = try reader.littleEndian(UInt64.self)
    var key: UInt64 = 0
    for _ in 0..<terms {
      key &+= try reader.varint()
      deadTerms[key] = UInt32(truncatingIfNeeded: try reader.varint())
    }
  }
}
