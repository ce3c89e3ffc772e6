import Documents

/// Collects text of XML documents by element names: which hold text, which end a line, which stand for a blank.
struct XMLTextCollector: XMLHandler {
  /// What element names mean in one format.
  struct Vocabulary: Sendable {
    /// Elements whose character data is text.
    var text: Set<String>
    /// Elements that end a line.
    var lines: Set<String>
    /// Elements that separate what stands around them.
    var blanks: Set<String>
    /// Elements whose whole content is left out.
    var skipped: Set<String>
  }

  /// The text so far, lines separated by line feeds.
  private(set) var output: [UInt8] = []
  private let vocabulary: Vocabulary
  private var inText = 0
  private var inSkipped = 0

  /// A collector for a format.
  init(_ vocabulary: Vocabulary) { self.vocabulary = vocabulary }

  mutating func start(_ name: String, _ attributes: [String: String]) {
    if vocabulary.skipped.contains(name) { inSkipped += 1 }
    if vocabulary.text.contains(name) { inText += 1 }
    if vocabulary.blanks.contains(name) { Blanks.appendBlank(to: &output) }
  }

  mutating func end(_ name: String) {
    if vocabulary.skipped.contains(name) { inSkipped -= 1 }
    if vocabulary.text.contains(name) { inText -= 1 }
    if vocabulary.lines.contains(name) { endLine() }
  }

  mutating func text(_ bytes: [UInt8]) {
    if inText > 0, inSkipped == 0 { Blanks.append(bytes, to: &output) }
  }

  private mutating func endLine() {
    while output.last == 32 { output.removeLast() }
    if let last = output.last, last != 10 { output.append(10) }
  }

  /// The text as a string.
  var string: String {
    String(decoding: output.last == 10 ? output.dropLast() : output[...], as: UTF8.self)
  }
}

/// dc:title and the days of an Office Open XML or OFD document.
struct CoreProperties: XMLHandler {
  /// The document's title as its author set it.
  private(set) var title = ""
  /// When it was last changed, as written.
  private(set) var modified = ""
  private var element = ""

  mutating func start(_ name: String, _ attributes: [String: String]) { element = name }
  mutating func end(_ name: String) { element = "" }
  mutating func text(_ bytes: [UInt8]) {
    let text = Blanks.folded(bytes)
    switch element {
    case "title", "Title": title = text
    case "modified", "ModDate": modified = text
    case "created", "CreationDate": if modified.isEmpty { modified = text }
    default: break
    }
  }
}
