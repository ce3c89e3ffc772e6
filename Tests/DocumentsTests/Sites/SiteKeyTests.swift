import Bytes
import Testing

@testable import Documents

/// The list of keys and what is made of it.
struct SiteKeyTests {
  private func document() throws -> String {
    String(
      decoding: try LocalFileSystem().read("\(repositoryRoot)/docs/sites-conf.md"), as: UTF8.self)
  }

  @Test(arguments: SiteKey.allCases)
  func `docs sites-conf names the key`(key: SiteKey) throws {
    #expect(try document().contains("| `\(key.rawValue)` |"))
  }

  @Test func `the table in docs sites-conf is the one made from the list`() throws {
    let parts = try document().split(separator: "<!-- keys -->\n", omittingEmptySubsequences: false)

    #expect(parts.count == 3)
    #expect(
      parts.count == 3 && parts[1] == SiteKey.markdownTable + "\n",
      "paste:\n\(SiteKey.markdownTable)")
  }

  @Test(arguments: SiteKey.allCases)
  func `every example is taken`(key: SiteKey) {
    let own = SitesTestText.oneSite().dropFirst(SitesTestText.defaults.count)
      .split(separator: "\n").filter { !$0.hasPrefix("\(key.rawValue) =") }
    let text =
      SitesTestText.defaults + own.joined(separator: "\n")
      + "\n\(key.rawValue) = \(key.description.example)\n"

    let file = SitesFile.parse(
      text: text, path: "s.conf",
      files: SitesTestText.files(["seeds/jxw.txt": "", "ca/site.pem": ""]))

    #expect(file.isUsable, "\(file.report)")
  }

  @Test(arguments: SiteKey.allCases)
  func `the default in words is itself taken by the file`(key: SiteKey) throws {
    let fallback = key.description.fallback ?? "none"
    guard fallback.hasPrefix("\"") || fallback.first?.isNumber == true || fallback == "false" else {
      return
    }

    let own = SitesTestText.oneSite("\(key.rawValue) = \(fallback)\n")

    #expect(SitesTestText.report(own) == "")
  }
}
