import Testing

@testable import SearchIndex

struct DocumentNumberTests {
  private func forms(_ text: String) -> [String] {
    let bytes = Array(text.utf8)
    return DocumentNumber.find(in: bytes.span).map { String(decoding: $0.wholeForm, as: UTF8.self) }
  }

  @Test(arguments: [
    "成办发〔2009〕12号", "成办发[2009]012号", "成办发（2009）第12号", "成 办 发【２００９】１２号", "成办发〔 2009 〕 12 号",
  ])
  func `all ways of writing one number have one form`(text: String) {
    #expect(forms(text) == ["成办发 2009 12"])
  }

  @Test(arguments: [
    ("冀科农规〔2021〕1号河北省科学技术厅关于印发办法的通知（冀科规〔2020〕2号）", "冀科农规 2021 1"),
    ("关于加强诚信建设的意见\n冀办字〔2019〕1号\n各市：根据国办发〔2018〕3号文件", "冀办字 2019 1"),
    ("根据《意见》（人社部发〔2018〕21号）精神，按照冀人社发〔2019〕2号要求", ""),
    ("没有文号的文件", ""),
  ]) func `the first number that is not cited is the document's own`(text: String, own: String) {
    let bytes = Array(text.utf8)

    let found = DocumentNumber.own(of: DocumentNumber.find(in: bytes.span), in: bytes.span)

    #expect(found.map { String(decoding: $0.wholeForm, as: UTF8.self) } ?? "" == own)
  }

  @Test func `a number stands in running text with its place`() {
    let bytes = Array("根据川府发〔2008〕3号文件".utf8)

    let found = DocumentNumber.find(in: bytes.span)

    #expect(found.map(\.year) == [2008])
    #expect(found.map(\.number) == [3])
    #expect(found.map(\.bytes) == [0..<29])
    #expect(
      found[0].forms.map { String(decoding: $0, as: UTF8.self) } == [
        " 2008 3", "府发 2008 3", "川府发 2008 3", "据川府发 2008 3", "根据川府发 2008 3",
      ])
  }

  @Test(arguments: [
    "（2009年）", "[2009]", "(12)", "〔20099〕1号", "〔2009〕号", "〔1509〕1号", "〔2009〕12", "(",
  ])
  func `what looks alike is no number`(text: String) {
    #expect(forms(text).isEmpty)
  }
}
