import Documents
import Foundation
import SearchServer
import Testing

@Suite("Near-duplicates")
struct FoldingTests {
  private let site: Site
  private let query = PercentCoding.encode("扶持资金")

  /// A policy on three sites, and another one.
  init() throws {
    var documents = ["portal", "wh", "jxw"].map { id in
      SampleIndex.document(1, site: id, url: "https://\(id).example.gov.cn/policy.html")
    }
    for index in documents.indices { documents[index].metadata.issuer = "成都市经济和信息化局" }
    documents.append(SampleIndex.document(9, title: "申请扶持资金的其他办法"))
    site = try Site(documents)
  }

  private func hits(_ target: String) throws -> [[String: Any]] {
    let json = try JSONSerialization.jsonObject(with: Data(site.get(target).body))
    return try #require((json as? [String: Any])?["hits"] as? [[String: Any]])
  }

  @Test("are one answer, told by the issuing agency's copy")
  func issuerComesFirst() throws {
    let policy = try #require(
      try hits("/api/v1/search?q=\(query)").first { $0["copyCount"] as? Int == 2 })
    let copies = try #require(policy["copies"] as? [[String: Any]])

    #expect(try hits("/api/v1/search?q=\(query)").count == 2)
    #expect(policy["url"] as? String == "https://jxw.example.gov.cn/policy.html")
    #expect(
      Set(copies.compactMap { $0["url"] as? String }) == [
        "https://portal.example.gov.cn/policy.html", "https://wh.example.gov.cn/policy.html",
      ])
  }

  @Test("unfold on the page without a script, and the total counts them all")
  func unfolds() {
    let page = site.get("/search?q=\(query)").body
    let text = String(decoding: page, as: UTF8.self)

    #expect(text.contains("找到 4 条结果"))
    #expect(text.contains("<summary>另有 2 个站点转载</summary>"))
    #expect(text.contains("其中 2 条内容相同，已合并"))
    #expect(PageSkeleton(page).links.contains("https://wh.example.gov.cn/policy.html"))
    #expect(PageSkeleton(page).flaws.isEmpty)
  }

  @Test("are answers of their own where folding is switched off, also on the next search")
  func canBeSwitchedOff() throws {
    let page = site.text("/search?q=\(query)&fold=off")

    #expect(try hits("/api/v1/search?q=\(query)&fold=off").count == 4)
    #expect(page.contains("合并相同内容") && !page.contains("个站点转载"))
    #expect(page.contains("name=\"fold\" value=\"off\""))
    #expect(site.get("/search?q=\(query)&fold=2").status == 400)
  }
}
