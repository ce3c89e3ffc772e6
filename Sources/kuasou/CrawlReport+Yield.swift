import Crawler
import Documents
import Indexer

extension CrawlReport {
  /// This report with what of each site's pages can be found, as of the last index; as it is when there is none that can be read.
  func withYields(of data: DataFolder) -> CrawlReport {
    var whole = self
    for yield in (try? SiteYield.all(in: data)) ?? [] {
      guard let place = whole.sites.firstIndex(where: { $0.id == yield.site }) else { continue }
      whole.sites[place].yield = SiteReport.Yield(
        documents: yield.documents, skipped: yield.skipped, line: yield.line)
    }
    return whole
  }
}
