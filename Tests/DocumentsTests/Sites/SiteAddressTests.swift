import Documents
import Testing

@Suite("Site addresses")
struct SiteAddressTests {
  @Test(
    "an address has the parts of its URL",
    arguments: [
      ("https://A.gov.cn", "https://a.gov.cn/", "a.gov.cn", "a.gov.cn", "/"),
      (
        "http://a.gov.cn:8080/x/政?q=a/b#c@d", "http://a.gov.cn:8080/x/%E6%94%BF?q=a/b", "a.gov.cn",
        "a.gov.cn:8080", "/x/%E6%94%BF?q=a/b"
      ),
      ("http://[::1]:81/?#", "http://[::1]:81/?", "[::1]", "[::1]:81", "/?"),
    ])
  func parts(text: String, href: String, host: String, authority: String, target: String) throws {
    let address = try SiteAddress.parse(text).get()

    #expect(address.href == href)
    #expect(address.host == host)
    #expect(address.authority == authority)
    #expect(address.port == Int(authority.split(separator: ":").last ?? ""))
    #expect(address.target == target)
    #expect(SiteAddress.ofNormal(href) == .success(address))
  }

  @Test("what no site may have is refused")
  func refusals() {
    #expect(SiteAddress.parse("a.gov.cn/") == .failure(.notAbsolute))
    #expect(SiteAddress.parse("ftp://a.gov.cn/") == .failure(.scheme("ftp")))
    #expect(SiteAddress.parse("http://u:p@a.gov.cn/") == .failure(.credentials))
    #expect(SiteAddress.ofNormal("") == .failure(.notAbsolute))
    #expect(SiteAddress.ofNormal("http:") == .failure(.notAbsolute))
  }
}
