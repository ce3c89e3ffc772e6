import Bytes

/// A property of documents whose values are names that many share, by which results are counted and narrowed.
package enum NameProperty: CaseIterable, Sendable {
  /// 栏目, the column of its site that a document stands in.
  case column
  /// 发文机关.
  case issuer

  /// The section of the names that occur; the first is empty and stands for none.
  var names: SegmentSection { self == .column ? .columnNames : .issuerNames }

  /// The section of each document's place among the names.
  var ordinals: SegmentSection { self == .column ? .column : .issuer }

  /// The longest name, in bytes: what is longer is a mistake of a page and counts as none.
  static let longest = 240
}

/// The names of a property while a segment is built.
struct NameColumn {
  private(set) var names = [""]
  private var ordinals: [UInt16] = []
  private var known: [String: UInt16] = ["": 0]

  /// Appends a document's name. Names beyond the 65,536th of a segment count as none.
  mutating func add(_ name: String) {
    let name = name.utf8.count <= NameProperty.longest ? name : ""
    if let ordinal = known[name] { return ordinals.append(ordinal) }
    guard let ordinal = UInt16(exactly: names.count) else { return ordinals.append(0) }
    known[name] = ordinal
    names.append(name)
    ordinals.append(ordinal)
  }

  /// The same in the order of the documents' numbers.
  func inOrder(_ order: DocumentOrder) -> NameColumn {
    var ordered = self
    ordered.ordinals = order.arrivals.map { ordinals[Int($0)] }
    return ordered
  }

  /// Writes both sections.
  func write(_ property: NameProperty, into file: SegmentFileWriter) throws(IndexError) {
    var writer = ByteWriter()
    writer.append(varint: UInt64(names.count))
    for name in names { writer.append(text: name) }
    try file.section(property.names, writer.bytes)
    writer = ByteWriter(capacity: ordinals.count * 2)
    for ordinal in ordinals { writer.append(littleEndian: ordinal) }
    try file.section(property.ordinals, writer.bytes)
  }
}

extension SegmentTable {
  /// The names of a property; empty where the segment has none or its list is damaged at once. A damaged one ends early.
  func names(_ property: NameProperty, _ bytes: Span<UInt8>) -> [String] {
    var reader = ByteReader(bytes.extracting(places[property.names] ?? 0..<0))
    var names: [String] = []
    guard let count = try? reader.count(), count <= 1 << 16 else { return [] }
    while names.count < count, let name = try? reader.text() { names.append(name) }
    return names
  }
}
