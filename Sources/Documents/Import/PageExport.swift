package import Bytes

/// Writes a page store as one WARC file that other archivers read.
package struct PageExport: Sendable {
  private let pages: PageStoreReader

  /// Bytes gathered before they are written.
  private static let bufferBytes = 1 << 20

  /// An export of these pages.
  package init(_ pages: PageStoreReader) { self.pages = pages }

  /// Writes every WARC record to a new file, which appears under its name only when it is whole.
  ///
  /// - Parameter compressed: one gzip member a record, as `.warc.gz` wants.
  /// - Returns: how many records were written.
  package func write(to path: String, compressed: Bool) throws(FileError) -> Int {
    let temporary = "\(path).tmp"
    do {
      let count = try writeAll(to: temporary, compressed)
      try LocalFileSystem().rename(temporary, to: path)
      try LocalFileSystem().synchronizeFolder(LocalFileSystem.parent(of: path))
      return count
    } catch {
      try? LocalFileSystem().remove(temporary)
      throw error
    }
  }

  private func writeAll(to path: String, _ compressed: Bool) throws(FileError) -> Int {
    let file = try FileDescriptor.open(path, .truncate)
    var cursor = pages.cursor()
    var buffer: [UInt8] = []
    var count = 0
    while let (_, record, _) = try cursor.nextWARC() {
      let bytes = record.bytes
      buffer.append(contentsOf: compressed ? Gzip.compress(bytes) : bytes)
      count += 1
      if buffer.count >= Self.bufferBytes {
        try file.write(buffer)
        buffer.removeAll(keepingCapacity: true)
      }
    }
    try file.write(buffer)
    try file.synchronize()
    return count
  }
}
