import Bytes

/// Collects records into compressed blocks in a side file.
struct StoredWriter {
  private let side: SideFile
  private var block: [UInt8] = []
  private var firstDocuments = ByteWriter()
  private var offsets = ByteWriter()
  private var documentCount: UInt32 = 0
  private var firstOfBlock: UInt32 = 0

  init(path: String) throws(IndexError) { side = try SideFile(path: path) }

  /// Appends the next document's record.
  mutating func add(_ record: [UInt8]) throws(IndexError) {
    appendVarint(UInt64(record.count), to: &block)
    block.append(contentsOf: record)
    documentCount += 1
    if block.count >= SegmentLayout.storedBlockTarget { try closeBlock() }
  }

  /// Appends a whole block of another segment as it is.
  mutating func addBlock(_ frame: [UInt8], documents: UInt32) throws(IndexError) {
    try closeBlock()
    note()
    try side.write(frame)
    documentCount += documents
    firstOfBlock = documentCount
  }

  /// Writes the sections `stored` and `storedIndex`.
  mutating func finish(into file: SegmentFileWriter) throws(IndexError) {
    try closeBlock()
    try file.section(.stored, from: side)
    var index = firstDocuments.bytes
    index.append(contentsOf: offsets.bytes)
    try file.section(.storedIndex, index)
  }

  private mutating func note() {
    firstDocuments.append(littleEndian: firstOfBlock)
    offsets.append(littleEndian: UInt64(side.count))
  }

  private mutating func closeBlock() throws(IndexError) {
    guard !block.isEmpty else { return }
    note()
    try side.write(Zstd.compress(block, level: 1))
    block.removeAll(keepingCapacity: true)
    firstOfBlock = documentCount
  }
}
