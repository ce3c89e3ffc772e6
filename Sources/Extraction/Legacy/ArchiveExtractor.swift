import Documents

/// Makes an `ExtractedContent` of a zip or rar archive: the names of its members and the text of those that can be read.
enum ArchiveExtractor {
  /// Members beyond these are named but not read.
  private static let mostRead = 200

  /// Reads the members; archives among them are named only, so that none unfolds without end.
  static func extract(
    _ bytes: [UInt8], type: DocumentType, limits: ExtractionLimits,
    _ member: ([UInt8]) -> ExtractedContent
  ) -> ExtractedContent {
    var result = ExtractedContent(type: type)
    let archive = ArchiveMembers.read(bytes, limits: limits) { !$0.hasSuffix("/") }
    result.warnings = archive.warnings
    var parts: [String] = []
    var length = 0
    for (place, entry) in archive.members.enumerated() where length < limits.textBytes {
      parts.append(name(entry.name))
      guard place < mostRead, !entry.bytes.isEmpty else { continue }
      let content = member(entry.bytes)
      if !content.text.isEmpty { parts.append(content.text) }
      if let failure = content.failure {
        result.warnings.append("\(name(entry.name)): \(failure.explanation)")
      }
      length += content.text.utf8.count
    }
    result.text = parts.joined(separator: "\n")
    if result.text.isEmpty {
      result.failure = archive.isEncrypted ? .encrypted : archive.isDamaged ? .damaged : .noText
    }
    FileContent.finish(&result, title: nil)
    return result
  }

  /// The last part of a member's path.
  private static func name(_ path: String) -> String {
    path.split(separator: "/").last.map { Blanks.folded($0.utf8) } ?? path
  }
}
