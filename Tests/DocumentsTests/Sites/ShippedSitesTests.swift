import Bytes
import Testing

@testable import Documents

/// The top of the repository, found from this file's own place.
let repositoryRoot: String = {
  var path = #filePath
  for _ in 0..<4 { path = LocalFileSystem.parent(of: path) }
  return path
}()

/// sites.conf and seeds/ as they are shipped.
struct ShippedSitesTests {
  private let file = SitesFile.read(path: "\(repositoryRoot)/sites.conf")

  @Test func `the shipped file has no problem, not even a warning`() {
    #expect(file.report == "")
    #expect(file.exitCode == 0)
  }

  @Test func `it lists at least 66 sites of all five kinds`() {
    #expect(file.sites.count >= 66)
    #expect(Set(file.sites.map(\.kind)) == Set(SiteKind.allCases))
  }

  @Test func `it has all 23 districts, counties and zones`() {
    let wanted = [
      "锦江区", "青羊区", "金牛区", "武侯区", "成华区", "龙泉驿区", "青白江区", "新都区", "温江区", "双流区", "郫都区", "新津区",
      "简阳市", "都江堰市", "彭州市", "邛崃市", "崇州市", "金堂县", "大邑县", "蒲江县", "成都高新区", "四川天府新区", "成都东部新区",
    ]

    let districts = file.sites.filter { $0.kind == .district }.map(\.district)

    #expect(wanted.count == 23)
    #expect(districts == wanted)
  }

  @Test(arguments: ["chengdu", "jxj", "fgw", "kjj", "rsj", "czj", "scjgj", "swj"])
  func `the portal and the departments that companies ask most have seeds`(id: String) throws {
    let site = try #require(file.site(id))

    #expect(!site.seedURLs.isEmpty)
  }

  @Test func `every district has seeds`() {
    #expect(file.sites.filter { $0.kind == .district }.allSatisfy { !$0.seedURLs.isEmpty })
  }

  @Test func `no host belongs to two sites`() {
    var owners: [String: String] = [:]
    for site in file.sites {
      for host in site.hosts {
        #expect(owners[host] == nil, "\(host) of \(site.id) and \(owners[host] ?? "")")
        owners[host] = site.id
      }
    }
  }

  @Test func `its head says that it could not be tried and how to try it`() throws {
    let bytes = try LocalFileSystem().read("\(repositoryRoot)/sites.conf")
    let head = String(decoding: bytes.prefix(1500), as: UTF8.self)

    #expect(head.contains("public knowledge"))
    #expect(head.contains("kuasou sites check --online"))
  }

  @Test func `each seeds file belongs to a site`() throws {
    let names = try LocalFileSystem().names(in: "\(repositoryRoot)/seeds")

    let used = Set(file.sites.compactMap(\.seeds))

    #expect(names.filter { !used.contains("\(repositoryRoot)/seeds/\($0)") } == [])
  }
}
