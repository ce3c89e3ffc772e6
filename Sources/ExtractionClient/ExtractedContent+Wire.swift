import Bytes
package import Documents

extension ExtractedContent {
  /// The content as it travels from the worker: its fields in turn, see `code`.
  package var wire: [UInt8] {
    WireWriter.bytes(of: self) { (content, coder) throws(TruncatedBytes) in
      try content.code(by: &coder)
    }
  }

  /// Reads what a worker wrote; nil when the bytes are malformed.
  package init?(wire bytes: [UInt8]) {
    let read = WireReader.message(in: bytes, blank: ExtractedContent(type: .other)) {
      (content, coder) throws(TruncatedBytes) in try content.code(by: &coder)
    }
    guard let read else { return nil }
    self = read
  }

  private mutating func code(by coder: inout some WireCoder) throws(TruncatedBytes) {
    try coder.code(&type)
    try coder.code(&title)
    try coder.code(&text)
    try coder.code(&date)
    try coder.code(&created)
    try coder.code(&charset)
    try coder.code(&charsetEvidence)
    try metadata.code(by: &coder)
    try coder.code(&links, empty: ExtractedLink(url: "", text: "")) {
      (coder, link) throws(TruncatedBytes) in
      try coder.code(&link.url)
      try coder.code(&link.text)
    }
    try coder.code(&canonical)
    try coder.code(&noindex)
    try coder.code(&nofollow)
    try coder.code(&isList)
    try coder.code(&pageCount)
    try coder.code(&outline, empty: OutlineEntry(level: 0, text: "")) {
      (coder, entry) throws(TruncatedBytes) in
      try coder.code(&entry.level)
      try coder.code(&entry.text)
    }
    try coder.code(&simhash, empty: 0) { (coder, hash) throws(TruncatedBytes) in
      try coder.code(&hash)
    }
    try coder.code(&warnings, empty: "") { (coder, text) throws(TruncatedBytes) in
      try coder.code(&text)
    }
    try coder.code(&failure, empty: .damaged) { (coder, failure) throws(TruncatedBytes) in
      try coder.code(&failure)
    }
    try coder.code(&evidence)
  }
}

extension GovernmentMetadata {
  fileprivate mutating func code(by coder: inout some WireCoder) throws(TruncatedBytes) {
    try coder.code(&siteName)
    try coder.code(&column)
    try coder.code(&columnType)
    try coder.code(&source)
    try coder.code(&issuer)
    try coder.code(&documentNumber)
    try coder.code(&indexNumber)
    try coder.code(&topic)
    try coder.code(&validity)
    try coder.code(&keywords)
    try coder.code(&summary)
  }
}

extension WireCoder {
  /// A day as its number YYYYMMDD, 0 for none.
  fileprivate mutating func code(_ date: inout CalendarDate?) throws(TruncatedBytes) {
    var number = UInt64(date?.rawValue ?? 0)
    try code(&number)
    date = UInt32(exactly: number).flatMap { CalendarDate(rawValue: $0) }
  }

  fileprivate mutating func code(_ value: inout Int?) throws(TruncatedBytes) {
    try code(&value, empty: 0) { (coder, value) throws(TruncatedBytes) in try coder.code(&value) }
  }

  fileprivate mutating func code(_ table: inout [String: String]) throws(TruncatedBytes) {
    var pairs = table.sorted { $0.key < $1.key }
    try code(&pairs, empty: (key: "", value: "")) { (coder, pair) throws(TruncatedBytes) in
      try coder.code(&pair.key)
      try coder.code(&pair.value)
    }
    table = Dictionary(pairs.map { ($0.key, $0.value) }) { _, last in last }
  }
}
