import Bytes

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
