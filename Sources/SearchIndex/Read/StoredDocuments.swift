import Bytes

/// The compressed documents of a segment: blocks of about 16 KB of records, each one zstd frame.
///
/// Records stand in the order in which documents arrived; the `arrival` column leads to them. The index holds, per block, the
/// arrival of its first document (u32) and its offset in the section (u64).
struct StoredDocuments: Sendable {
  let blockCount: Int
  private let index: Range<Int>
  private let data: Range<Int>
  private let documentCount: Int

  init(_ bytes: Span<UInt8>, _ table: SegmentTable) {
    index = table.places[.storedIndex] ?? 0..<0
    data = table.places[.stored] ?? 0..<0
    documentCount = Int(table.summary.documentCount)
    blockCount = index.count / 12
  }

  /// The record of the document that arrived as number `arrival`; nil when its block is damaged.
  func document(_ arrival: UInt32, _ bytes: Span<UInt8>) -> [UInt8]? {
    var (low, high) = (0, blockCount)
    while low < high {
      let middle = (low + high) / 2
      if firstDocument(middle, bytes) <= arrival { low = middle + 1 } else { high = middle }
    }
    guard low > 0, let block = records(low - 1, bytes) else { return nil }
    let place = Int(arrival) - Int(firstDocument(low - 1, bytes))
    var reader = ByteReader(block.span)
    do {
      for _ in 0..<place { try reader.skip(try reader.count()) }
      return try reader.array(try reader.count())
    } catch {
      return nil
    }
  }

  /// The arrival of the first document of a block.
  func firstDocument(_ block: Int, _ bytes: Span<UInt8>) -> UInt32 {
    bytes.load32(index.lowerBound + 4 * block)
  }

  /// The documents of a block, by arrival.
  func documents(_ block: Int, _ bytes: Span<UInt8>) -> Range<UInt32> {
    let first = min(firstDocument(block, bytes), UInt32(documentCount))
    let end =
      block + 1 < blockCount
      ? min(firstDocument(block + 1, bytes), UInt32(documentCount)) : UInt32(documentCount)
    return first..<max(first, end)
  }

  /// The compressed bytes of a block, in the file.
  func frame(_ block: Int, _ bytes: Span<UInt8>) -> Range<Int> {
    let offsets = index.lowerBound + 4 * blockCount
    let start = min(bytes.load64(offsets + 8 * block), UInt64(data.count))
    let end =
      block + 1 < blockCount
      ? min(bytes.load64(offsets + 8 * block + 8), UInt64(data.count)) : UInt64(data.count)
    return data.lowerBound + Int(start)..<data.lowerBound + Int(max(start, end))
  }

  /// The records of a block, each after its varint length; nil when it is damaged.
  func records(_ block: Int, _ bytes: Span<UInt8>) -> [UInt8]? {
    Zstd.decompress(
      bytes.extracting(frame(block, bytes)), limit: SegmentLayout.storedBlockLimit)
  }
}
