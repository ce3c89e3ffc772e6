import Bytes
import Charset
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

  /// A number that is not negative.
  mutating func code(_ value: inout Int) throws(TruncatedBytes) {
    var number = UInt64(clamping: value)
    try code(&number)
    value = Int(clamping: number)
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
  private var writer = ByteWriter()

  /// The bytes of a message whose fields `code` goes through.
  static func bytes<Message>(
    of message: Message,
    _ code: (inout Message, inout WireWriter) throws(TruncatedBytes) -> Void
  ) -> [UInt8] {
    var (message, writer) = (message, WireWriter())
    try? code(&message, &writer)
    return writer.writer.bytes
  }

  mutating func code(_ value: inout UInt64) { writer.append(varint: value) }
  mutating func code(_ value: inout String) { writer.append(text: value) }
}

/// Reads a message of foreign bytes: what is cut off or malformed throws.
struct WireReader: WireCoder {
  private let bytes: [UInt8]
  private var offset = 0

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The message that `bytes` hold and nothing else; nil when they are malformed.
  static func message<Message>(
    in bytes: [UInt8], blank: Message,
    _ code: (inout Message, inout WireReader) throws(TruncatedBytes) -> Void
  ) -> Message? {
    var (message, reader) = (blank, WireReader(bytes))
    guard (try? code(&message, &reader)) != nil, reader.offset == bytes.count else { return nil }
    return message
  }

  mutating func code(_ value: inout UInt64) throws(TruncatedBytes) {
    var reader = ByteReader(bytes.span, at: offset)
    value = try reader.varint()
    offset = reader.offset
  }

  mutating func code(_ value: inout String) throws(TruncatedBytes) {
    var reader = ByteReader(bytes.span, at: offset)
    let count = try reader.count()
    value = String(chinese: try reader.array(count))
    offset = reader.offset
  }
}
