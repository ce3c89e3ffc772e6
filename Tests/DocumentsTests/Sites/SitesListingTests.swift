import Testing

@testable import Documents

/// What `kuasou sites list` prints.
struct SitesListingTests {
  private let sites = SitesFile.parse(
    text: SitesTestText.oneSite(
      """
      [[site]]
      id = "wuhou"
      name = "武侯区 \\"区\\\\\\t\\""
      kind = "district"
      district = "武侯区"
      start = ["http://www.cdwh.gov.cn/", "http://www.cdwh.gov.cn:8080/x"]
      """
    ).replacing("\\t", with: ""), path: "sites.conf"
  ).sites

  @Test func `columns are aligned as a terminal shows them`() {
    #expect(
      SitesListing(sites).text == """
        id     kind        name          district  start                         hosts
        jxj    department  经信局                  https://cdjx.chengdu.gov.cn/  cdjx.chengdu.gov.cn
        wuhou  district    武侯区 "区\\"  武侯区    http://www.cdwh.gov.cn/       www.cdwh.gov.cn

        """)
  }

  @Test func `JSON is one object a line`() {
    #expect(
      SitesListing(sites).json == """
        [
        {"id":"jxj","kind":"department","name":"经信局","district":"","start":["https://cdjx.chengdu.gov.cn/"],"hosts":["cdjx.chengdu.gov.cn"]},
        {"id":"wuhou","kind":"district","name":"武侯区 \\"区\\\\\\"","district":"武侯区","start":["http://www.cdwh.gov.cn/","http://www.cdwh.gov.cn:8080/x"],"hosts":["www.cdwh.gov.cn"]}
        ]

        """)
  }

  @Test func `no sites are an empty array and a line of headings`() {
    #expect(SitesListing([]).json == "[]\n")
    #expect(SitesListing([]).text == "id  kind  name  district  start  hosts\n")
  }
}
