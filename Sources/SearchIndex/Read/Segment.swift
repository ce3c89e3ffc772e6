import Bytes
package import Documents

/// An immutable segment file, mapped and ready to be searched.
///
/// Opening checks the trailer, the section table's checksum and that every section lies inside the file with the length
/// that the number of documents demands. What lies inside a list is checked when it is decoded: damage there ends the
/// list, it never traps. `verify` reads everything against its checksums.
package final class Segment: Sendable {
  /// Where the file is.
  package let path: String
  /// Counts of the whole segment.
  package let summary: SegmentSummary
  /// The ids of the sites that occur, by ordinal.
  package let siteIDs: [String]
  /// For each site ordinal, where its documents begin in `siteOrder`; one more entry than sites.
  let siteStarts: [UInt32]
  private let propertyNames: [NameProperty: [String]]
  /// The mapped file; take `let file = segment.file` and its bytes once for a whole search.
  let file: MappedFile
  /// Where each section lies, by its number: a column's place is asked for as often as its values.
  private let places: [Range<Int>]
  let terms: TermDictionary
  let stored: StoredDocuments

  /// Documents, dead ones included.
  package var documentCount: Int { Int(summary.documentCount) }

  /// The file's length in bytes.
  package var byteCount: Int { file.count }

  /// Opens and checks `path`.
  package init(path: String) throws(IndexError) {
    let file = try indexErrors { () throws(FileError) in try MappedFile(path: path) }
    let table = try indexErrors { () throws(FileError) in
      try SegmentTable(file.bytes, path: path)
    }
    self.file = file
    self.path = path
    let last = SegmentSection.allCases.map(\.rawValue).max() ?? 0
    places = (0...last).map { number in
      SegmentSection(rawValue: number).flatMap { table.places[$0] } ?? 0..<0
    }
    summary = table.summary
    (siteIDs, siteStarts) = table.sites(file.bytes)
    var propertyNames: [NameProperty: [String]] = [:]
    for property in NameProperty.allCases {
      propertyNames[property] = table.names(property, file.bytes)
    }
    self.propertyNames = propertyNames
    terms = TermDictionary(file.bytes, table)
    stored = StoredDocuments(file.bytes, table)
  }

  /// Where a section lies in the file; empty when the segment has none.
  func place(_ section: SegmentSection) -> Range<Int> { places[Int(section.rawValue)] }

  /// Where the norms of a field lie.
  func norms(_ field: IndexField) -> Range<Int> {
    switch field {
    case .body: place(.bodyNorms)
    case .characters: place(.characterNorms)
    case .title: place(.titleNorms)
    case .documentNumber, .issuer: 0..<0
    }
  }

  /// The length byte of a document in a field; 0 where there is none.
  func norm(_ field: IndexField, _ document: UInt32) -> UInt8 {
    let (file, place) = (file, norms(field))
    return Int(document) < place.count ? file.bytes.load8(place.lowerBound + Int(document)) : 0
  }

  /// The 32-bit value of a document in a column; 0 outside.
  func value32(_ section: SegmentSection, _ document: UInt32) -> UInt32 {
    let place = place(section)
    let (file, offset) = (file, place.lowerBound + 4 * Int(document))
    return offset < place.upperBound ? file.bytes.load32(offset) : 0
  }

  /// The 64-bit value of a document in a column; 0 outside.
  func value64(_ section: SegmentSection, _ document: UInt32) -> UInt64 {
    let place = place(section)
    let (file, offset) = (file, place.lowerBound + 8 * Int(document))
    return offset < place.upperBound ? file.bytes.load64(offset) : 0
  }

  /// The ordinal of a document's site; past the last site where the column is damaged.
  func siteOrdinal(_ document: UInt32) -> Int {
    let file = file
    return Int(file.bytes.load16(place(.site).lowerBound + 2 * Int(document)))
  }

  /// The names of a property that occur, by ordinal.
  func names(_ property: NameProperty) -> [String] { propertyNames[property] ?? [] }

  /// A document's name; empty where it has none, the segment has no names or the column is damaged.
  func name(_ property: NameProperty, _ document: UInt32) -> String {
    let (names, place) = (names(property), place(property.ordinals))
    let (file, offset) = (file, place.lowerBound + 2 * Int(document))
    let ordinal = offset < place.upperBound ? Int(file.bytes.load16(offset)) : 0
    return ordinal < names.count ? names[ordinal] : ""
  }

  /// The type of a document.
  func type(_ document: UInt32) -> DocumentType {
    let file = file
    return DocumentType(code: file.bytes.load8(place(.type).lowerBound + Int(document)))
  }

  /// The documents whose id may be `id`: those of the same hash.
  func documents(keyHash: UInt64) -> [UInt32] {
    let (file, order) = (file, place(.keyOrder))
    var (low, high) = keyBracket(keyHash, order)
    while low < high {
      let middle = (low + high) / 2
      let document = file.bytes.load32(order.lowerBound + 4 * middle)
      if value64(.keyHash, document) < keyHash { low = middle + 1 } else { high = middle }
    }
    var found: [UInt32] = []
    while low < documentCount {
      let document = file.bytes.load32(order.lowerBound + 4 * low)
      guard Int(document) < documentCount, value64(.keyHash, document) == keyHash else { break }
      found.append(document)
      low += 1
    }
    return found
  }

  /// A range of `keyOrder` that the first entry not below `keyHash` lies in or ends: hashes are spread evenly, so the
  /// place is guessed and the guess widened.
  private func keyBracket(_ keyHash: UInt64, _ order: Range<Int>) -> (Int, Int) {
    let file = file
    let guess = Int(keyHash.multipliedFullWidth(by: UInt64(documentCount)).high)
    func isBelow(_ place: Int) -> Bool {
      value64(.keyHash, file.bytes.load32(order.lowerBound + 4 * place)) < keyHash
    }
    var step = 16
    var (low, high) = (guess, guess)
    while low > 0 && !isBelow(low - 1) {
      low = max(0, low - step)
      step *= 2
    }
    step = 16
    while high < documentCount && isBelow(high) {
      high = min(documentCount, high + step)
      step *= 2
    }
    return (low, high)
  }

  /// The stored document; nil when its block is damaged.
  package func document(_ number: UInt32) -> Document? {
    guard Int(number) < documentCount else { return nil }
    let file = file
    let arrival = value32(.arrival, number)
    return stored.document(arrival, file.bytes).flatMap { DocumentRecord.decode($0.span) }
  }

  /// The number of each document by its arrival; one that a damaged column does not name is 0.
  ///
  /// - Complexity: O(documents).
  func numbersByArrival() -> [UInt32] {
    var numbers = [UInt32](repeating: 0, count: documentCount)
    for number in 0..<UInt32(documentCount) {
      let arrival = Int(value32(.arrival, number))
      if arrival < documentCount { numbers[arrival] = number }
    }
    return numbers
  }
}
