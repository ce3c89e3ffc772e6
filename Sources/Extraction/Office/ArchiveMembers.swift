import CArchive
import Charset
import Glibc

/// Reads the members of a zip file that lies in memory through libarchive, with ceilings on count and unpacked bytes.
enum ArchiveMembers {
  /// A member's name and content.
  struct Member: Sendable {
    /// The path inside the archive.
    let name: String
    /// The unpacked bytes.
    let bytes: [UInt8]
  }

  /// What came of reading.
  struct Result: Sendable {
    /// The members that were wanted, in archive order.
    var members: [Member] = []
    /// What was left out, for people.
    var warnings: [String] = []
    /// Whether a member is encrypted.
    var isEncrypted = false
    /// Whether nothing could be read at all.
    var isDamaged = false
  }

  /// Unpacks the members whose name `wanted` accepts.
  ///
  /// - Parameters:
  ///   - limits: at most so many entries are looked at and so many bytes unpacked; both end the reading with a warning.
  static func read(
    _ archive: [UInt8], limits: ExtractionLimits, wanted: (String) -> Bool
  ) -> Result {
    var result = Result()
    // SAFETY: the handle is checked and freed; libarchive reads the buffer only until then.
    unsafe archive.withUnsafeBytes { buffer in
      guard let reader = unsafe archive_read_new() else { return }
      defer { unsafe _ = archive_read_free(reader) }
      unsafe _ = archive_read_support_format_zip(reader)
      unsafe _ = archive_read_support_format_rar(reader)
      unsafe _ = archive_read_support_format_rar5(reader)
      guard unsafe archive_read_open_memory(reader, buffer.baseAddress, buffer.count) == ARCHIVE_OK
      else {
        result.isDamaged = true
        return
      }
      unsafe collect(reader, limits, wanted, &result)
    }
    return result
  }

  private static func collect(
    _ reader: OpaquePointer, _ limits: ExtractionLimits, _ wanted: (String) -> Bool,
    _ result: inout Result
  ) {
    var entry: OpaquePointer?
    var entries = 0
    var left = limits.unpackedBytes
    // SAFETY: the entry belongs to the reader and is used before the next call.
    while unsafe archive_read_next_header(reader, &entry) >= ARCHIVE_WARN {
      entries += 1
      if entries > limits.archiveEntries {
        result.warnings.append("only the first \(limits.archiveEntries) members were read")
        return
      }
      if unsafe archive_entry_is_encrypted(entry) != 0 {
        result.isEncrypted = true
        continue
      }
      guard let name = unsafe Self.name(entry), wanted(name) else { continue }
      let bytes = unsafe content(reader, &left)
      if left < 0 {
        result.warnings.append("the archive unpacks to more than \(limits.unpackedBytes) bytes")
        return
      }
      result.members.append(Member(name: name, bytes: bytes))
    }
    if entries == 0 { result.isDamaged = true }
  }

  /// The member's name, which is in UTF-8 or, from Chinese Windows, in GBK, whatever the archive says.
  private static func name(_ entry: OpaquePointer?) -> String? {
    // SAFETY: the string belongs to the entry and is copied.
    guard let name = unsafe archive_entry_pathname(entry) else {
      guard let wide = unsafe archive_entry_pathname_utf8(entry) else { return nil }
      return unsafe String(cString: wide)
    }
    let bytes = unsafe Array(
      UnsafeBufferPointer(start: name, count: strnlen(name, longestName))
    ).map { UInt8(bitPattern: $0) }
    return String(validating: bytes, as: UTF8.self) ?? Encoding.gb18030.decode(bytes).text
  }

  private static let longestName = 4_096

  private static func content(_ reader: OpaquePointer, _ left: inout Int) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while left >= 0 {
      // SAFETY: libarchive fills at most the chunk's size.
      let count = unsafe chunk.withUnsafeMutableBytes { buffer in
        unsafe archive_read_data(reader, buffer.baseAddress, buffer.count)
      }
      if count <= 0 { break }
      left -= count
      bytes.append(contentsOf: chunk[..<count])
    }
    return bytes
  }
}
