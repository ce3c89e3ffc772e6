package import Bytes
package import Documents

/// How far into the page store an index reaches: everything before is in it.
package struct HighWaterMark: Sendable, Equatable, Codable, Comparable {
  /// The number of the page store's file.
  package var file: UInt32
  /// The byte in that file at which the next record begins.
  package var offset: UInt64

  /// The place `offset` of file `file`; zeros before the first record.
  package init(file: UInt32 = 0, offset: UInt64 = 0) {
    self.file = file
    self.offset = offset
  }

  package static func < (left: Self, right: Self) -> Bool {
    (left.file, left.offset) < (right.file, right.offset)
  }
}

/// A segment as a generation names it.
package struct SegmentReference: Sendable, Equatable {
  /// The number in its file's name.
  package var id: UInt64
  /// The number in the name of its `.klive` file; 0 when all its documents are live.
  package var live: UInt64
  /// Documents in it, dead ones included.
  package var documentCount: UInt64
  /// Live documents in it.
  package var liveCount: UInt64
  /// The length of its file.
  package var byteCount: UInt64

  var fileName: String { "segments/\(Self.padded(id)).kseg" }
  var liveName: String { "segments/\(Self.padded(id)).\(live).klive" }

  static func padded(_ number: UInt64) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 8 - digits.count)) + digits
  }
}

/// A published state of the index: which files make it up and what they hold. Its file is never changed.
package struct GenerationManifest: Sendable, Equatable {
  /// Counts up from 1.
  package var number: UInt64
  /// When it was made.
  package var createdAt: UnixTime
  /// How far into the page store it reaches.
  package var highWaterMark: HighWaterMark
  /// The sites as people know them.
  package var sites: [SiteLabel]
  /// Its segments in the order of their documents.
  package var segments: [SegmentReference]

  /// Live documents.
  package var documentCount: Int { segments.reduce(0) { $0 + Int($1.liveCount) } }

  static let magic = Array("kuaGEN\r\n".utf8)
  static let version: UInt32 = 1

  static func fileName(_ number: UInt64) -> String {
    "generations/\(SegmentReference.padded(number)).kgen"
  }

  /// The content of its file.
  package var encoded: [UInt8] {
    var writer = ByteWriter()
    writer.append(littleEndian: number)
    writer.append(littleEndian: createdAt.milliseconds)
    writer.append(littleEndian: highWaterMark.file)
    writer.append(littleEndian: highWaterMark.offset)
    writer.append(varint: UInt64(segments.count))
    for segment in segments {
      for value in [
        segment.id, segment.live, segment.documentCount, segment.liveCount, segment.byteCount,
      ] { writer.append(varint: value) }
    }
    writer.append(varint: UInt64(sites.count))
    for site in sites {
      for text in [site.id, site.name, site.kind, site.district] { writer.append(text: text) }
    }
    for site in sites where sites.contains(where: { !$0.hosts.isEmpty }) {
      writer.append(varint: UInt64(site.hosts.count))
      for host in site.hosts { writer.append(text: host) }
    }
    return FramedFile.encode(Self.magic, Self.version, writer.bytes)
  }

  /// A generation without segments.
  init(number: UInt64, highWaterMark: HighWaterMark = HighWaterMark()) {
    self.number = number
    createdAt = .now
    self.highWaterMark = highWaterMark
    sites = []
    segments = []
  }

  /// Reads a `.kgen` file.
  ///
  /// - Throws: `FileError.corrupt` or `.version`.
  package init(_ bytes: [UInt8], path: String) throws(FileError) {
    self = try FramedFile.read(Self.magic, Self.version, bytes, path: path) {
      payload throws(TruncatedBytes) in try Self(payload: payload)
    }
  }

  private init(payload: [UInt8]) throws(TruncatedBytes) {
    var reader = ByteReader(payload.span)
    self.init(number: try reader.littleEndian(UInt64.self))
    createdAt = UnixTime(milliseconds: Int64(bitPattern: try reader.littleEndian(UInt64.self)))
    highWaterMark = HighWaterMark(
      file: try reader.littleEndian(), offset: try reader.littleEndian())
    for _ in 0..<(try reader.count()) {
      segments.append(
        SegmentReference(
          id: try reader.varint(), live: try reader.varint(),
          documentCount: try reader.varint(), liveCount: try reader.varint(),
          byteCount: try reader.varint()))
      guard
        segments.last.map({
          $0.liveCount <= $0.documentCount && $0.documentCount <= UInt64(SegmentLayout.maxDocuments)
        }) == true
      else {
        throw TruncatedBytes(offset: reader.offset, wanted: 0)
      }
    }
    for _ in 0..<(try reader.count()) {
      sites.append(
        SiteLabel(
          id: try reader.text(), name: try reader.text(), kind: try reader.text(),
          district: try reader.text()))
    }
    // No site with hosts, or a file of before 2026-11-27.
    guard reader.remaining > 0 else { return }
    for index in sites.indices {
      for _ in 0..<(try reader.count()) { sites[index].hosts.append(try reader.text()) }
    }
  }
}
