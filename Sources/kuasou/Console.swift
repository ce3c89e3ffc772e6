import Bytes
import FoundationEssentials
import Glibc

/// The program's ways of speaking: results on stdout, messages on stderr.
enum Console {
  /// Prints a message for people to stderr.
  static func message(_ text: String) {
    FileHandleWriter.standardError.write(Array("\(text)\n".utf8))
  }

  /// Whether messages are read by a person at a terminal.
  static var messagesAreSeen: Bool { isatty(2) == 1 }

  /// Replaces the last line of progress on a terminal.
  static func progress(_ text: String) {
    FileHandleWriter.standardError.write(Array("\r\u{1B}[K\(text)".utf8))
  }

  /// Writes text for a terminal to stderr as it is, control sequences included.
  static func draw(_ text: String) {
    FileHandleWriter.standardError.write(Array(text.utf8))
  }

  /// Prints a value as one line of JSON with sorted keys to stderr.
  static func messageJSON(_ value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    message(String(decoding: try encoder.encode(value), as: UTF8.self))
  }

  /// Prints a value as JSON with sorted keys to stdout.
  static func printJSON(_ value: some Encodable, pretty: Bool = true) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting =
      pretty
      ? [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
      : [.sortedKeys, .withoutEscapingSlashes]
    print(String(decoding: try encoder.encode(value), as: UTF8.self))
  }

  /// All bytes of a file, or of standard input for "-".
  ///
  /// - Throws: `FileError` when it can't be read or holds more than `limit` bytes.
  static func read(_ path: String, limit: Int = 1 << 30) throws -> [UInt8] {
    try LocalFileSystem().read(path == "-" ? "/dev/stdin" : path, limit: limit)
  }

  /// The lines of a file or of standard input without their line feeds (and carriage returns before them), empty ones too.
  static func lines(of path: String) throws -> [String] {
    var lines = try read(path).split(separator: 10, omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines.map { String(decoding: $0.last == 13 ? $0.dropLast() : $0, as: UTF8.self) }
  }
}
