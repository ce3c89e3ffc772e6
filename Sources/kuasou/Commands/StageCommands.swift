import ArgumentParser
import Bytes
import Crawler
import Documents
import ExtractionClient
import Tokenizer

/// `kuasou extract`: what the worker makes of a file.
struct ExtractCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract",
    abstract: "Print title, text, date and metadata of a page or file as JSON.",
    discussion: "The file is parsed in the sandboxed worker, as when indexing.")

  @Argument(help: "The file; '-' or nothing: standard input.") var file = "-"
  @Option(help: "The URL that it came from, for relative links.") var url: String?
  @Option(help: ArgumentHelp("The Content-Type it came with.", valueName: "mime")) var type: String?
  @Flag(help: "Also print where each field was found.") var why = false
  @OptionGroup var recognition: RecognitionOption

  func run() async throws {
    let bytes = try Console.read(file)
    let reader = try await FileReader.start(count: 1, recognising: recognition.ocr)
    let content = await reader.extract(bytes: bytes, url: url, contentType: type)
    print(content.json(evidence: why))
    if let failure = content.failure {
      throw CommandFailure(
        "\(file) gives no text: \(failure.explanation)",
        help: failure == .scanned && !recognition.ocr
          ? "--ocr reads scanned PDFs" : "the JSON above says what was found out")
    }
  }
}

/// `kuasou tokenize`: one token a line.
struct TokenizeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tokenize", abstract: "Print the tokens of a text: text, kind, byte range.")

  @Argument(help: "The text; '-' or nothing: standard input.") var text: [String] = []
  @Flag(help: "Print JSON.") var json = false

  func run() throws {
    let isStream = text.isEmpty || text == ["-"]
    let bytes = isStream ? try Console.read("-") : Array(text.joined(separator: " ").utf8)
    let tokens = tokens(of: String(decoding: bytes, as: UTF8.self), .all)
    if json { return try Console.printJSON(tokens.map(TokenRow.init)) }
    for token in tokens {
      print("\(token.text)\t\(token.kind)\t\(token.bytes.lowerBound)-\(token.bytes.upperBound)")
    }
  }
}

/// A token as `--json` prints it.
private struct TokenRow: Encodable {
  let text: String
  let kind: String
  let start: Int
  let end: Int

  init(_ token: Token) {
    text = token.text
    kind = "\(token.kind)"
    start = token.bytes.lowerBound
    end = token.bytes.upperBound
  }
}

/// `kuasou sitemap`: what a sitemap lists.
struct SitemapCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sitemap", abstract: "Read a sitemap.", subcommands: [SitemapParseCommand.self])
}

/// `kuasou sitemap parse`: type, then loc and lastmod a line.
struct SitemapParseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "parse", abstract: "Print a sitemap's type, then 'loc TAB lastmod' a line.")

  @Argument(help: "The file; '-': standard input.") var file: String
  @Flag(help: "Print JSON.") var json = false

  func run() throws {
    let sitemap = SitemapFile.parse(try Console.read(file))
    if json {
      return try Console.printJSON(
        SitemapRow(
          type: "\(sitemap.kind)",
          entries: sitemap.entries.map { .init(loc: $0.location, lastmod: $0.lastModified) }))
    }
    print(sitemap.kind)
    for entry in sitemap.entries { print("\(entry.location)\t\(entry.lastModified ?? "")") }
  }
}

/// A sitemap as `--json` prints it.
private struct SitemapRow: Encodable {
  struct Entry: Encodable {
    let loc: String
    let lastmod: String?
  }

  let type: String
  let entries: [Entry]
}
