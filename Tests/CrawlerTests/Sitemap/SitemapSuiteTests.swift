import TestSupport
import Testing

@testable import Crawler

/// github.com/crawler-commons/crawler-commons, src/test/resources/{sitemaps,rss}; counts by its
/// SiteMapParserTest or by hand.
@Suite(.enabled(if: SharedData.hasSuites, "\(SharedData.absence)"))
struct `Sitemaps of crawler-commons` {
  @Test(
    arguments: [
      ("rss/feed.rss", .rss, 4, "https://www.example.com/blog/post/1"),
      ("rss/xmlRss_pubDate.xml", .rss, 7, "http://www.example.com/article_1"),
      ("sitemaps/atom.xml", .atom, 1, "http://example.org/2003/12/13/atom03"),
      ("sitemaps/do-not-visit.txt", .text, 1, "http://www.example.com/do-not-visit-here"),
      ("sitemaps/sitemap.txt", .text, 2, "http://www.domain.com/page1.html"),
      ("sitemaps/sitemap-with-bom.txt", .text, 2, "http://www.domain.com/page1.html"),
      ("sitemaps/sitemap.txt.gz", .text, 5, "http://www.example.com/"),
      ("sitemaps/xmlSitemap.gz", .urlset, 5, "http://www.example.com/"),
      ("sitemaps/sitemap.ns.xml", .urlset, 2, "http://www.example.com/1"),
      ("sitemaps/sitemap.badns.xml", .urlset, 2, "http://www.example.com/1"),
      (
        "sitemaps/sitemap.index.xml", .index, 15,
        "https://example.com/sitemap.jss?portalCode=10260&lang=en"
      ),
      (
        "sitemaps/extension/hebdenbridgetimes-articles-sitemap.xml", .urlset, 74,
        "http://www.hebdenbridgetimes.co.uk/news/local/video-tour-de-yorkshire-in-calderdale-1-7242580"
      ),
      ("sitemaps/extension/pagemaps-sitemap.xml", .urlset, 2, "http://www.example.com/foo"),
      (
        "sitemaps/extension/shinpaideshou-news-sitemap.xml", .urlset, 3,
        "https://shinpaideshou.wordpress.com/2017/04/25/job-opening-reischauer-policy-research-fellow/"
      ),
      (
        "sitemaps/extension/sitemap-images.xml", .urlset, 1,
        "http://www.example.com/images/some_image_landing_page.html"
      ),
      ("sitemaps/extension/sitemap-links.xml", .urlset, 3, "http://www.example.com/english/"),
      (
        "sitemaps/extension/sitemap-mobile.xml", .urlset, 3,
        "http://www.example.com/mobile-friendly-1/"
      ),
      (
        "sitemaps/extension/sitemap-news.xml", .urlset, 2,
        "http://www.example.org/business/article55.html"
      ),
      (
        "sitemaps/extension/sitemap-videos.xml", .urlset, 3,
        "http://www.example.com/videos/some_video_landing_page.html"
      ),
      (
        "sitemaps/extension/sitemap-videos-tvshow.xml", .urlset, 1,
        "https://example.org/my-tv-show/23/13/"
      ),
    ] as [(String, SitemapFile.Kind, Int, String)])
  func `each file's kind, entries and first entry`(
    _ name: String, _ kind: SitemapFile.Kind, _ count: Int, _ first: String
  ) {
    let file = SitemapFile.parse(SharedData.bytes("suites/sitemaps/" + name))

    #expect(file.kind == kind)
    #expect(file.entries.count == count)
    #expect(file.entries.first?.location == first)
    #expect(!file.isTruncated)
  }
}
