package import Documents

/// What a worker answers to a request.
package enum WorkerAnswer: Sendable, Equatable {
  /// What it made of a file, or why it made nothing.
  case content(ExtractedContent)
  /// The page that it drew: a binary portable graymap.
  case bitmap([UInt8])

  /// Reads an answer; nil when it is none.
  init?(_ frame: WorkerFrame) {
    switch frame.kind {
    case .answer:
      guard let content = ExtractedContent(wire: frame.body) else { return nil }
      self = .content(content)
    case .bitmap: self = .bitmap(frame.body)
    case .hello, .request: return nil
    }
  }

  /// The answer as it travels.
  package var frame: WorkerFrame {
    switch self {
    case .content(let content): WorkerFrame(kind: .answer, header: [], body: content.wire)
    case .bitmap(let bytes): WorkerFrame(kind: .bitmap, header: [], body: bytes)
    }
  }

  /// The content; a failure where a worker drew what it should have read.
  var content: ExtractedContent {
    if case .content(let content) = self { return content }
    var failed = ExtractedContent(type: .other)
    failed.failure = .crashed
    failed.warnings = ["the worker answered something else"]
    return failed
  }
}
