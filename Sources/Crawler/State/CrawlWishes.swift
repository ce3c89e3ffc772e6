package import Bytes
package import Documents

/// Sites that somebody wants to have crawled next: a file each in `crawl/next`, so that a wish can be noted while a crawl has the state.
///
/// A crawl takes the wishes when it begins: all pages of the site that it knows are due then.
package struct CrawlWishes: Sendable {
  private let folder: String

  /// The wishes of a data folder.
  package init(_ data: DataFolder) { folder = "\(data.crawl)/next" }

  /// The ids of the sites, in order.
  ///
  /// - Throws: when the folder can't be read.
  package func all() throws(FileError) -> [String] {
    guard LocalFileSystem().isFolder(folder) else { return [] }
    return try LocalFileSystem().names(in: folder).filter { !$0.hasSuffix(".tmp") }.sorted()
  }

  /// Notes a wish; a site that is wished for already stays so.
  ///
  /// - Parameter site: the id of a site of sites.conf, which is a plain name.
  package func add(_ site: String) throws(FileError) {
    try LocalFileSystem().makeFolder(folder)
    try AtomicFile.write([], to: "\(folder)/\(site)")
  }

  /// Strikes off wishes that have been taken.
  func remove(_ sites: [String]) throws(FileError) {
    for site in sites { try LocalFileSystem().remove("\(folder)/\(site)") }
  }
}
