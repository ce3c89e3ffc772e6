import SearchServer
import Testing

@Suite("Query strings")
struct QueryParametersTests {
  @Test("decode as forms do: plus is a blank, %XX a byte, UTF-8 the text")
  func decodesForms() {
    let parameters = QueryParameters("q=%E6%89%B6%E6%8C%81+%E8%B5%84%E9%87%91&page=2&empty=&flag")

    #expect(parameters["q"] == "扶持 资金")
    #expect(parameters["page"] == "2")
    #expect(parameters["empty"] == "")
    #expect(parameters["flag"] == "")
    #expect(parameters["absent"] == nil)
  }

  @Test("keep a broken percent sign as it is and replace bytes that are no UTF-8")
  func toleratesBrokenEncoding() {
    let parameters = QueryParameters("q=100%&r=%zz%4&s=%FF%41")

    #expect(parameters["q"] == "100%")
    #expect(parameters["r"] == "%zz%4")
    #expect(parameters["s"] == "\u{FFFD}A")
  }

  @Test("take the first of a name that comes twice")
  func takesFirst() {
    #expect(QueryParameters("q=a&q=b")["q"] == "a")
  }

  @Test("split at the first equals sign only")
  func splitsOnce() {
    #expect(QueryParameters("q=a=b==")["q"] == "a=b==")
  }

  @Test("ignore what comes after the 64th parameter")
  func isBounded() {
    let text = (0..<200).map { "p\($0)=x" }.joined(separator: "&")

    let parameters = QueryParameters(text[...])

    #expect(parameters["p63"] == "x")
    #expect(parameters["p64"] == nil)
  }

  @Test("any text survives being encoded and decoded")
  func encodingRoundTrips() {
    let text = "扶持 资金&page=2#?+%41\u{0}\n\"<>'é🀄️"

    let parameters = QueryParameters("q=\(PercentCoding.encode(text))")

    #expect(parameters["q"] == text)
  }
}
