import Bytes

/// Writes a segment file front to back with bounded memory: sections in any order, checksums on the way, table at the end.
///
/// The file has a temporary name until `finish`, which makes it durable and renames it.
final class SegmentFileWriter {
  let path: String
  /// Where it and its side files are written.
  let files: any FileSystem
  private let temporary: String
  private let file: any OutputFile
  private var offset = 0
  private var buffer: [UInt8] = []
  private var table: [(id: SegmentSection, crc: UInt32, offset: Int, length: Int)] = []
  private var crc = CRC32C()
  private var open: (id: SegmentSection, offset: Int)?

  init(path: String, on files: any FileSystem) throws(IndexError) {
    self.path = path
    self.files = files
    temporary = "\(path).tmp"
    let name = temporary
    file = try indexErrors { () throws(FileError) in try files.create(name) }
    buffer.reserveCapacity(1 << 20)
    buffer.append(contentsOf: SegmentLayout.magic)
    for shift in 0..<4 {
      buffer.append(UInt8(truncatingIfNeeded: SegmentLayout.version >> (8 * shift)))
    }
    buffer.append(contentsOf: [0, 0, 0, 0])
    offset = SegmentLayout.headerLength
  }

  /// Begins a section; the one before must have ended.
  func begin(_ id: SegmentSection) {
    precondition(open == nil, "a section is still open")
    open = (id, offset)
    crc = CRC32C()
  }

  /// Appends to the open section.
  func write(_ bytes: [UInt8]) throws(IndexError) {
    crc.update(bytes.span)
    offset += bytes.count
    if bytes.count >= 1 << 18 {
      try flush()
      try put(bytes)
    } else {
      buffer.append(contentsOf: bytes)
      if buffer.count >= 1 << 20 { try flush() }
    }
  }

  /// Ends the open section and pads with zeros, so that the next one begins at a multiple of 8 and 8 bytes can always be read.
  func end() throws(IndexError) {
    guard let section = open else { return }
    table.append((section.id, crc.value, section.offset, offset - section.offset))
    open = nil
    let padding = 8 + (8 - offset % 8) % 8
    buffer.append(contentsOf: [UInt8](repeating: 0, count: padding))
    offset += padding
  }

  /// Writes a whole section.
  func section(_ id: SegmentSection, _ bytes: [UInt8]) throws(IndexError) {
    begin(id)
    try write(bytes)
    try end()
  }

  /// Writes a whole section from a side file.
  func section(_ id: SegmentSection, from side: SideFile) throws(IndexError) {
    begin(id)
    try side.drain { (bytes) throws(IndexError) in try write(bytes) }
    try end()
  }

  /// Writes the table, forces the file to the disk and gives it its name; returns its length in bytes.
  func finish() throws(IndexError) -> Int {
    var tail = ByteWriter()
    for entry in table {
      tail.append(littleEndian: entry.id.rawValue)
      tail.append(littleEndian: entry.crc)
      tail.append(littleEndian: UInt64(entry.offset))
      tail.append(littleEndian: UInt64(entry.length))
    }
    let length = offset + tail.count + SegmentLayout.trailerLength
    tail.append(littleEndian: UInt64(length))
    tail.append(littleEndian: UInt32(table.count))
    let crc = CRC32C.checksum(tail.bytes)
    tail.append(littleEndian: crc)
    tail.append(contentsOf: SegmentLayout.endMagic)
    buffer.append(contentsOf: tail.bytes)
    try flush()
    try indexErrors { () throws(FileError) in
      Failpoint.pass("segment-before-sync")
      try file.synchronize()
      Failpoint.pass("segment-before-rename")
      try files.rename(temporary, to: path)
      try files.synchronizeFolder(LocalFileSystem.parent(of: path))
      Failpoint.pass("segment-after")
    }
    return length
  }

  /// Removes the temporary file after a failure.
  func abandon() { try? files.remove(temporary) }

  private func flush() throws(IndexError) {
    guard !buffer.isEmpty else { return }
    try put(buffer)
    buffer.removeAll(keepingCapacity: true)
  }

  private func put(_ bytes: [UInt8]) throws(IndexError) {
    do throws(FileError) { try file.write(bytes) } catch { throw .file(error) }
  }
}
