package import Bytes

/// Why a crawl can't begin or go on; a site that can't be reached is no error but part of the report.
package enum CrawlError: Error, Equatable, CustomStringConvertible {
  /// A file of the data folder can't be read or written, or another process holds a lock.
  case file(FileError)
  /// SQLite says that the crawl state can't be read or written.
  case state(path: String, problem: String)
  /// The crawl state was made by a newer kuasou.
  case newerState(path: String, found: Int, supported: Int)
  /// `--site` names a site that sites.conf doesn't have.
  case unknownSite(id: String, known: [String])
  /// The text is no URL that can be fetched.
  case notURL(String)
  /// libcurl can't be started.
  case network

  package var description: String {
    switch self {
    case .file(let error): error.description
    case .state(let path, let problem): "the crawl state \(path) can't be used: \(problem)"
    case .newerState(let path, let found, let supported):
      "the crawl state \(path) is of version \(found); this kuasou knows versions up to \(supported)"
    case .unknownSite(let id, _): "sites.conf has no site \"\(id)\""
    case .notURL(let text): "\"\(text.prefix(200))\" is no http or https URL"
    case .network: "libcurl can't be started"
    }
  }

  /// What a person can do about it.
  package var help: String {
    switch self {
    case .file(let error): error.help
    case .state(let path, _):
      "free some space if the disk is full; if the file is damaged, move \(path) away: the next crawl begins anew and keeps the page store"
    case .newerState: "run the newer kuasou, or name another folder with --data"
    case .unknownSite(_, let known):
      known.isEmpty
        ? "add it to sites.conf"
        : "the sites are \(known.prefix(20).joined(separator: ", "))\(known.count > 20 ? ", …" : "")"
    case .notURL: "write it whole, such as https://www.chengdu.gov.cn/"
    case .network: "check the memory limit (ulimit -v) and that libcurl is installed"
    }
  }
}
