import Bytes
import Crawler
import Documents
import Indexer
import SearchIndex

/// Counts and bytes of everything in a data folder.
struct DataStatistics: Encodable {
  /// Records and bytes of the page store.
  struct Pages: Encodable {
    let records: UInt64
    let bytes: Int
  }

  /// The page store.
  let pages: Pages
  /// The bytes of the crawl state.
  let crawlStateBytes: Int
  /// What of each site can be found; empty when nothing is published yet.
  let yields: [SiteYield]
  /// The index's own lines, structure by structure; empty when nothing is published yet.
  let index: [String]

  /// Reads the sizes; nothing is changed.
  init(_ data: DataFolder) throws {
    pages = Pages(
      records: try PageStoreReader(data: data).recordCount(), bytes: Self.bytes(in: data.pages))
    crawlStateBytes = Self.bytes(in: data.crawl)
    let store = IndexStore(folder: data.index)
    yields = try SiteYield.all(in: data)
    index =
      try store.currentNumber() == nil ? [] : try store.stats().lines + [store.generationsLine()]
  }

  /// The text for people.
  var lines: [String] {
    [
      "page store\t\(pages.records) records\t\(pages.bytes) bytes",
      "crawl state\t\(crawlStateBytes) bytes",
    ]
      + yields.map { "yield\t\($0.site)\t\($0.line)" }
      + (index.isEmpty ? ["index\tnothing published yet"] : index)
  }

  private static func bytes(in folder: String) -> Int {
    let names = (try? LocalFileSystem().names(in: folder)) ?? []
    return names.reduce(0) { total, name in
      total + ((try? FileDescriptor.open("\(folder)/\(name)", .read).size()) ?? 0)
    }
  }
}
