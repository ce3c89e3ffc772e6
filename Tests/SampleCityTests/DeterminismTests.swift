import Testing

@testable import SampleCity

/// The city must be the same bytes on every machine: golden hashes. Whoever changes a text on purpose
/// takes the new value from the failure.
@Suite struct DeterminismTests {
  private static func hash(of city: City) -> String {
    let responder = CityResponder(city: city)
    var hash = StableHash()
    for site in city.sites {
      for (path, _) in site.pagePaths
        + site.articles.flatMap(\.attachments).map({ ($0.path, .home) })
      {
        let request = CityRequest(authority: site.host.domain, target: path)
        hash.combine(responder.content(for: request).body)
      }
    }
    return hash.hexadecimal
  }

  @Test func `Every page and file of the default city has the golden hash`() {
    #expect(Self.hash(of: CityFixture.city) == "fd59b4668f0ebc1d")
  }

  @Test func `The same seed gives the same plan, another seed another one`() {
    let titles = City(seed: 7).sites.flatMap { $0.articles.map(\.title) }

    #expect(City(seed: 7).sites.flatMap { $0.articles.map(\.title) } == titles)
    #expect(City(seed: 8).sites.flatMap { $0.articles.map(\.title) } != titles)
  }

  @Test func `Other seeds draw cities of about the same size without running out of words`() {
    for seed in UInt64(1)...3 {
      let manifest = ManifestWriter(city: City(seed: seed), port: 80).manifest()
      #expect((1_400...1_700).contains(manifest.pageCount), "seed \(seed)")
    }
  }

  @Test func `The random sequence is SplitMix64 over FNV-1a of the name`() {
    var hash = StableHash()
    hash.combine("foobar")

    // The published test vector of FNV-1a 64.
    #expect(hash.value == 0x8594_4171_F739_67E8)
  }
}
