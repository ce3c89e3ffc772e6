package import Bytes

/// A place in the page store that moves from record to record.
package struct PageCursor {
  private let folder: String
  private let end: PageLocation
  private var position: PageLocation
  private var file: MappedFile?
  private var fileNumber: UInt32 = 0
  /// Bytes of the file whose memory has been given back.
  private var released = 0

  /// Memory is given back in stretches of this many bytes.
  private static let releaseLength = 4 << 20

  init(folder: String, end: PageLocation, next: PageLocation) {
    self.folder = folder
    self.end = end
    self.position = next
  }

  /// Behind the last record that was given: where a later cursor goes on.
  package var location: PageLocation { position }

  /// The next record about a page, passing over others, with its label; nil at the end.
  ///
  /// - Throws: `FileError.corrupt` at a record whose gzip member or WARC frame is damaged.
  package mutating func next() throws(FileError) -> (
    location: PageLocation, record: PageRecord, label: PageLabel
  )? {
    while let member = try nextMember() {
      let label = member.label
      let record = try finish(member) { bytes in Self.record(bytes, label) }
      if let record { return (member.location, record, label ?? PageLabel(record)) }
    }
    return nil
  }

  /// What the next record about a page speaks of; nil at the end.
  ///
  /// Only the headers of labelled members are read: damage behind them is found by `next()`.
  ///
  /// - Throws: `FileError.corrupt` as `next()` does where a member has no label.
  package mutating func nextLabel() throws(FileError) -> (
    location: PageLocation, label: PageLabel
  )? {
    while let member = try nextMember() {
      if let label = member.label, let length = member.header?.length {
        pass(length)
        return (member.location, label)
      }
      let record = try finish(member) { bytes in Self.record(bytes, nil) }
      if let record { return (member.location, PageLabel(record)) }
    }
    return nil
  }

  /// The next WARC record of whatever type, with the label of its member if it has one; nil at the end.
  package mutating func nextWARC() throws(FileError) -> (PageLocation, WARCRecord, PageLabel?)? {
    guard let member = try nextMember() else { return nil }
    let record = try finish(member) { bytes in WARCRecord.read(bytes)?.0 }
    return (member.location, record, member.label)
  }

  /// The next member as it stands in the file, read and checked; nil at the end.
  mutating func nextVerbatim() throws(FileError) -> VerbatimMember? {
    guard let member = try nextMember() else { return nil }
    let warc = try finish(member) { bytes in WARCRecord.read(bytes)?.0 }
    return VerbatimMember(
      location: member.location, bytes: member.bytes(to: position.offset), warc: warc,
      label: member.label)
  }

  /// The record in these bytes, `.some(nil)` for one that is not about a page, nil for no record at all.
  ///
  /// Imported documents of the present form are read without a detour.
  private static func record(_ bytes: Span<UInt8>, _ label: PageLabel?) -> PageRecord?? {
    if label?.kind == .document, let document = ImportedDocument(record: bytes) {
      return .some(.document(document))
    }
    return WARCRecord.read(bytes).map { PageRecord(warc: $0.0) }
  }

  private mutating func nextMember() throws(FileError) -> StoredMember? {
    while position < end {
      let file = try open(position.file)
      let limit = position.file == end.file ? Int(clamping: end.offset) : file.count
      guard limit <= file.count else {
        throw .corrupt(
          path: file.path, offset: file.count,
          problem: "it ends before the \(limit) bytes that were committed")
      }
      guard Int(clamping: position.offset) < limit else {
        position = PageLocation(file: position.file + 1, offset: 0)
        continue
      }
      return StoredMember(file: file, location: position, limit: limit)
    }
    return nil
  }

  /// Reads the member's content by `read` and moves behind it.
  private mutating func finish<Content>(
    _ member: StoredMember, _ read: (Span<UInt8>) -> Content?
  ) throws(FileError) -> Content {
    guard let (content, length) = member.content(read) else {
      throw .corrupt(
        path: member.file.path, offset: Int(member.location.offset),
        problem: "no whole WARC record here")
    }
    pass(length)
    return content
  }

  /// Moves behind a member that has been read.
  private mutating func pass(_ length: Int) {
    position.offset += UInt64(length)
    let offset = Int(clamping: position.offset)
    if offset - released >= Self.releaseLength {
      file?.release(released..<offset)
      released = offset
    }
  }

  private mutating func open(_ number: UInt32) throws(FileError) -> MappedFile {
    if let file, fileNumber == number { return file }
    let opened = try MappedFile(path: "\(folder)/\(PageStore.fileName(number))")
    file = opened
    fileNumber = number
    released = 0
    return opened
  }
}

/// A gzip member of a WARC file, byte for byte, with what was found when it was read.
struct VerbatimMember {
  /// Where it begins.
  let location: PageLocation
  /// Its bytes in the file.
  let bytes: [UInt8]
  /// What its record speaks of; nil when that is no page.
  let label: PageLabel?
  /// Whether it describes the file.
  let isInformation: Bool
  /// What is wrong with it; nil when it is sound.
  let problem: String?

  init(location: PageLocation, bytes: [UInt8], warc: WARCRecord, label: PageLabel?) {
    let record = PageRecord(warc: warc)
    self.location = location
    self.bytes = bytes
    self.label = record.map { PageLabel($0) }
    isInformation = warc.field("WARC-Type") == "warcinfo"
    problem = PageStoreCheck.problem(of: warc, record, label)
  }
}

/// A gzip member of a WARC file that has not been read yet.
private struct StoredMember {
  let file: MappedFile
  let location: PageLocation
  /// The header, when it has a label.
  let header: LabelledMember?
  /// The label, when its kind is known.
  let label: PageLabel?
  private let limit: Int

  /// The member at `location`, of which nothing lies at `limit` or behind.
  init(file: MappedFile, location: PageLocation, limit: Int) {
    let bytes = file.bytes.extracting(Int(location.offset)..<limit)
    let header = LabelledMember(bytes)
    self.file = file
    self.location = location
    self.limit = limit
    self.header = header
    label = header.flatMap { PageLabel($0.label(in: bytes)) }
  }

  /// The member's bytes, which end at offset `end` of the file.
  func bytes(to end: UInt64) -> [UInt8] {
    var reader = ByteReader(file.bytes, at: Int(location.offset))
    return (try? reader.array(Int(end - location.offset))) ?? []
  }

  /// What `read` makes of the uncompressed content, and the member's length; nil when the member is damaged or `read`
  /// gives nil.
  func content<Content>(_ read: (Span<UInt8>) -> Content?) -> (Content, length: Int)? {
    let bytes = file.bytes.extracting(Int(location.offset)..<limit)
    if let header, let stored = header.storedContent(in: bytes) {
      return read(bytes.extracting(stored)).map { ($0, header.length) }
    }
    if let header {
      let member = bytes.extracting(..<header.length)
      let content = Gzip.content(ofMember: member, limit: PageStore.recordLimit)
      return content.flatMap { read($0.span) }.map { ($0, header.length) }
    }
    let output = Gzip.decompress(bytes, limit: PageStore.recordLimit, oneMember: true)
    guard output.end == .complete else { return nil }
    return read(output.bytes.span).map { ($0, output.consumed) }
  }
}
