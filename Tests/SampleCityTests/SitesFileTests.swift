import Foundation
import Testing

@testable import SampleCity

@Suite struct SitesFileTests {
  @Test func `The checked-in sites.conf and seeds are what the program writes for port 8790`()
    throws
  {
    let file = CitySitesFile(city: CityFixture.city, port: 8790)
    let stored = try String(
      contentsOf: CityFixture.fixtures.appending(path: "sites.conf"), encoding: .utf8)

    #expect(stored == file.text)
    #expect(!file.seeds.isEmpty)
    for seeds in file.seeds {
      let text = try String(
        contentsOf: CityFixture.fixtures.appending(path: seeds.path), encoding: .utf8)
      #expect(text == seeds.text)
    }
  }

  @Test func `A corpus is added to sites.conf and manifest`() {
    let corpus = CorpusSite(id: "corpus-x", name: "某\"厅\"", documents: [])
    let file = CitySitesFile(city: CityFixture.city, corpora: [corpus], port: 1)
    let manifest = ManifestWriter(city: CityFixture.city, corpora: [corpus], port: 1).manifest()

    #expect(file.text.contains("name = \"某厅\""))
    #expect(manifest.sites.count == 65)
  }

  @Test func `The manifest survives JSON`() throws {
    let json = try ManifestWriter(city: CityFixture.city, port: 8790).json()
    let decoded = try JSONDecoder().decode(CityManifest.self, from: Data(json.utf8))

    #expect(decoded.sites.count == 64)
    #expect(decoded.pageCount == CityFixture.manifest.pageCount)
  }
}
