import ArgumentParser
import Bytes
import Logging
import SearchServer

#if canImport(Glibc)
  import Glibc
#endif

/// The program that faces people: answers searches over HTTP until it is told to stop.
@main
struct KuasouServer: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kuasou-server",
    abstract: "Answers searches over the index of a data folder, as pages and as JSON.",
    discussion: """
      Prints "listening on http://HOST:PORT" on stdout once it takes requests; logs on stderr. Needs no restart when \
      'kuasou index' publishes. Without an index it starts all the same and answers 503 until there is one. \
      SIGTERM or SIGINT end it once running requests are answered. Exit codes: 0 told to stop, 1 failed, 2 wrong usage \
      or configuration.
      """)

  @Option(
    help: ArgumentHelp("The data folder (default: $KUASOU_DATA, else ./data).", valueName: "dir"))
  var data: String?

  @Option(help: ArgumentHelp("Where to listen; port 0 picks a free one.", valueName: "host:port"))
  var listen = "127.0.0.1:8080"

  @Option(
    help: ArgumentHelp(
      "The address people use, for feeds and OpenSearch (default: the Host field of each request).",
      valueName: "origin"))
  var publicURL: String?

  @Option(
    help: ArgumentHelp(
      "Requests a second that one address may make on average, four seconds' worth at once; 0 for no limit "
        + "(default: 50, and no limit for this machine itself).", valueName: "number"))
  var rateLimit: Double?

  @Option(
    help: ArgumentHelp(
      "Seconds after which a search answers with what it has found, marked as partial.",
      valueName: "seconds"))
  var searchTime = 2.0

  @Option(
    help: ArgumentHelp(
      "Days that searches stay in the query log, which knows no addresses; 0 for no log.",
      valueName: "days"))
  var queryLogDays = 90

  @Flag(
    help:
      "Have pages tell which result was opened, by its place alone, for 'kuasou report queries'.")
  var logClicks = false

  @Option(
    help: ArgumentHelp(
      "MiB of answers that are kept to be given again; 0 for none.", valueName: "size"))
  var answerCache = 64

  @Option(
    help: ArgumentHelp(
      "MiB of documents that are kept unpacked, to be shown again; 0 for none.", valueName: "size"))
  var documentCache = 32

  @Option(
    help: ArgumentHelp(
      "A file of tokens that let administrators into /admin; without it there are no such pages.",
      valueName: "file"))
  var adminTokens: String?

  @Flag(help: "Print a new token for administrators and the line of it for that file, and end.")
  var makeAdminToken = false

  @Option(help: ArgumentHelp("The list of sites, for /admin.", valueName: "file"))
  var sites = "./sites.conf"

  @Option(
    help: ArgumentHelp(
      "A web site whose scripts may read the JSON interface, or * for all; can be given more than once.",
      valueName: "origin"))
  var allowOrigin: [String] = []

  @Option(
    help: ArgumentHelp(
      "A proxy in front, whose X-Forwarded-For is believed; can be given more than once. This machine itself is always one.",
      valueName: "address[/bits]"))
  var trustedProxy: [String] = []

  @Option(
    help: ArgumentHelp(
      "What is logged: trace, debug, info, notice, warning, error or critical.",
      valueName: "level"),
    transform: { text in
      guard let level = Logger.Level(rawValue: text) else {
        throw ValidationError("'\(text)' is no log level")
      }
      return level
    })
  var logLevel = Logger.Level.info

  static func main() async {
    do {
      let command = try parse()
      try await command.run()
    } catch {
      end(with: error)
    }
  }

  /// Ends the program as the command line's contract wants: help on stdout with 0, wrong usage with 2.
  private static func end(with error: any Error) -> Never {
    let code = exitCode(for: error)
    let message = fullMessage(for: error)
    if code.isSuccess { print(message) } else if !message.isEmpty { complain(message) }
    exit(withCode: code == .validationFailure ? 2 : code.rawValue)
  }

  private static func exit(withCode code: Int32) -> Never {
    fflush(nil)
    Glibc.exit(code)
  }

  func run() async throws {
    if makeAdminToken {
      let (token, line) = AdminTokens.make()
      return print("token\t\(token)\nline\t\(line)")
    }
    do throws(ServerError) {
      try await serve()
    } catch {
      Self.complain("kuasou-server: error: \(error)\nhelp: \(error.help)")
      throw ExitCode(error.exitCode)
    }
  }

  private func serve() async throws(ServerError) {
    guard let address = ListenAddress(listen) else { throw .invalidAddress(listen) }
    let folder = data ?? Self.environment("KUASOU_DATA") ?? "./data"
    var configuration = ServerConfiguration(dataFolder: folder, address: address)
    if let publicURL {
      guard let origin = RequestOrigin(configured: publicURL) else {
        throw .invalidOrigin(publicURL)
      }
      configuration.publicOrigin = origin
    }
    try setLimits(&configuration)
    let server = try WebServer(configuration, logger: logger)
    try await server.run { address in
      print("listening on http://\(address)")
      // A null stream asks to flush all of them, so that the line leaves even a pipe at once.
      fflush(nil)
    }
  }

  private func setLimits(_ configuration: inout ServerConfiguration) throws(ServerError) {
    if let rateLimit {
      guard (0...1_000_000).contains(rateLimit) else { throw .invalidRate("\(rateLimit)") }
      configuration.rateLimit = rateLimit > 0 ? RateLimit(perSecond: rateLimit) : nil
    }
    guard (0.001...60).contains(searchTime) else { throw .invalidSearchTime("\(searchTime)") }
    configuration.searchTime = .seconds(searchTime)
    guard (0...3650).contains(queryLogDays) else { throw .invalidRetention(queryLogDays) }
    configuration.queryRetention = queryLogDays > 0 ? .seconds(86_400 * queryLogDays) : nil
    configuration.logsClicks = logClicks
    guard (0...65_536).contains(answerCache) else { throw .invalidCache(answerCache) }
    configuration.answerCache = answerCache << 20
    guard (0...65_536).contains(documentCache) else { throw .invalidDocumentCache(documentCache) }
    configuration.documentCache = documentCache << 20
    configuration.adminTokens = adminTokens
    configuration.sitesFile = sites
    if let own = try? LocalFileSystem().linkTarget("/proc/self/exe") {
      configuration.kuasou = "\(LocalFileSystem.parent(of: own))/kuasou"
    }
    configuration.crossOrigin = try crossOrigin()
    var blocks: [AddressBlock] = []
    for text in trustedProxy {
      guard let block = AddressBlock(text) else { throw .invalidProxy(text) }
      blocks.append(block)
    }
    configuration.proxies = TrustedProxies(blocks)
  }

  private func crossOrigin() throws(ServerError) -> CrossOrigin {
    if allowOrigin == ["*"] { return .everybody }
    var origins: [RequestOrigin] = []
    for text in allowOrigin {
      guard let origin = RequestOrigin(configured: text) else { throw .invalidAllowedOrigin(text) }
      origins.append(origin)
    }
    return CrossOrigin(origins)
  }

  private var logger: Logger {
    var logger = Logger(
      label: "kuasou-server", factory: { StreamLogHandler.standardError(label: $0) })
    logger.logLevel = logLevel
    return logger
  }

  private static func complain(_ text: String) {
    var line = Array("\(text)\n".utf8)
    // SAFETY: the buffer holds `count` bytes for the call; a message that can't be written has nowhere else to go.
    _ = unsafe write(STDERR_FILENO, &line, line.count)
  }

  private static func environment(_ name: String) -> String? {
    // SAFETY: getenv returns NULL or a NUL-terminated string, copied at once; nothing here changes the environment.
    guard let value = unsafe getenv(name) else { return nil }
    return unsafe String(cString: value)
  }
}
