import Documents
import HTTPTypes
import NIOCore
import NIOEmbedded
import NIOHTTPTypes
import SearchServer
import Testing

@Suite("Answers given where requests are read")
struct PromptHandlerTests {
  /// A connection on which "/kept" is answered at once.
  private struct Connection {
    let channel = EmbeddedChannel()

    init() throws {
      try channel.pipeline.syncOperations.addHandler(
        PromptHandler { head, _ in
          guard head.path == "/kept" else { return nil }
          return WireResponse(head: HTTPResponse(status: .ok), body: ByteBuffer(string: "kept"))
        })
    }

    func send(_ path: String, fields: HTTPFields = HTTPFields(), body: String? = nil) throws {
      let head = HTTPRequest(
        method: .get, scheme: "http", authority: "a", path: path, headerFields: fields)
      try channel.writeInbound(HTTPRequestPart.head(head))
      if let body { try channel.writeInbound(HTTPRequestPart.body(ByteBuffer(string: body))) }
      try channel.writeInbound(HTTPRequestPart.end(nil))
    }

    /// Answers a request that was handed on.
    func answer() throws {
      try channel.writeOutbound(HTTPResponsePart.head(HTTPResponse(status: .accepted)))
      try channel.writeOutbound(HTTPResponsePart.end(nil))
    }

    /// The states of the answers that have been sent since the last look.
    func sent() throws -> [Int] {
      var states: [Int] = []
      while let part = try channel.readOutbound(as: HTTPResponsePart.self) {
        if case .head(let head) = part { states.append(head.status.code) }
      }
      return states
    }

    /// The paths of the requests that have been handed on since the last look, and how many of them were whole.
    func handedOn() throws -> (paths: [String?], ends: Int) {
      var (paths, ends): ([String?], Int) = ([], 0)
      while let part = try channel.readInbound(as: HTTPRequestPart.self) {
        switch part {
        case .head(let head): paths.append(head.path)
        case .body: break
        case .end: ends += 1
        }
      }
      return (paths, ends)
    }
  }

  @Test("go out at once, with the day and the time")
  func answersAtOnce() throws {
    let connection = try Connection()

    try connection.send("/kept")

    guard case .head(let head) = try connection.channel.readOutbound(as: HTTPResponsePart.self)
    else {
      Issue.record("there is no answer")
      return
    }
    #expect(head.status == .ok && head.headerFields[.date]?.hasSuffix(" GMT") == true)
    #expect(try connection.handedOn().paths.isEmpty)
  }

  @Test("leave all other requests to the handlers behind, whole")
  func handsOn() throws {
    let connection = try Connection()

    try connection.send("/search")

    let (paths, ends) = try connection.handedOn()
    #expect(paths == ["/search"] && ends == 1)
    #expect(try connection.sent().isEmpty)
  }

  @Test("never overtake one that is still awaited")
  func keepsOrder() throws {
    let connection = try Connection()

    try connection.send("/search")
    try connection.send("/kept")
    #expect(try connection.handedOn().paths == ["/search", "/kept"])
    try connection.answer()
    try connection.send("/kept")
    #expect(try connection.handedOn().paths == ["/kept"])
    try connection.answer()
    try connection.answer()
    #expect(try connection.sent() == [202, 202, 202])

    try connection.send("/kept")
    #expect(try connection.sent() == [200])
  }

  @Test(
    "are not for requests with a body or for the last of a connection",
    arguments: [
      (HTTPField.Name.contentLength, "4"), (.transferEncoding, "chunked"), (.connection, "close"),
      (.connection, "Upgrade"),
    ])
  func leavesUnusual(name: HTTPField.Name, value: String) throws {
    let connection = try Connection()

    try connection.send("/kept", fields: [name: value], body: "body")

    #expect(try connection.handedOn().paths == ["/kept"])
  }

  @Test("end where a body comes that nobody announced")
  func handsOnUnannouncedBodies() throws {
    let connection = try Connection()

    try connection.send("/kept", body: "body")

    let (paths, ends) = try connection.handedOn()
    #expect(paths == ["/kept"] && ends == 1)
  }

  @Test("do not pile up for a client that reads none")
  func waitsForReaders() throws {
    let connection = try Connection()

    connection.channel.isWritable = false
    try connection.send("/kept")
    #expect(try connection.handedOn().paths == ["/kept"])
    try connection.answer()
    _ = try connection.sent()

    connection.channel.isWritable = true
    try connection.send("/kept", fields: [.connection: "Keep-Alive"])
    #expect(try connection.sent() == [200])
  }
}

@Suite("The date field")
struct HTTPDateTests {
  @Test(
    "is written as RFC 9110 prefers",
    arguments: [
      (784_111_777_000, "Sun, 06 Nov 1994 08:49:37 GMT"), (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
      (1_795_000_000_999, "Wed, 18 Nov 2026 11:06:40 GMT"),
    ] as [(Int64, String)])
  func isFormatted(milliseconds: Int64, text: String) {
    var date = HTTPDate()

    #expect(date.text(at: UnixTime(milliseconds: milliseconds)) == text)
  }

  @Test("follows the clock")
  func follows() {
    var date = HTTPDate()

    let first = date.text(at: UnixTime(milliseconds: 999))
    #expect(date.text(at: UnixTime(milliseconds: 1000)) != first)
    #expect(date.text(at: UnixTime(milliseconds: 1999)).hasSuffix("00:00:01 GMT"))
  }
}
