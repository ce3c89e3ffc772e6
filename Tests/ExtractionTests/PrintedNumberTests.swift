import Documents
import Testing

@testable import Extraction

@Suite("Numbers of official documents")
struct PrintedNumberTests {
  private func own(_ text: String, title: String = "关于扶持企业的通知") -> String? {
    PrintedNumber.own(in: text.split(separator: "\n"), title: title)?.text
  }

  @Test(
    "all ways of writing become one",
    arguments: [
      "成办发[2009]12号", "成办发【２００９】１２号", "成 办 发（2009）第12号", "成办发﹝2009﹞12号", "成办发〔 2009 〕12 号",
    ])
  func oneForm(printed: String) {
    #expect(PrintedNumber.first(in: printed)?.text == "成办发〔2009〕12号")
  }

  @Test(
    "a document's own number is found",
    arguments: [
      ("成办发〔2009〕12号\n各区（市）县政府：", "成办发〔2009〕12号"),
      ("成办发〔2009〕12号各区（市）县人民政府，市政府各部门：为了进一步扶持企业，现就有关事项通知如下。", "成办发〔2009〕12号"),
      ("成办发〔2009〕12号就业是最大的民生，也是经济发展的重中之重。", "成办发〔2009〕12号"),
      ("成都市人民政府办公厅\n关于扶持企业的\n若干意见\n（2009年3月1日）\n成办发〔2009〕12号各区（市）县政府：", "成办发〔2009〕12号"),
      ("成都市人民政府办公厅关于扶持企业的若干措施成办发〔2009〕12号各区（市）县政府：", "成办发〔2009〕12号"),
      ("关于扶持企业的若干措施成办发〔2009〕12号2009年3月1日", "成办发〔2009〕12号"),
      ("成都市人民政府文件成办发〔2009〕12号", "成办发〔2009〕12号"),
      ("中华人民共和国科学技术部令\n第12号\n《决定》已经通过，现予公布。", "中华人民共和国科学技术部令第12号"),
      ("中华人民共和国国务院令　第 667 号《条例》已经通过，现予公布。", "中华人民共和国国务院令第667号"),
      ("四川省人民政府令\n〔2008〕第18号\n《办法》已经修改。", "四川省人民政府令〔2008〕18号"),
    ])
  func found(text: String, number: String) {
    #expect(own(text) == number)
  }

  @Test(
    "a number that is cited is not its own",
    arguments: [
      "根据《关于扶持企业的意见》（成办发〔2009〕12号）的要求，现就有关事项通知如下：",
      "国发〔2018〕3号文件要求各地扶持企业。", "国发〔2018〕3号和国发〔2018〕4号要求各地扶持企业。",
      "现将《方案》（川办〔2018〕108号）转发给你们。\n成都市教育局\n2018年8月3日\n川办〔2018〕108号\n各市人民政府：",
      "一\n二\n三\n国发〔2018〕3号 关于扶持企业的意见", "没有文号的文件", "〔2009〕12号", "（2009年）12号",
    ])
  func cited(text: String) {
    #expect(own(text) == nil)
  }

  @Test(
    "a title may end with it or begin with an order",
    arguments: [
      ("软科学研究计划项目管理办法（川科政﹝2013﹞12号)", "川科政〔2013〕12号"),
      ("【关于建立价格形成机制的通知(发改价格〔2025〕65号)】", "发改价格〔2025〕65号"),
      ("科学技术部令第17号《关于对部分规章予以废止的决定》", "科学技术部令第17号"),
      ("专利代理管理办法（国家知识产权局局长令（第30号））", nil),
    ])
  func titles(title: String, number: String?) {
    #expect(own("为了扶持企业，制定本办法。", title: title) == number)
  }

  @Test("labels of documents that a text lists are not the page's")
  func listed() {
    let prose = String(repeating: "<p>科技部对单独制定的以及牵头会同其他部门制定的规章和文件进行了全面清理，现予公布。</p>", count: 30)
    let page = """
      <title>关于废止部分规章的决定</title><body><div><h1>关于废止部分规章的决定</h1>\(prose)<p>发文单位：国家科委</p>
      <p>文号：国科发〔1994〕19号</p>\(prose)</div></body>
      """

    let content = Extractor.extract(
      bytes: Array(page.utf8), url: nil, contentType: "text/html; charset=utf-8")

    #expect(content.metadata.documentNumber.isEmpty)
    #expect(content.metadata.issuer.isEmpty)
  }

  @Test("any characters are read without a trap")
  func anything() {
    var random = SystemRandomNumberGenerator()
    let pieces = [
      "〔", "2009", "〕", "第", "12", "号", "令", "通知", "各", "\n", "（", "）", "《", "𠮷", "\u{0}", "发", "。",
      "99999999",
    ]
    for _ in 0..<20_000 {
      let text = (0..<Int.random(in: 0..<12, using: &random)).map { _ in
        pieces.randomElement(using: &random) ?? ""
      }.joined()
      if let number = own(text, title: text) { #expect(number.hasSuffix("号"), "\(text)") }
    }
  }
}
