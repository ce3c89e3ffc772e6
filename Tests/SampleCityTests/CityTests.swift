import Testing

@testable import SampleCity

@Suite struct CityTests {
  @Test func `The city has 64 sites with different ids, names and domains`() {
    let hosts = CityFixture.city.sites.map(\.host)

    #expect(hosts.count == 64)
    #expect(Set(hosts.map(\.id)).count == 64)
    #expect(Set(hosts.map(\.name)).count == 64)
    #expect(hosts.allSatisfy { $0.domain.hasSuffix(".gov.localhost") })
  }

  @Test func `The city has every kind of site, among them 23 districts`() {
    let kinds = Dictionary(grouping: CityFixture.city.sites, by: \.host.kind).mapValues(\.count)

    #expect(kinds[.portal] == 1)
    #expect(kinds[.district] == 23)
    #expect((kinds[.department] ?? 0) >= 25)
    #expect((kinds[.industry] ?? 0) >= 5)
    #expect((kinds[.service] ?? 0) >= 5)
  }

  @Test func `There are about 1,500 pages to fetch`() {
    #expect((1_400...1_700).contains(CityFixture.manifest.pageCount))
  }

  @Test func `Seven pages of ten are UTF-8, three GBK or GB18030`() {
    let sites = CityFixture.manifest.sites
    let gb = sites.filter { $0.charset == "gb18030" }.reduce(0) { $0 + $1.pages.count }

    let share = Double(gb) / Double(CityFixture.manifest.pageCount)

    #expect((0.27...0.33).contains(share))
  }

  @Test func `Every way of labelling a charset occurs`() {
    let used = Set(CityFixture.city.sites.map(\.host.charset))

    #expect(used == Set(PageCharset.allCases))
  }

  @Test func `Every layout, address style, robots style, sitemap style and trait occurs`() {
    let hosts = CityFixture.city.sites.map(\.host)

    #expect(Set(hosts.map(\.layout)) == Set(CityHost.Layout.allCases))
    #expect(Set(hosts.map(\.addressing)) == Set(CityHost.Addressing.allCases))
    #expect(Set(hosts.map(\.robots)) == Set(CityHost.RobotsStyle.allCases))
    #expect(Set(hosts.map(\.sitemap)) == Set(CityHost.SitemapStyle.allCases))
    #expect(Set(hosts.map(\.metaStyle)) == Set(CityHost.MetaStyle.allCases))
    #expect(hosts.reduce(into: Set()) { $0.formUnion($1.traits) } == Set(CityHost.Trait.allCases))
  }

  @Test func `Titles are different within a site, and so are addresses`() {
    for site in CityFixture.city.sites {
      let own = site.articles.filter { $0.origin == nil }
      let paths = site.pagePaths.map(\.path)

      #expect(Set(own.map(\.title)).count == own.count, "\(site.host.id)")
      #expect(Set(paths).count == paths.count, "\(site.host.id)")
    }
  }

  @Test func `No date lies behind the day at which the city stands still`() {
    for article in CityFixture.city.sites.flatMap(\.articles) {
      #expect(article.published <= CityDate.today)
      #expect(article.signed <= article.published)
    }
  }

  @Test func `扶持资金 stands in pages and PDFs of at least eight sites`() throws {
    var withPage: Set<String> = []
    var withPDF: Set<String> = []
    for site in CityFixture.city.sites {
      for article in site.articles {
        if article.title.contains("扶持资金") { withPage.insert(site.host.id) }
        let writer = AttachmentWriter(city: CityFixture.city, host: site.host, article: article)
        for attachment in article.attachments
        where attachment.kind.fileExtension == "pdf"
          && writer.document(attachment).plainText.contains("扶持资金")
        {
          withPDF.insert(site.host.id)
        }
      }
    }

    let both = withPage.intersection(withPDF)
    #expect(both.count >= 8)
    #expect(both.isSuperset(of: ["www", "jxw"]))
  }

  @Test func `A reprint has the title of its original and names it as the source`() throws {
    let city = CityFixture.city
    let reprints = city.sites.flatMap { site in
      site.articles.filter { $0.origin != nil }.map { (site, $0) }
    }

    #expect(reprints.count >= 8)
    for (site, reprint) in reprints {
      let id = try #require(reprint.origin)
      let original = city.sites[id.site]
      #expect(reprint.title == original.articles[id.article].title)
      #expect(city.source(of: reprint, on: site.host) == original.host.name)
      #expect(
        city.blocks(of: reprint, on: site.host)
          == city.blocks(of: original.articles[id.article], on: original.host))
    }
  }
}
