import Bytes

/// What a record of the page store speaks of, without what it says: kept in the header of its gzip member.
package struct PageLabel: Hashable, Sendable {
  /// The kinds of records; the numbers stand in files.
  package enum Kind: UInt8, Sendable {
    case response = 1
    case revisit = 2
    case gone = 3
    case document = 4

    /// The kind of `record`.
    init(_ record: PageRecord) {
      self =
        switch record {
        case .response: .response
        case .revisit: .revisit
        case .gone: .gone
        case .document: .document
        }
    }
  }

  /// What the record is.
  package let kind: Kind
  /// Which page or document it speaks of.
  package let key: PageKey

  /// The label of `record`.
  package init(_ record: PageRecord) {
    kind = Kind(record)
    key = PageKey(record.key)
  }

  /// Reads the 17 bytes of a label; nil for a kind that is not known.
  init?(_ bytes: Span<UInt8>) {
    guard bytes.count == LabelledMember.labelBytes, let kind = Kind(rawValue: bytes[0]) else {
      return nil
    }
    self.kind = kind
    key = PageKey(first: Self.number(bytes, at: 1), second: Self.number(bytes, at: 9))
  }

  /// Eight bytes, lowest first.
  fileprivate static func number(_ bytes: Span<UInt8>, at offset: Int) -> UInt64 {
    var value: UInt64 = 0
    for index in 0..<8 { value |= UInt64(bytes[offset + index]) << UInt64(8 * index) }
    return value
  }

  /// The label's 17 bytes: the kind and the key.
  var bytes: [UInt8] {
    var writer = ByteWriter(capacity: LabelledMember.labelBytes)
    writer.append(kind.rawValue)
    writer.append(littleEndian: key.first)
    writer.append(littleEndian: key.second)
    return writer.bytes
  }
}

/// The identity of a page or document as the first 128 bits of the SHA-256 of its URL or id.
///
/// Long enough that nobody finds a URL that pushes another's page out of the index.
package struct PageKey: Hashable, Sendable {
  let first: UInt64
  let second: UInt64

  init(first: UInt64, second: UInt64) {
    self.first = first
    self.second = second
  }

  /// The key of a URL or id.
  package init(_ identity: String) {
    let digest = SHA256.digest(Array(identity.utf8))
    first = PageLabel.number(digest.span, at: 0)
    second = PageLabel.number(digest.span, at: 8)
  }
}

extension PageRecord {
  /// Whether `warc`, which was made of this record, is read as a record of the same kind and key, so that a label may stand for it.
  ///
  /// A page with plain fields is, so that only others are read.
  func readsBack(from warc: WARCRecord) -> Bool {
    if case .response(let page) = self, page.hasPlainMessage, !page.url.hasPrefix("<") {
      return true
    }
    guard let read = PageRecord(warc: warc) else { return false }
    return read.key == key && PageLabel.Kind(read) == PageLabel.Kind(self)
  }
}
