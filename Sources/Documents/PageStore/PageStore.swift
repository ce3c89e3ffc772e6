package import Bytes

/// The names, limits and commit mark of the page store, which writer and reader share.
package enum PageStore {
  /// A file is closed and the next begun when it holds that many bytes, 1 GiB.
  package static let rotationBytes: UInt64 = 1 << 30

  /// The largest record that is read, uncompressed: 64 MiB of body and its headers.
  package static let recordLimit = (1 << 26) + (1 << 20)

  /// "000001.warc.gz" for 1.
  package static func fileName(_ number: UInt32) -> String {
    padded(Int(number), to: 6) + ".warc.gz"
  }

  /// How far the store has been written durably; what lies behind is not yet part of it.
  package struct Mark: Sendable, Equatable {
    /// Behind the last durable record.
    package var end = PageLocation.start
    /// How many records have been written before it, those included that compaction has dropped since.
    package var records: UInt64 = 0
  }

  static let markMagic: [UInt8] = Array("KSPAGES\0".utf8)
  /// The version that is written; 1 lacks the labels of gzip members and has documents as JSON only.
  static let markVersion: UInt32 = 2

  /// The bytes of the file `committed`: magic, version, length, file, offset, records, CRC-32C of all before.
  static func encode(_ mark: Mark) -> [UInt8] {
    var writer = ByteWriter(capacity: 40)
    writer.append(contentsOf: markMagic)
    writer.append(littleEndian: markVersion)
    writer.append(littleEndian: UInt32(40))
    writer.append(littleEndian: mark.end.file)
    writer.append(littleEndian: mark.end.offset)
    writer.append(littleEndian: mark.records)
    writer.append(littleEndian: CRC32C.checksum(writer.bytes))
    return writer.bytes
  }

  /// Reads the file `committed` of the store in `folder`; a store without one is empty.
  package static func readMark(folder: String) throws(FileError) -> Mark {
    let path = "\(folder)/committed"
    guard LocalFileSystem().exists(path) else { return Mark() }
    let bytes = try LocalFileSystem().read(path, limit: 4096)
    guard bytes.count >= 12, Array(bytes[..<8]) == markMagic else {
      throw .corrupt(path: path, offset: 0, problem: "not a commit mark of a page store")
    }
    guard bytes.count == 40, let fields = fields(of: bytes) else {
      throw .corrupt(path: path, offset: bytes.count, problem: "it is not 40 bytes long")
    }
    guard (1...markVersion).contains(fields.version) else {
      throw .version(path: path, found: fields.version, supported: markVersion)
    }
    guard fields.checksum == CRC32C.checksum(bytes.span.extracting(..<36)) else {
      throw .corrupt(path: path, offset: 36, problem: "checksum does not match")
    }
    return fields.mark
  }

  private static func fields(
    of bytes: [UInt8]
  ) -> (version: UInt32, mark: Mark, checksum: UInt32)? {
    var reader = ByteReader(bytes.span, at: 8)
    guard let version = try? reader.littleEndian(UInt32.self),
      let _ = try? reader.littleEndian(UInt32.self),
      let file = try? reader.littleEndian(UInt32.self),
      let offset = try? reader.littleEndian(UInt64.self),
      let records = try? reader.littleEndian(UInt64.self),
      let checksum = try? reader.littleEndian(UInt32.self)
    else { return nil }
    return (
      version, Mark(end: PageLocation(file: file, offset: offset), records: records), checksum
    )
  }
}
