import ArgumentParser
import Charset
import Documents

/// `kuasou url`: URLs as the crawler sees them.
struct URLCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "url", abstract: "Parse and normalise URLs by the WHATWG URL standard.",
    subcommands: [
      URLParseCommand.self, URLNormalizeCommand.self, URLToASCIICommand.self, URLSiteCommand.self,
    ])
}

/// `kuasou url parse`: the parts as the URL standard's API names them.
struct URLParseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "parse", abstract: "Print the WHATWG parts of a URL as JSON, or 'failure'.")

  @Option(help: ArgumentHelp("The URL that INPUT is relative to.", valueName: "url")) var base:
    String?
  @Option(help: ArgumentHelp("The encoding of the page, for the query.", valueName: "label"))
  var encoding = "utf-8"
  @Argument(help: "The URL; it may be relative when --base is given.") var input: String

  func run() throws {
    let charset = try CharsetOption.encoding(encoding)
    var baseURL: WebURL?
    if let base {
      guard let parsed = WebURL(base) else { return print("failure") }
      baseURL = parsed
    }
    guard let url = WebURL(input, base: baseURL, encoding: charset) else { return print("failure") }
    try Console.printJSON(url.parts, pretty: false)
  }
}

/// `kuasou url normalize`: the crawl identity of each line.
struct URLNormalizeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "normalize", abstract: "Print the crawl identity of every URL on standard input.")

  @Flag(help: "Also print the names of the rules that changed it.") var why = false

  func run() throws {
    for line in try Console.lines(of: "-") {
      guard let (identity, applied) = URLNormalizer().normalize(line) else {
        print("failure")
        continue
      }
      let rules = applied.map { "\($0)" }.joined(separator: " ")
      print(why ? "\(identity.href)\t\(rules)" : identity.href)
    }
  }
}

/// `kuasou url to-ascii`: domain to ASCII of each line.
struct URLToASCIICommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "to-ascii",
    abstract: "Print the ASCII form of every domain on standard input, or 'failure'.")

  func run() throws {
    for line in try Console.lines(of: "-") {
      print(DomainName.ascii(line) ?? "failure")
    }
  }
}

/// `kuasou url site`: the registrable domain of each line.
struct URLSiteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "site",
    abstract: "Print the registrable domain of every URL or host on standard input, or 'none'.")

  func run() throws {
    for line in try Console.lines(of: "-") {
      let host = WebURL(line)?.host ?? DomainName.ascii(line) ?? line
      print(PublicSuffixList.system.registrableDomain(of: host) ?? "none")
    }
  }
}
