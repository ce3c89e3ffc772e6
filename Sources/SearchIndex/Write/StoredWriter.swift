import Bytes

/// Writes the section `stored` block by block, and then `storedIndex`.
struct StoredWriter {
  private let file: SegmentFileWriter
  private var firstDocuments = ByteWriter()
  private var offsets = ByteWriter()
  private var documentCount: UInt32 = 0
  private var byteCount: UInt64 = 0

  /// Begins the section.
  init(file: SegmentFileWriter) {
    self.file = file
    file.begin(.stored)
  }

  /// Appends a block.
  mutating func add(_ block: StoredBlocks.Block) throws(IndexError) {
    firstDocuments.append(littleEndian: documentCount)
    offsets.append(littleEndian: byteCount)
    try file.write(block.frame)
    documentCount += block.documents
    byteCount += UInt64(block.frame.count)
  }

  /// Ends the section and writes its index.
  mutating func finish() throws(IndexError) {
    try file.end()
    var index = firstDocuments.bytes
    index.append(contentsOf: offsets.bytes)
    try file.section(.storedIndex, index)
  }
}
