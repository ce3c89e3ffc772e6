package import Bytes
package import Documents

/// The pages of the store that gave no document, with the reasons: what `index/skipped` keeps beside the generations.
///
/// It is written before a generation is published and says the same when the same records are read again, so that a run that is cut
/// off between the two leaves nothing wrong (docs/formats/skipped.md).
package struct SkippedPages: Sendable, Equatable {
  /// A page that gave no document.
  package struct Entry: Sendable, Codable, Equatable {
    /// Its site's id.
    package var site: String
    /// Why, the same phrase for the same reason.
    package var reason: String
    /// When it was fetched.
    package var fetchedAt: UnixTime
    /// Its URL.
    package var url: String

    /// A page of that site that gave no document.
    package init(site: String, reason: String, fetchedAt: UnixTime, url: String) {
      (self.site, self.reason, self.fetchedAt, self.url) = (site, reason, fetchedAt, url)
    }
  }

  private var byURL: [String: Entry] = [:]

  private static let magic = Array("kuaSKP\r\n".utf8)
  private static let version: UInt32 = 1
  private static let sizeLimit = 1 << 30

  /// None.
  package init() {}

  /// Those that the data folder tells of; none when there is no such file.
  ///
  /// - Throws: `FileError` when the file can't be read or is damaged.
  package init(_ data: DataFolder) throws(FileError) {
    let path = Self.path(data)
    if LocalFileSystem().exists(path) { try self.init(path: path) } else { self.init() }
  }

  /// Those that a file tells of.
  ///
  /// - Throws: `FileError` when the file can't be read or is damaged.
  package init(path: String) throws(FileError) {
    let bytes = try LocalFileSystem().read(path, limit: Self.sizeLimit)
    self = try FramedFile.read(Self.magic, Self.version, bytes, path: path) {
      payload throws(TruncatedBytes) in try Self(payload: payload)
    }
  }

  private init(payload: [UInt8]) throws(TruncatedBytes) {
    var reader = ByteReader(payload.span)
    for _ in 0..<(try reader.count()) {
      let entry = Entry(
        site: try reader.text(), reason: try reader.text(),
        fetchedAt: UnixTime(milliseconds: Int64(bitPattern: try reader.littleEndian(UInt64.self))),
        url: try reader.text())
      byURL[entry.url] = entry
    }
  }

  /// The file that keeps them.
  package static func path(_ data: DataFolder) -> String { "\(data.index)/skipped" }

  /// The content of that file.
  package var encoded: [UInt8] {
    var writer = ByteWriter()
    writer.append(varint: UInt64(byURL.count))
    for entry in entries {
      writer.append(text: entry.site)
      writer.append(text: entry.reason)
      writer.append(littleEndian: UInt64(bitPattern: entry.fetchedAt.milliseconds))
      writer.append(text: entry.url)
    }
    return FramedFile.encode(Self.magic, Self.version, writer.bytes)
  }

  /// By site, reason and URL.
  package var entries: [Entry] {
    byURL.values.sorted { ($0.site, $0.reason, $0.url) < ($1.site, $1.reason, $1.url) }
  }

  /// How many they are.
  package var count: Int { byURL.count }

  /// How many of each site, by reason.
  package var counts: [String: [String: Int]] {
    byURL.values.reduce(into: [:]) { $0[$1.site, default: [:]][$1.reason, default: 0] += 1 }
  }

  /// Notes that a page gave no document.
  package mutating func add(_ entry: Entry) { byURL[entry.url] = entry }

  /// Notes that a page gave a document or is gone.
  package mutating func remove(_ url: String) { byURL[url] = nil }
}
