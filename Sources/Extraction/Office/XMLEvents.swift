import CLibXML2

/// What an XML reader tells of a document, in order.
protocol XMLHandler {
  /// An element begins; `name` without prefix, attributes by local name.
  mutating func start(_ name: String, _ attributes: [String: String])
  /// An element ends.
  mutating func end(_ name: String)
  /// Text.
  mutating func text(_ bytes: [UInt8])
}

/// Streams XML through libxml2's reader without DTDs, entities or anything from outside, to a bounded depth.
enum XMLEvents {
  /// Elements beyond this many end the reading: no real document comes near.
  private static let mostNodes = 20_000_000
  /// Deeper elements end the reading, as libxml2 does by itself at 256 without XML_PARSE_HUGE.
  private static let deepest = 250

  /// Feeds `handler` until the document ends or breaks; false when it broke before its first element.
  static func read(_ document: [UInt8], into handler: inout some XMLHandler) -> Bool {
    LibXML2.start
    // SAFETY: the reader is checked and freed, and reads the buffer only until then.
    return unsafe document.withUnsafeBytes { buffer in
      let options =
        XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
        | XML_PARSE_RECOVER.rawValue | XML_PARSE_NOCDATA.rawValue
      guard buffer.count < Int(Int32.max),
        let reader = unsafe xmlReaderForMemory(
          buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(buffer.count), nil, nil,
          Int32(options))
      else { return false }
      defer { unsafe xmlFreeTextReader(reader) }
      return unsafe run(reader, &handler)
    }
  }

  private static func run(_ reader: OpaquePointer, _ handler: inout some XMLHandler) -> Bool {
    var nodes = 0
    // SAFETY (all calls): the reader is valid until freed by the caller; strings are copied.
    while unsafe xmlTextReaderRead(reader) == 1 {
      nodes += 1
      let kind = unsafe xmlTextReaderNodeType(reader)
      if nodes > mostNodes { break }
      if unsafe xmlTextReaderDepth(reader) > deepest { break }
      switch kind {
      case 1:
        let name = unsafe string(xmlTextReaderConstLocalName(reader))
        let isEmpty = unsafe xmlTextReaderIsEmptyElement(reader) == 1
        unsafe handler.start(name, attributes(reader))
        if isEmpty { handler.end(name) }
      case 15: unsafe handler.end(string(xmlTextReaderConstLocalName(reader)))
      case 3, 4, 14:
        if let value = unsafe xmlTextReaderConstValue(reader) {
          let bytes = unsafe UnsafeBufferPointer<UInt8>(
            start: value, count: Int(xmlStrlen(value)))
          unsafe handler.text([UInt8](bytes))
        }
      // A document type or an entity: office formats have neither, attacks do.
      case 5, 6, 10: return nodes > 1
      default: continue
      }
    }
    return nodes > 0
  }

  private static func attributes(_ reader: OpaquePointer) -> [String: String] {
    var result: [String: String] = [:]
    guard unsafe xmlTextReaderMoveToFirstAttribute(reader) == 1 else { return result }
    repeat {
      let name = unsafe string(xmlTextReaderConstLocalName(reader))
      if let value = unsafe xmlTextReaderConstValue(reader), result.count < 64 {
        result[name] = unsafe String(cString: value)
      }
    } while unsafe xmlTextReaderMoveToNextAttribute(reader) == 1
    unsafe _ = xmlTextReaderMoveToElement(reader)
    return result
  }

  private static func string(_ name: UnsafePointer<UInt8>?) -> String {
    unsafe name.map { unsafe String(cString: $0) } ?? ""
  }
}
