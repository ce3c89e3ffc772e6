import Bytes
import Documents

/// Writes or reads the fields of a message in turn, so that their order stands in one place for both ways.
///
/// Lengths and numbers are LEB128 varints, texts UTF-8 behind their length.
protocol WireCoder {
  /// Writes the number, or replaces it by the one read.
  mutating func code(_ value: inout UInt64) throws(TruncatedBytes)
  /// Writes the text, or replaces it by the one read.
  mutating func code(_ value: inout String) throws(TruncatedBytes)
}

extension WireCoder {
  mutating func code(_ value: inout Bool) throws(TruncatedBytes) {
    var number: UInt64 = value ? 1 : 0
    try code(&number)
    value = number != 0
  }

  /// A value that may be missing: 0, or 1 and the value.
  mutating func code<Value>(
    _ value: inout Value?, empty: Value,
    _ each: (inout Self, inout Value) throws(TruncatedBytes) -> Void
  ) throws(TruncatedBytes) {
    var isThere = value != nil
    try code(&isThere)
    guard isThere else {
      value = nil
      return
    }
    var present = value ?? empty
    try each(&self, &present)
    value = present
  }

  mutating func code(_ value: inout String?) throws(TruncatedBytes) {
    try code(&value, empty: "") { (coder, text) throws(TruncatedBytes) in try coder.code(&text) }
  }

  /// A value that its raw text stands for; a text that stands for none is malformed.
  mutating func code<Value: RawRepresentable<String>>(_ value: inout Value) throws(TruncatedBytes) {
    var text = value.rawValue
    try code(&text)
    guard let known = Value(rawValue: text) else { throw TruncatedBytes(offset: 0, wanted: 0) }
    value = known
  }

  /// Values behind their number.
  mutating func code<Value>(
    _ values: inout [Value], empty: Value,
    _ each: (inout Self, inout Value) throws(TruncatedBytes) -> Void
  ) throws(TruncatedBytes) {
    var count = UInt64(values.count)
    try code(&count)
    var coded: [Value] = []
    for index in 0..<count {
      var value = index < values.count ? values[Int(index)] : empty
      try each(&self, &value)
      coded.append(value)
    }
    values = coded
  }
}

/// Writes a message.
struct WireWriter: WireCoder {
  private(set) var writer = ByteWriter()

  mutating func code(_ value: inout UInt64) { writer.append(varint: value) }
  mutating func code(_ value: inout String) { writer.append(text: value) }
}

/// Reads a message of foreign bytes: what is cut off or malformed throws.
struct WireReader: WireCoder {
  private let bytes: [UInt8]
  private var offset = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Whether all bytes have been read.
  var isAtEnd: Bool { offset == bytes.count }

  mutating func code(_ value: inout UInt64) throws(TruncatedBytes) {
    var reader = ByteReader(bytes.span, at: offset)
    value = try reader.varint()
    offset = reader.offset
  }

  mutating func code(_ value: inout String) throws(TruncatedBytes) {
    var reader = ByteReader(bytes.span, at: offset)
    value = try reader.text()
    offset = reader.offset
  }
}
