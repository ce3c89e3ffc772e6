import Crawler
import Documents
import Testing

struct ResponseHeadTests {
  private func head(_ lines: [String], _ limits: FetchLimits = FetchLimits()) -> ResponseHead? {
    var head = ResponseHead()
    for line in lines {
      guard head.add(line: Array("\(line)\r\n".utf8).span, limits) else { return nil }
    }
    return head
  }

  @Test func `keeps the fields of the last answer only`() {
    let head = head([
      "HTTP/1.1 103 Early Hints", "Link: x", "", "HTTP/2 200", "Content-Type:  text/html ", "X:",
    ])

    #expect(head?.status == 200)
    #expect(head?.fields == [HTTPHeader("Content-Type", "text/html"), HTTPHeader("X", "")])
    #expect(head?.field("content-TYPE") == "text/html")
  }

  @Test func `escapes bytes that aren't UTF-8`() {
    var head = ResponseHead()

    let line: [UInt8] = Array("Location: /".utf8) + [0xD6, 0xD0, 13, 10]
    let isTaken = head.add(line: line.span, FetchLimits())
    #expect(isTaken)

    #expect(head.field("Location") == "/%D6%D0")
  }

  @Test func `refuses heads past their limits`() {
    #expect(head(Array(repeating: "X: y", count: 257)) == nil)
    #expect(head(["X: " + String(repeating: "y", count: 70_000)]) == nil)
    #expect(head(["no colon here", ": no name"])?.fields.isEmpty == true)
  }
}
