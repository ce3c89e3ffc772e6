import Bytes

/// The checked section table of a segment file.
struct SegmentTable {
  private(set) var places: [SegmentSection: Range<Int>] = [:]
  private(set) var checksums: [SegmentSection: UInt32] = [:]
  private(set) var summary = SegmentSummary()

  /// Reads and checks header, trailer, table and summary.
  ///
  /// - Throws: `FileError.corrupt` or `.version`.
  init(_ bytes: Span<UInt8>, path: String) throws(FileError) {
    func damaged(_ offset: Int, _ problem: String) -> FileError {
      .corrupt(path: path, offset: offset, problem: problem)
    }
    let trailer = bytes.count - SegmentLayout.trailerLength
    guard trailer >= SegmentLayout.headerLength else { throw damaged(0, "it is too short") }
    for (index, byte) in SegmentLayout.magic.enumerated() where bytes[index] != byte {
      throw damaged(0, "it does not begin like a segment")
    }
    let version = bytes.load32(8)
    guard version == SegmentLayout.version else {
      throw .version(path: path, found: version, supported: SegmentLayout.version)
    }
    guard bytes.load32(12) == 0 else { throw damaged(12, "reserved bytes are not zero") }
    for (index, byte) in SegmentLayout.endMagic.enumerated()
    where bytes[trailer + 16 + index] != byte {
      throw damaged(trailer + 16, "it does not end like a segment; it may be cut short")
    }
    guard bytes.load64(trailer) == UInt64(bytes.count) else {
      throw damaged(trailer, "its length is not what it says")
    }
    let count = Int(bytes.load32(trailer + 8))
    let start = trailer - count * SegmentLayout.tableEntryLength
    guard count <= 64, start >= SegmentLayout.headerLength else {
      throw damaged(trailer + 8, "the section table does not fit")
    }
    guard CRC32C.checksum(bytes.extracting(start..<trailer + 12)) == bytes.load32(trailer + 12)
    else { throw damaged(start, "the section table's checksum does not match") }
    try readTable(bytes, start, count, damaged)
    try readSummary(bytes, damaged)
    try checkLengths(damaged)
  }

  private mutating func readTable(
    _ bytes: Span<UInt8>, _ start: Int, _ count: Int, _ damaged: (Int, String) -> FileError
  ) throws(FileError) {
    for index in 0..<count {
      let at = start + index * SegmentLayout.tableEntryLength
      guard let section = SegmentSection(rawValue: bytes.load32(at)) else { continue }
      let (offset, length) = (bytes.load64(at + 8), bytes.load64(at + 16))
      guard offset <= UInt64(start), length <= UInt64(start) - offset else {
        throw damaged(at, "section \(section) lies outside the file")
      }
      places[section] = Int(offset)..<Int(offset + length)
      checksums[section] = bytes.load32(at + 4)
    }
    for section in SegmentSection.allCases where places[section] == nil && !section.isOptional {
      throw damaged(start, "section \(section) is missing")
    }
  }

  private mutating func readSummary(
    _ bytes: Span<UInt8>, _ damaged: (Int, String) -> FileError
  ) throws(FileError) {
    let place = places[.summary] ?? 0..<0
    let part = bytes.extracting(place)
    guard place.count == 64, CRC32C.checksum(part) == checksums[.summary] else {
      throw damaged(place.lowerBound, "the summary's checksum does not match")
    }
    summary.documentCount = part.load32(0)
    summary.termCount = part.load64(8)
    summary.postingCount = part.load64(16)
    summary.positionCount = part.load64(24)
    summary.tokenCounts = (0..<4).map { part.load64(32 + 8 * $0) }
    guard summary.documentCount <= SegmentLayout.maxDocuments else {
      throw damaged(place.lowerBound, "it states too many documents")
    }
  }

  private func checkLengths(_ damaged: (Int, String) -> FileError) throws(FileError) {
    for section in SegmentSection.allCases {
      guard let width = section.bytesPerDocument, let place = places[section] else { continue }
      guard place.count == width * Int(summary.documentCount) else {
        throw damaged(place.lowerBound, "section \(section) has the wrong length")
      }
    }
  }

  /// The content of the `sites` section.
  func sites(_ bytes: Span<UInt8>) -> (ids: [String], starts: [UInt32]) {
    var reader = ByteReader(bytes.extracting(places[.sites] ?? 0..<0))
    var ids: [String] = []
    var starts: [UInt32] = []
    do {
      let count = try reader.count()
      guard count <= 1 << 16 else { return ([], [0]) }
      for _ in 0..<count {
        ids.append(try reader.text())
        starts.append(min(try reader.littleEndian(UInt32.self), summary.documentCount))
      }
    } catch {
      // A damaged list of sites ends early: its documents then belong to no site. `verify` reports it.
      while ids.count > starts.count { ids.removeLast() }
    }
    return (ids, starts + [summary.documentCount])
  }

  /// The names of a property; empty where the segment has none or its list is damaged at once. A damaged one ends early.
  func names(_ property: NameProperty, _ bytes: Span<UInt8>) -> [String] {
    var reader = ByteReader(bytes.extracting(places[property.names] ?? 0..<0))
    var names: [String] = []
    guard let count = try? reader.count(), count <= 1 << 16 else { return [] }
    while names.count < count, let name = try? reader.text() { names.append(name) }
    return names
  }
}

extension SegmentSummary {
  /// The content of the `summary` section, 64 bytes.
  var encoded: [UInt8] {
    var writer = ByteWriter(capacity: 64)
    writer.append(littleEndian: documentCount)
    writer.append(littleEndian: UInt32(0))
    for value in [termCount, postingCount, positionCount] + tokenCounts {
      writer.append(littleEndian: value)
    }
    return writer.bytes
  }
}
