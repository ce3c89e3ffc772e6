/// The parts of a segment file. Numbers are part of the format: never reuse one.
package enum SegmentSection: UInt32, CaseIterable, Sendable {
  /// Counts and statistics of the whole segment.
  case summary = 1
  /// Per term: blocks of documents and frequencies, tail, block table.
  case postings = 2
  /// Per term with positions: per block of documents their first positions, then the gaps of further ones.
  case positions = 3
  /// Terms in blocks of 64.
  case dictionary = 4
  /// First key and offsets of each block of terms.
  case dictionaryIndex = 5
  /// One byte a document: the body's length.
  case bodyNorms = 6
  /// One byte a document: the number of characters.
  case characterNorms = 7
  /// One byte a document: the title's length.
  case titleNorms = 8
  /// Compressed documents.
  case stored = 9
  /// Where each block of compressed documents begins.
  case storedIndex = 10
  /// The site ids that occur, with the number of documents before each in `siteOrder`.
  case sites = 11
  /// u64 a document: hash of its id.
  case keyHash = 16
  /// u64 a document: simhash of its text.
  case simhash = 17
  /// u64 a document: hash of its title and text.
  case contentHash = 18
  /// i64 a document: when it was fetched, milliseconds.
  case fetchedAt = 19
  /// u32 a document: 发布日期 as yyyymmdd, 0 unknown.
  case date = 20
  /// u32 a document: 成文日期 as yyyymmdd, 0 unknown.
  case created = 21
  /// u16 a document: its site's place in `sites`.
  case site = 22
  /// u8 a document: `DocumentType.code`.
  case type = 23
  /// u32: documents by ascending key hash.
  case keyOrder = 24
  /// u32: documents by ascending date.
  case dateOrder = 25
  /// u32: documents by ascending site.
  case siteOrder = 26
  /// u32 a document: the place of its record in `stored`, which is the order in which documents arrived.
  case arrival = 27
  /// The 栏目 that occur; segments written before 2026-11-27 have neither this nor the next three.
  case columnNames = 28
  /// u16 a document: its 栏目's place in `columnNames`.
  case column = 29
  /// The 发文机关 that occur.
  case issuerNames = 30
  /// u16 a document: its 发文机关's place in `issuerNames`.
  case issuer = 31

  /// Whether a segment may be without it.
  var isOptional: Bool { rawValue >= SegmentSection.columnNames.rawValue }

  /// Bytes per document in a column; nil for sections that are no column.
  var bytesPerDocument: Int? {
    switch self {
    case .bodyNorms, .characterNorms, .titleNorms, .type: 1
    case .site, .column, .issuer: 2
    case .date, .created, .keyOrder, .dateOrder, .siteOrder, .arrival: 4
    case .keyHash, .simhash, .contentHash, .fetchedAt: 8
    default: nil
    }
  }
}

/// Constants of the segment format; docs/formats/segment.md has the grammar.
enum SegmentLayout {
  static let magic: [UInt8] = Array("kuaSEG\r\n".utf8)
  static let endMagic: [UInt8] = Array("kuaSEG!\n".utf8)
  static let version: UInt32 = 2
  /// Magic, version, reserved zero.
  static let headerLength = 16
  /// Per section: number, checksum, offset, length.
  static let tableEntryLength = 24
  /// Number of sections, checksum, file length, end magic.
  static let trailerLength = 24
  /// Documents in a segment: gaps must fit 24 bits, so that running sums can't overflow 32.
  static let maxDocuments = 1 << 24
  /// Terms in a dictionary block.
  static let dictionaryBlock = 64
  /// Bytes of uncompressed documents after which a block is closed.
  static let storedBlockTarget = 16 << 10
  /// The most a block of documents may unpack to.
  static let storedBlockLimit = 512 << 20
  /// Bytes of a hashed word's spelling that are kept.
  static let spellingLimit = 255
}

/// Counts of a whole segment, the content of `SegmentSection.summary`.
package struct SegmentSummary: Sendable, Equatable {
  /// Documents, dead ones included.
  package var documentCount: UInt32 = 0
  /// Terms of all fields.
  package var termCount: UInt64 = 0
  /// Postings of all fields.
  package var postingCount: UInt64 = 0
  /// Positions of all fields.
  package var positionCount: UInt64 = 0
  /// Sum of the lengths per field, in `IndexField` order.
  package var tokenCounts: [UInt64] = [0, 0, 0, 0]

  /// The mean length of a field; 1 when there is nothing.
  func averageLength(_ field: IndexField) -> Float {
    let tokens = tokenCounts[Int(field.rawValue)]
    return documentCount == 0 || tokens == 0 ? 1 : Float(tokens) / Float(documentCount)
  }
}
