/// Something wrong with sites.conf or a seeds file: where, what, and what to do about it.
package struct SitesProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// How bad it is.
  package enum Severity: String, Hashable, Sendable {
    /// The file can't be used.
    case error
    /// The file can be used, but a person should know.
    case warning
  }

  /// The file's path as it was given, or for a seeds file as it was resolved.
  package let file: String
  /// The line from 1; 0 when the file as a whole is meant, because it can't be read.
  package let line: Int
  /// The column from 1 in Unicode scalars; 0 when the file as a whole is meant.
  package let column: Int
  /// Whether the file can still be used.
  package let severity: Severity
  /// A clause that says what is wrong.
  package let message: String
  /// What to do about it.
  package let help: String

  /// A problem at `position`, or with the whole file when that is nil.
  package init(
    file: String, at position: TextPosition?, _ message: String, help: String,
    severity: Severity = .error
  ) {
    self.file = file
    line = position?.line ?? 0
    column = position?.column ?? 0
    self.severity = severity
    self.message = message
    self.help = help
  }

  /// One line without the help: `sites.conf:12:9: error: …`.
  package var description: String {
    line == 0
      ? "\(file): \(severity.rawValue): \(message)"
      : "\(file):\(line):\(column): \(severity.rawValue): \(message)"
  }

  /// The two lines that people are shown, without a line feed at the end.
  package var text: String { "\(description)\nhelp: \(help)" }
}

extension SitesProblem {
  /// Whether this problem is shown before the other: by file in the order found, then by position.
  static func precedes(_ left: Self, _ right: Self) -> Bool {
    (left.line, left.column, left.message) < (right.line, right.column, right.message)
  }
}
