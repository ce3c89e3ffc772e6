import Bytes
import Documents

/// What the server is told at its start.
package struct ServerConfiguration: Sendable {
  /// The data folder.
  package var dataFolder: String
  /// Where to listen.
  package var address: ListenAddress
  /// Scheme, host and port that people see; nil to go by the Host field of each request.
  package var publicOrigin: RequestOrigin?
  /// Connections that may be open at once; more wait in the system's queue.
  package var maximumConnections = 2048
  /// Requests that may wait for an answer before further ones are turned away with 503.
  package var maximumWaiting = 512
  /// How many requests one address may make; nil for no limit.
  package var rateLimit: RateLimit? = .standard
  /// The proxies in front, whose `X-Forwarded-For` is believed.
  package var proxies = TrustedProxies()
  /// How long a connection may take to send a request, or stay idle between two.
  package var idleTime = Duration.seconds(15)
  /// After which time a search answers with what it has found.
  package var searchTime = Duration.seconds(2)
  /// The bytes of answers that are kept to be given again; 0 for none.
  package var answerCache = 64 << 20
  /// The bytes of documents that are kept unpacked, to be shown again; 0 for none.
  package var documentCache = 32 << 20
  /// How long searches stay in the query log; nil for no log.
  package var queryRetention: Duration? = .seconds(90 * 86_400)
  /// Whether pages tell which result was opened.
  package var logsClicks = false
  /// Which other web sites' scripts may read the interfaces.
  package var crossOrigin = CrossOrigin.nobody
  /// The file of the tokens that let administrators in; nil for no pages for them.
  package var adminTokens: String?
  /// The path of the program `kuasou`, which those pages ask.
  package var kuasou = "kuasou"
  /// The path of sites.conf, for those pages.
  package var sitesFile = "./sites.conf"
  /// How often the server looks for a new generation.
  package var watchInterval = Duration.seconds(1)

  /// A server over this data folder at this address.
  package init(dataFolder: String, address: ListenAddress) {
    self.dataFolder = dataFolder
    self.address = address
  }
}
