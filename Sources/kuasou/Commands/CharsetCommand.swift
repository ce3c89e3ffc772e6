import ArgumentParser
import Charset
import Documents
import ExtractionClient
import Glibc

/// `kuasou charset`: encodings.
struct CharsetCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "charset", abstract: "Find out or undo the encoding of a text.",
    subcommands: [CharsetSniffCommand.self, CharsetDecodeCommand.self])
}

/// `kuasou charset sniff`: the WHATWG name.
struct CharsetSniffCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sniff", abstract: "Print the WHATWG name of the encoding that a file is in.")

  @Argument(help: "The file; '-': standard input.") var file: String
  @Option(help: ArgumentHelp("The Content-Type it came with.", valueName: "mime")) var type: String?
  @Flag(help: "Also print why.") var why = false

  func run() async throws {
    let bytes = try Console.read(file)
    let workers = try await Workers.start(count: 1)
    let sniffed = await workers.sniff(bytes: bytes, contentType: type)
    let name = sniffed.charset ?? "none"
    print(why ? "\(name)\t\(sniffed.charsetEvidence ?? "")" : name)
  }
}

/// `kuasou charset decode`: to UTF-8.
struct CharsetDecodeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decode", abstract: "Decode a file to UTF-8 on standard output.",
    discussion: "What can't be decoded becomes U+FFFD and is counted on standard error.")

  @Option(help: ArgumentHelp("The encoding's label, such as gb2312.", valueName: "label"))
  var encoding: String
  @Argument(help: "The file; '-' or nothing: standard input.") var file = "-"

  func run() throws {
    let charset = try CharsetOption.encoding(encoding)
    let decoded = charset.decode(try Console.read(file))
    StandardOutput.write(decoded.utf8)
    if decoded.replacements > 0 {
      Console.message("kuasou: note: \(decoded.replacements) sequences could not be decoded")
    }
  }
}

/// Encodings as options name them.
enum CharsetOption {
  /// The encoding of a label of the WHATWG standard.
  static func encoding(_ label: String) throws -> Encoding {
    guard let encoding = Encoding(label: label) else {
      throw CommandFailure(
        usage: "\(label) is no encoding's label",
        help: "use a label of the WHATWG Encoding Standard, such as utf-8, gb18030, gbk or big5")
    }
    return encoding
  }
}

/// Standard output for bytes that are no lines.
enum StandardOutput {
  /// Writes all bytes after what was printed before.
  static func write(_ bytes: [UInt8]) {
    fflush(nil)
    FileHandleWriter.standardOutput.write(bytes)
  }
}
