import Crawler
import Indexer

/// Both reports of `kuasou update` as JSON.
struct UpdateReport: Encodable {
  let crawl: CrawlReport
  let index: IndexReport
}
