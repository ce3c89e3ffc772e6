import Bytes
package import Documents

/// Why the server can't start or go on.
package enum ServerError: Error, Equatable, CustomStringConvertible {
  /// `--listen` is no address.
  case invalidAddress(String)
  /// `--public-url` is no http or https origin.
  case invalidOrigin(String)
  /// `--rate-limit` is no number of requests a second.
  case invalidRate(String)
  /// `--search-time` is no sensible time.
  case invalidSearchTime(String)
  /// `--trusted-proxy` is no address or block of addresses.
  case invalidProxy(String)
  /// `--allow-origin` is no origin.
  case invalidAllowedOrigin(String)
  /// `--answer-cache` is out of range.
  case invalidCache(Int)
  /// `--document-cache` is out of range.
  case invalidDocumentCache(Int)
  /// `--query-log-days` is out of range.
  case invalidRetention(Int)
  /// `--admin-tokens` names no file of tokens.
  case adminTokens(String, problem: String)
  /// Another program listens there.
  case portInUse(ListenAddress)
  /// The system does not let this user listen there.
  case notPermitted(ListenAddress)
  /// The address is not one of this machine.
  case addressUnavailable(ListenAddress)
  /// The system refused to listen there for another reason.
  case cannotListen(ListenAddress, reason: String)
  /// The data folder can't be used.
  case data(DataFolderError)
  /// The index can't be opened; `help` is what its own error advises.
  case index(description: String, help: String)

  package var description: String {
    switch self {
    case .invalidAddress(let text): "'\(text)' is no address to listen on"
    case .invalidOrigin(let text): "'\(text)' is no public address of a server"
    case .invalidRate(let text): "'\(text)' is no rate limit"
    case .invalidSearchTime(let text): "'\(text)' is no time for a search"
    case .invalidProxy(let text): "'\(text)' is no address of a proxy"
    case .invalidAllowedOrigin(let text): "'\(text)' is no origin of a web site"
    case .invalidCache(let size), .invalidDocumentCache(let size): "\(size) is no size of a cache"
    case .invalidRetention(let days): "\(days) is no number of days to keep searches for"
    case .adminTokens(let path, let problem): "\(path) can't be used for tokens: \(problem)"
    case .portInUse(let address): "cannot listen on \(address): another program listens there"
    case .notPermitted(let address): "cannot listen on \(address): the system does not permit it"
    case .addressUnavailable(let address):
      "cannot listen on \(address): this machine has no such address"
    case .cannotListen(let address, let reason): "cannot listen on \(address): \(reason)"
    case .data(let error): error.description
    case .index(let description, _): description
    }
  }

  /// What a person can do about it.
  package var help: String {
    switch self {
    case .invalidAddress: "write --listen HOST:PORT, such as 127.0.0.1:8080 or [::1]:8080"
    case .invalidOrigin: "write --public-url as https://search.example.gov.cn, without a path"
    case .invalidRate: "write --rate-limit as requests a second, 0 to 1000000; 0 sets no limit"
    case .invalidSearchTime: "write --search-time in seconds, 0.001 to 60"
    case .invalidProxy:
      "write --trusted-proxy as an address or a block without bits beyond its length, such as 10.1.2.3, 10.0.0.0/8 or fd00::/8"
    case .invalidAllowedOrigin:
      "write --allow-origin as scheme and host, such as https://www.example.gov.cn, or * for everybody"
    case .invalidCache: "write --answer-cache in MiB, from 0 (no cache) to 65536"
    case .invalidDocumentCache: "write --document-cache in MiB, from 0 (no cache) to 65536"
    case .invalidRetention: "write --query-log-days from 0 (no log) to 3650"
    case .adminTokens:
      "put the line into it that 'kuasou-server --make-admin-token' prints, readable by this user alone"
    case .portInUse:
      "end the other program, or choose another port with --listen; port 0 picks a free one"
    case .notPermitted: "choose a port above 1023 with --listen, or put a web server in front"
    case .addressUnavailable: "choose one of the addresses that 'ip address' shows, or 127.0.0.1"
    case .cannotListen: "choose another address with --listen"
    case .data(let error): error.help
    case .index(_, let help): help
    }
  }

  /// The exit code of the program: 2 for wrong usage or configuration, 1 for the rest.
  package var exitCode: Int32 {
    switch self {
    case .invalidAddress, .invalidOrigin, .invalidRate, .invalidSearchTime, .invalidProxy: 2
    case .invalidAllowedOrigin, .invalidCache, .invalidDocumentCache, .invalidRetention,
      .adminTokens:
      2
    case .data(.missing), .data(.foreign), .data(.file(.version)): 2
    case .portInUse, .notPermitted, .addressUnavailable, .cannotListen, .data, .index: 1
    }
  }
}
