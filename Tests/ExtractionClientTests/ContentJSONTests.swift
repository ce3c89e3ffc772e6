import Documents
import ExtractionClient
import Foundation
import Testing

@Suite("JSON of `kuasou extract`")
struct ContentJSONTests {
  @Test("unknown days are null and quotes are escaped")
  func nulls() throws {
    var content = ExtractedContent(type: .html)
    content.title = "甲\"乙\\丙\n丁\u{1}"

    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(content.json().utf8)) as? [String: Any])

    #expect(json["title"] as? String == content.title)
    #expect(json["date"] is NSNull)
    #expect(json["type"] as? String == "html")
  }

  @Test("days, metadata and links are told")
  func fields() throws {
    var content = ExtractedContent(type: .pdf)
    content.date = CalendarDate(iso: "2009-12-04")
    content.metadata.documentNumber = "成办发〔2009〕12号"
    content.links = [ExtractedLink(url: "http://a.example/", text: "甲")]
    content.evidence = ["date": "label"]

    let text = content.json(evidence: true)

    #expect(text.contains("\"date\":\"2009-12-04\""))
    #expect(text.contains("\"documentNumber\":\"成办发〔2009〕12号\""))
    #expect(text.contains("\"links\":[{\"url\":\"http://a.example/\",\"text\":\"甲\"}]"))
    #expect(text.contains("\"evidence\":{\"date\":\"label\"}"))
  }

  @Test(
    "a number is told in its parts",
    arguments: [
      ("国科发政字〔2000〕063号", #"{"agency":"国科发政字","year":2000,"number":63}"#),
      ("财政部令第87号", #"{"agency":"财政部令","year":null,"number":87}"#),
      ("第87号", "null"), ("〔〕号", "null"), ("", "null"), ("公告", "null"),
    ])
  func parts(number: String, parts: String) {
    var content = ExtractedContent(type: .html)
    content.metadata.documentNumber = number

    #expect(content.json().contains("\"documentNumberParts\":\(parts),"))
  }
}
