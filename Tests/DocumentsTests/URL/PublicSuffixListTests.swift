import Bytes
import Testing
import TestSupport

@testable import Documents

struct PublicSuffixListTests {
  static let rules = PublicSuffixList(
    Array("// comment\ncn\ncom.cn\ngov.cn\n*.ck\n!www.ck\n公司.cn\nck\n\nsc.cn trailing words\n".utf8)
  )

  @Test(arguments: [
    ("www.chengdu.gov.cn", "chengdu.gov.cn"), ("chengdu.gov.cn", "chengdu.gov.cn"),
    ("gov.cn", "-"), ("a.b.com.cn", "b.com.cn"), ("x.y.cn", "y.cn"), ("cn", "-"),
    ("a.b.ck", "a.b.ck"), ("b.ck", "-"), ("www.ck", "www.ck"), ("x.www.ck", "www.ck"),
    ("a.xn--55qx5d.cn", "a.xn--55qx5d.cn"), ("xn--55qx5d.cn", "-"), ("a.sc.cn", "a.sc.cn"),
    ("example", "-"), ("a.example", "a.example"), ("www.chengdu.gov.cn.", "chengdu.gov.cn"),
    ("1.2.3.4", "-"), ("[::1]", "-"), ("", "-"), (".", "-"), (".cn", "-"), ("a..cn", "-"),
  ])
  func `a name belongs to the site below its public suffix`(host: String, site: String) {
    #expect(Self.rules.registrableDomain(of: host) ?? "-" == site)
  }

  @Test func `a host without a registrable domain is a site of its own`() throws {
    let url = try #require(WebURL("http://127.0.0.1:8080/x"))

    #expect(url.site == "127.0.0.1")
    #expect(WebURL("http://jxw.gov.localhost/")?.site == "gov.localhost")
    #expect(WebURL("mailto:a@b")?.site == nil)
  }

  @Test func `a name of many labels is looked up by its end`() {
    let host = String(repeating: "a.", count: 100_000) + "gov.cn"

    #expect(Self.rules.registrableDomain(of: host) == "a.gov.cn")
  }

  @Test func `the system's list says where it is from`() {
    let list = PublicSuffixList.system

    #expect(list.registrableDomain(of: "www.chengdu.gov.cn") == "chengdu.gov.cn")
    #expect(list.count > 40)
    #expect(list.source == .builtIn || list.source == .file(PublicSuffixList.debianPath))
  }

  @Test(.enabled(if: SharedData.has("suites/publicsuffix"), "\(SharedData.absence)"))
  func `the list's own checks pass`() throws {
    let folder = SharedData.path("suites/publicsuffix")
    let list = PublicSuffixList(try LocalFileSystem().read("\(folder)/public_suffix_list.dat"))
    let checks = String(
      decoding: try LocalFileSystem().read("\(folder)/tests/tests.txt"), as: UTF8.self
    ).split(separator: "\n").filter { !$0.hasPrefix("//") }.map { $0.split(separator: " ") }

    let wrong = checks.filter { check in
      guard check.count == 2, check[0] != "null" else { return false }
      let ascii = { (name: Substring) in
        DomainName.ascii(Array(name.utf8)[...]).map { String(decoding: $0, as: UTF8.self) }
      }
      let found = ascii(check[0]).flatMap { list.registrableDomain(of: $0) }
      return found != (check[1] == "null" ? nil : ascii(check[1]))
    }

    #expect(checks.count > 70)
    #expect(wrong == [])
    #expect(list.count > 9_000)
  }
}
