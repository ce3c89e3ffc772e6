/// A file that is written front to back, piece by piece; closed when it is let go.
package protocol OutputFile: AnyObject, Sendable {
  /// Writes bytes behind those written before, however many calls it takes.
  func write(_ bytes: RawSpan) throws(FileError)
  /// Forces what was written to the disk.
  func synchronize() throws(FileError)
}

extension OutputFile {
  /// Writes bytes behind those written before.
  package func write(_ bytes: [UInt8]) throws(FileError) {
    // SAFETY: bytes have no padding.
    try write(unsafe bytes.span.bytes)
  }
}

/// A file of the machine's own file system.
final class LocalOutputFile: OutputFile {
  private let file: FileDescriptor

  init(_ path: String) throws(FileError) { file = try FileDescriptor.open(path, .truncate) }

  func write(_ bytes: RawSpan) throws(FileError) { try file.write(bytes) }

  func synchronize() throws(FileError) { try file.synchronize() }
}
