/// A list of entry URLs for one site: one a line, `#` begins a comment at a line's start or behind a blank.
package struct SeedsFile: Sendable {
  /// One URL of the list and where it stands.
  package struct Entry: Hashable, Sendable {
    /// The URL, normalised.
    package let address: SiteAddress
    /// Where it begins.
    package let position: TextPosition
  }

  /// Problems that one file reports at most; a binary file named by mistake would have millions.
  package static let reportedProblems = 100

  /// The good URLs in the file's order, each once.
  package private(set) var entries: [Entry] = []
  /// What is wrong with the others.
  package private(set) var problems: [SitesProblem] = []

  private let path: String

  /// Reads a list; `path` is for messages.
  package init(bytes: [UInt8], path: String) {
    self.path = path
    switch TextCheck(bytes) {
    case .refused(let message, let position, let help):
      problems = [SitesProblem(file: path, at: position, message, help: help)]
    case .text(_, let bytes):
      var seen: [SiteAddress: Int] = [:]
      let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      for (index, line) in lines.enumerated() {
        read(String(decoding: line, as: UTF8.self), number: index + 1, &seen)
      }
    }
  }

  private mutating func read(_ line: String, number: Int, _ seen: inout [SiteAddress: Int]) {
    let scalars = Array(line.unicodeScalars)
    let start = scalars.firstIndex { !Self.isBlank($0) } ?? scalars.count
    let position = TextPosition(line: number, column: start + 1)
    var url = ""
    var isBehindBlank = true
    for scalar in scalars[start...] {
      if scalar == "#" && isBehindBlank { break }
      isBehindBlank = Self.isBlank(scalar)
      url.unicodeScalars.append(scalar)
    }
    while let last = url.unicodeScalars.last, Self.isBlank(last) { url.unicodeScalars.removeLast() }
    guard !url.isEmpty else { return }
    switch SiteAddress.parse(url) {
    case .failure(let refusal):
      report(position, "\"\(SitesText.shortened(url))\" \(refusal.reason)", help: refusal.help)
    case .success(let address):
      if let first = seen[address] {
        report(
          position, "\(SitesText.shortened(url)) is listed already in line \(first)",
          help: "delete this line", severity: .warning)
      } else {
        seen[address] = number
        entries.append(Entry(address: address, position: position))
      }
    }
  }

  private static func isBlank(_ scalar: UnicodeScalar) -> Bool {
    scalar == " " || scalar == "\t" || scalar == "\r"
  }

  /// Adds a problem with this file, up to `reportedProblems`.
  mutating func report(
    _ position: TextPosition, _ message: String, help: String,
    severity: SitesProblem.Severity = .error
  ) {
    if problems.count < Self.reportedProblems {
      problems.append(
        SitesProblem(file: path, at: position, message, help: help, severity: severity))
    } else if problems.count == Self.reportedProblems {
      problems.append(
        SitesProblem(
          file: path, at: position, "too many problems; the rest of the file is not reported",
          help: "check that this is the file that was meant"))
    }
  }
}
