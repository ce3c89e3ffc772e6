import Bytes
import Documents

/// Packs documents' records into compressed blocks.
struct StoredBlocks: ~Copyable {
  /// A compressed block.
  struct Block: Sendable {
    var frame: [UInt8]
    var documents: UInt32
  }

  /// The blocks that are closed and not taken yet.
  private var closed: [Block] = []
  private var block = ByteWriter(capacity: 2 * SegmentLayout.storedBlockTarget)
  private var record = ByteWriter()
  private var documents: UInt32 = 0
  private var compressor = Zstd.Compressor(level: 1)

  /// Appends a document.
  mutating func add(_ document: Document) {
    record.removeAll()
    DocumentRecord.encode(document, into: &record)
    add(record.bytes)
  }

  /// Appends a record.
  mutating func add(_ record: [UInt8]) {
    block.append(varint: UInt64(record.count))
    block.append(contentsOf: record)
    documents += 1
    if block.count >= SegmentLayout.storedBlockTarget { closeBlock() }
  }

  /// Ends the block that is open and hands all over.
  mutating func take() -> [Block] {
    closeBlock()
    let blocks = closed
    closed = []
    return blocks
  }

  private mutating func closeBlock() {
    guard documents > 0 else { return }
    closed.append(Block(frame: compressor.compress(block.bytes), documents: documents))
    block.removeAll()
    documents = 0
  }
}
