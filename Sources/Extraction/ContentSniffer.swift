import Charset
package import Documents

/// Tells a file's type by its bytes; names and labels only break ties.
package enum ContentSniffer {
  /// The type of `bytes`.
  ///
  /// - Parameter contentType: the Content-Type header's value, used between HTML, CSV and plain text only.
  package static func type(of bytes: Span<UInt8>, contentType: String?) -> DocumentType {
    if bytes.isEmpty { return .other }
    if begins(bytes, "PK\u{3}\u{4}") || begins(bytes, "PK\u{5}\u{6}") { return zipType(bytes) }
    if begins(bytes, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
      return compoundType(bytes)
    }
    if begins(bytes, "{\\rtf") { return .rtf }
    if begins(bytes, "Rar!\u{1A}\u{7}") { return .rar }
    if contains(bytes.extracting(first: 1_024), "%PDF-") { return .pdf }
    if isImage(bytes) { return .image }
    if isUTF16(bytes) { return textType(bytes, contentType) }
    return isBinary(bytes) ? .other : textType(bytes, contentType)
  }

  private static func begins(_ bytes: Span<UInt8>, _ magic: String) -> Bool {
    begins(bytes, Array(magic.utf8))
  }

  private static func begins(_ bytes: Span<UInt8>, _ magic: [UInt8]) -> Bool {
    guard bytes.count >= magic.count else { return false }
    for index in magic.indices where bytes[index] != magic[index] { return false }
    return true
  }

  /// Whether `text` occurs in `bytes`, letter case as given.
  private static func contains(_ bytes: Span<UInt8>, _ text: String) -> Bool {
    contains(bytes, Array(text.utf8))
  }

  private static func contains(_ bytes: Span<UInt8>, _ pattern: [UInt8]) -> Bool {
    ByteSearch.first(of: pattern, in: bytes) != nil
  }

  /// Office Open XML and OFD are told by member names, which stand uncompressed in the local headers and the directory.
  private static func zipType(_ bytes: Span<UInt8>) -> DocumentType {
    let head = bytes.extracting(first: 65_536)
    let tail = bytes.extracting(last: 65_536)
    func has(_ name: String) -> Bool { contains(head, name) || contains(tail, name) }
    if has("OFD.xml") { return .ofd }
    if has("word/document") { return .docx }
    if has("xl/workbook") { return .xlsx }
    if has("ppt/presentation") { return .pptx }
    if has("mimetypeapplication/") { return .other }
    return .zip
  }

  /// The first of the streams that name a format counts; those of embedded documents come later. Names in a compound file's directory are UTF-16LE.
  private static func compoundType(_ bytes: Span<UInt8>) -> DocumentType {
    let part = bytes.extracting(first: 8 << 20)
    func place(_ name: String) -> Int {
      let pattern: [UInt8] = Array(name.utf8).flatMap { [$0, UInt8(0)] } + [0, 0]
      return ByteSearch.first(of: pattern, in: part) ?? Int.max
    }
    let places: [(type: DocumentType, at: Int)] = [
      (.doc, place("WordDocument")), (.xls, min(place("Workbook"), place("Book"))),
      (.ppt, place("PowerPoint Document")),
    ]
    guard let first = places.min(by: { $0.at < $1.at }), first.at < Int.max else { return .other }
    return first.type == .doc && place("WpsCustomData") < Int.max ? .wps : first.type
  }

  private static func isImage(_ bytes: Span<UInt8>) -> Bool {
    begins(bytes, [0x89, 0x50, 0x4E, 0x47]) || begins(bytes, [0xFF, 0xD8, 0xFF])
      || begins(bytes, "GIF8")
      || begins(bytes, "II*\0") || begins(bytes, "MM\0*")
      || begins(bytes, "RIFF") && contains(bytes.extracting(first: 16), "WEBP")
      || begins(bytes, "BM") && bytes.count > 64 && bytes[6] == 0 && bytes[7] == 0
  }

  private static func isUTF16(_ bytes: Span<UInt8>) -> Bool {
    begins(bytes, [0xFF, 0xFE]) || begins(bytes, [0xFE, 0xFF])
  }

  /// More than one control byte in fifty of the first 4 KiB that no text has.
  private static func isBinary(_ bytes: Span<UInt8>) -> Bool {
    let part = bytes.extracting(first: 4_096)
    var controls = 0
    var at = 0
    while at < part.count {
      if at &+ 8 <= part.count, !ByteWord(part, at).hasControl {
        at &+= 8
        continue
      }
      let end = min(at &+ 8, part.count)
      for index in at..<end where isControl(part[index]) { controls += 1 }
      at = end
    }
    return controls * 50 > part.count
  }

  /// Whether the byte is a control character that texts don't have.
  private static func isControl(_ byte: UInt8) -> Bool {
    byte < 32 && byte != 9 && byte != 10 && byte != 12 && byte != 13 && byte != 27
  }

  private static func textType(_ bytes: Span<UInt8>, _ contentType: String?) -> DocumentType {
    // Most pages begin with one of the tags: then no more of them needs to be looked at.
    let start = lowered(bytes, 16)
    if firstTags.contains(where: { start.starts(with: $0) }) { return .html }
    let head = lowered(bytes, 2_048)
    if looksLikeHTML(head) { return .html }
    let label = contentType?.lowercased() ?? ""
    if label.hasPrefix("text/html") || label.contains("xhtml") { return .html }
    if head.starts(with: Array("<?xml".utf8)) { return .other }
    if label.contains("csv") { return .csv }
    return .text
  }

  /// The first 2 KiB without NUL, blanks before the first character dropped, ASCII lower-cased; at most so many bytes of them.
  private static func lowered(_ bytes: Span<UInt8>, _ most: Int) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(most)
    for index in 0..<min(bytes.count, 2_048) {
      if result.count == most { break }
      let byte = bytes[index]
      if byte == 0 || byte >= 0xEF && result.isEmpty || result.isEmpty && byte <= 32 { continue }
      if result.isEmpty, byte == 0xBB || byte == 0xBF { continue }
      result.append(byte >= 65 && byte <= 90 ? byte | 32 : byte)
    }
    return result
  }

  private static let firstTags: [[UInt8]] = [
    "<!doctype html", "<html", "<head", "<body", "<title", "<meta", "<script", "<table", "<div",
    "<!--", "<p>", "<h1", "<a ", "<link", "<style", "<center", "<font", "<br",
  ].map { Array($0.utf8) }

  private static func looksLikeHTML(_ head: [UInt8]) -> Bool {
    guard let first = head.first else { return false }
    if first == UInt8(ascii: "<") {
      return contains(head.span, "<html")
    }
    return contains(head.span, "<html") || contains(head.span, "<body")
      || contains(head.span, "</title>")
  }
}
