import Bytes
import Documents
package import Hummingbird
import HummingbirdCore
package import Logging
import NIOCore
import NIOPosix
import QueryLog
import ServiceLifecycle
import UnixSignals

#if canImport(Glibc)
  import Glibc
#endif

/// The running server: the index, the site and the socket; the only file that knows which HTTP engine serves it.
package struct WebServer: Sendable {
  private let configuration: ServerConfiguration
  private let index: CurrentIndex
  private let folder: DataFolder
  private let log: QueryLogWriter?
  private let logger: Logger
  private let admin: AdminApplication?

  /// How long requests may take to end once the server is told to stop.
  private static let shutdownTime = Duration.seconds(10)

  /// Opens the data folder and the present generation; having none yet is no error, the server then says so to people until
  /// one is published.
  ///
  /// - Throws: `ServerError.data` when the folder is missing or of another version, `.index` when what is published is
  ///   damaged.
  package init(_ configuration: ServerConfiguration, logger: Logger) throws(ServerError) {
    let folder: DataFolder
    do throws(DataFolderError) {
      folder = try DataFolder.open(configuration.dataFolder)
    } catch { throw .data(error) }
    self.folder = folder
    self.configuration = configuration
    self.logger = logger
    log = configuration.queryRetention.map { QueryLogWriter(folder, retention: $0) }
    admin = try Self.admin(configuration, folder)
    index = CurrentIndex(
      folder: folder.index, timeLimit: configuration.searchTime,
      editorialFolder: configuration.dataFolder,
      logsClicks: configuration.logsClicks && configuration.queryRetention != nil,
      documentCache: configuration.documentCache)
    try openFirst()
  }

  private static func admin(
    _ configuration: ServerConfiguration, _ folder: DataFolder
  ) throws(ServerError) -> AdminApplication? {
    guard let path = configuration.adminTokens else { return nil }
    return AdminApplication(
      tokens: try AdminTokens(path: path), program: configuration.kuasou, data: folder,
      sites: configuration.sitesFile,
      isSecure: configuration.publicOrigin?.text.hasPrefix("https:") == true)
  }

  private func openFirst() throws(ServerError) {
    let change = index.refresh()
    if case .refused(let description, let help) = change, index.session == nil {
      throw .index(description: description, help: help)
    }
    let watch = GenerationWatch(index, logger: logger)
    watch.report(change)
    watch.report(index.refreshEditorial())
    if index.session == nil {
      logger.warning("no index yet: the server answers 503 until 'kuasou index' has published one")
    }
  }

  /// The server as an application of the HTTP engine, not yet listening.
  ///
  /// - Parameter onReady: told the address once connections are taken.
  package func application(
    onReady: @escaping @Sendable (ListenAddress) -> Void = { _ in }
  ) -> some ApplicationProtocol {
    let gauge = RequestGauge(limit: configuration.maximumWaiting)
    let site = SearchApplication(
      index: index, publicOrigin: configuration.publicOrigin?.text,
      cacheLimit: configuration.answerCache)
    let host = configuration.address.host
    let responder = SearchResponder(
      site, gauge: gauge, buckets: configuration.rateLimit.map { TokenBuckets($0) },
      proxies: configuration.proxies, crossOrigin: configuration.crossOrigin, log: log,
      admin: admin)
    return Application(
      responder: responder,
      server: HTTPServerBuilder { answer in
        PromptChannel(
          base: HTTP1Channel(responder: answer, configuration: connection(gauge)),
          answer: { responder.promptResponse(to: $0, from: $1, logger: logger) })
      },
      configuration: ApplicationConfiguration(
        address: .hostname(host, port: configuration.address.port),
        availableConnectionsDelegate: .maximum(configuration.maximumConnections, logger: logger)),
      services: services,
      onServerRunning: { channel in
        onReady(ListenAddress(host: host, port: channel.localAddress?.port ?? 0))
      },
      logger: logger)
  }

  private var services: [any Service] {
    let watch = GenerationWatch(index, interval: configuration.watchInterval, logger: logger)
    guard let log else { return [watch] }
    return [
      HotQueriesWatch(index, folder, logger: logger), watch, QueryLogService(log, logger: logger),
    ]
  }

  private func connection(_ gauge: RequestGauge) -> HTTP1Channel.Configuration {
    HTTP1Channel.Configuration(
      additionalChannelHandlers: [RequestGuard(gauge)],
      idleTimeout: TimeAmount(configuration.idleTime),
      httpDecoderConfiguration: .init(
        maxHeaderFieldSize: 16 * 1024, maxHeaderListSize: 32 * 1024, maxHeaderFieldCount: 100))
  }

  /// Serves until SIGTERM or SIGINT, then lets running requests end.
  ///
  /// - Throws: why it could not listen.
  package func run(
    onReady: @escaping @Sendable (ListenAddress) -> Void
  ) async throws(ServerError) {
    var group = ServiceGroupConfiguration(
      services: [application(onReady: onReady)], gracefulShutdownSignals: [.sigterm, .sigint],
      logger: logger)
    group.maximumGracefulShutdownDuration = Self.shutdownTime
    do {
      try await ServiceGroup(configuration: group).run()
    } catch {
      throw serverError(error)
    }
  }

  private func serverError(_ error: any Error) -> ServerError {
    let address = configuration.address
    if error is SocketAddressError || error is SocketAddressError.UnknownHost {
      return .addressUnavailable(address)
    }
    guard let system = error as? IOError else {
      return .cannotListen(address, reason: "\(error)")
    }
    switch system.errnoCode {
    case EADDRINUSE: return .portInUse(address)
    case EACCES, EPERM: return .notPermitted(address)
    case EADDRNOTAVAIL: return .addressUnavailable(address)
    case let code: return .cannotListen(address, reason: FileError.text(errno: code))
    }
  }
}
