import Bytes
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import TestSupport
import Testing

@testable import SearchServer

@Suite("The pages for administrators")
struct AdminTests {
  private static let token = String(repeating: "ab", count: 32)

  /// A server whose `kuasou` is a script that prints its arguments, one a line.
  private func run(
    _ body: @escaping @Sendable (any TestClientProtocol) async throws -> Void
  ) async throws {
    let sample = try SampleIndex(SampleIndex.forty())
    let (script, tokens) = ("\(sample.path)/kuasou", "\(sample.path)/tokens")
    let echo =
      "#!/bin/sh\n[ \"$1\" = report ] && printf 'jxw\\t<b>经信局</b>\\t9\\n' && exit 0\nprintf '%s\\n' \"$@\"\n"
    try LocalFileSystem().writeSynchronized(Array(echo.utf8), to: script)
    #expect(try Program(path: "/bin/chmod").run(["+x", script]).code == 0)
    let line = "# 令牌\nsha256:\(SHA256.hex(Array(Self.token.utf8)))\n"
    try LocalFileSystem().writeSynchronized(Array(line.utf8), to: tokens)
    try LocalFileSystem().writeSynchronized(
      Array("扶持, 资助\n错\n".utf8), to: "\(sample.path)/synonyms.txt")
    var configuration = ServerConfiguration(
      dataFolder: sample.path, address: ListenAddress(host: "127.0.0.1", port: 0))
    (configuration.adminTokens, configuration.kuasou) = (tokens, script)
    let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    try await WebServer(configuration, logger: quiet).application().test(.live, body)
  }

  /// Lets a client in; the cookie for what follows.
  private static func login(_ client: any TestClientProtocol) async throws -> String {
    let answer = try await client.execute(
      uri: "/admin/login", method: .post, body: ByteBuffer(string: "token=\(token)"))
    #expect(answer.status == .seeOther)
    let field = try #require(answer.headers[.setCookie])
    #expect(field.contains("; Path=/admin; Max-Age=28800; HttpOnly; SameSite=Strict"))
    return String(field.prefix { $0 != ";" })
  }

  private static func get(
    _ client: any TestClientProtocol, _ uri: String, _ cookie: String
  ) async throws -> String {
    let answer = try await client.execute(uri: uri, method: .get, headers: [.cookie: cookie])
    #expect(answer.headers[.cacheControl] == "no-store")
    return String(buffer: answer.body)
  }

  @Test("show nothing to those who are not let in, and slow down those who guess")
  func keepsOthersOut() async throws {
    try await run { client in
      let first = try await client.execute(uri: "/admin", method: .get)
      #expect(first.status == .ok && String(buffer: first.body).contains("type=\"password\""))
      for path in ["/admin/explain?url=http://a/", "/admin/queries", "/admin/words", "/admin/x"] {
        let answer = try await client.execute(
          uri: path, method: .get, headers: [.cookie: "kuasou_admin=\(Self.token)"])
        #expect(answer.status == .unauthorized, "\(path)")
        #expect(!String(buffer: answer.body).contains("经信局"))
      }
      let wish = try await client.execute(
        uri: "/admin/next", method: .post, body: ByteBuffer(string: "site=jxw"))
      #expect(wish.status == .unauthorized)
      var statuses: [Int] = []
      for guess in 0..<7 {
        let answer = try await client.execute(
          uri: "/admin/login", method: .post, body: ByteBuffer(string: "token=\(guess)"))
        statuses.append(answer.status.code)
      }
      #expect(statuses == [401, 401, 401, 401, 401, 429, 429])
      let large = try await client.execute(
        uri: "/admin/login", method: .post,
        body: ByteBuffer(string: String(repeating: "a", count: 5000)))
      #expect(large.status.code == 413)
    }
  }

  @Test("show sites, verdicts, words and files, escaped")
  func shows() async throws {
    try await run { client in
      let cookie = try await Self.login(client)

      let sites = try await Self.get(client, "/admin", cookie)
      let verdict = try await Self.get(client, "/admin/explain?url=--data%3Cx%3E", cookie)
      let words = try await Self.get(client, "/admin/words", cookie)
      let queries = try await Self.get(client, "/admin/queries", cookie)

      #expect(sites.contains("<td>&lt;b&gt;经信局&lt;/b&gt;</td><td>9</td>"))
      #expect(verdict.contains("explain\n--data\n"))
      #expect(verdict.contains("\n--\n--data&lt;x&gt;\n"), "no URL is taken for an option")
      #expect(words.contains("扶持, 资助") && words.contains("synonyms.txt:2:"))
      #expect(words.contains("没有这个文件。"))
      #expect(queries.contains("搜索报告"))
    }
  }

  @Test("take a wish only from their own form, and end with the session")
  func takesWishes() async throws {
    try await run { client in
      let cookie = try await Self.login(client)
      func post(_ uri: String, _ body: String) async throws -> (Int, String) {
        let answer = try await client.execute(
          uri: uri, method: .post, headers: [.cookie: cookie], body: ByteBuffer(string: body))
        return (answer.status.code, String(buffer: answer.body))
      }
      let page = try await Self.get(client, "/admin", cookie)
      let mark = "name=\"form\" value=\""
      let start = try #require(page.range(of: mark))
      let form = String(page[start.upperBound...].prefix(64))

      let forged = try await post("/admin/next", "site=jxw")
      let guessed = try await post("/admin/next", "site=jxw&form=\(Self.token)")
      let (status, text) = try await post("/admin/next", "site=jxw&form=\(form)")
      let left = try await post("/admin/logout", "form=\(form)")
      let after = try await client.execute(
        uri: "/admin/words", method: .get, headers: [.cookie: cookie])

      #expect(forged.0 == 403 && guessed.0 == 403)
      #expect(status == 200 && text.contains("sites\nnext\n") && text.contains("\n--\njxw\n"))
      #expect(left.0 == 303)
      #expect(after.status == .unauthorized)
    }
  }

  @Test("are not there unless they are configured, and a wrong file of tokens is refused")
  func isOff() async throws {
    let sample = try SampleIndex(SampleIndex.forty())
    let site = SearchApplication(index: CurrentIndex(folder: sample.index))
    let path = "\(sample.path)/tokens"

    #expect(site.respond(to: ServerRequest(.get, "/admin")).status == 404)
    for text in ["", "# nothing\n", "sha256:abc\n", "secret\n"] {
      try LocalFileSystem().writeSynchronized(Array(text.utf8), to: path)
      #expect(throws: ServerError.self) { try AdminTokens(path: path) }
    }
    #expect(throws: ServerError.self) { try AdminTokens(path: "\(sample.path)/none") }
    let made = AdminTokens.make()
    try LocalFileSystem().writeSynchronized(Array("\(made.line)\n".utf8), to: path)
    #expect(try AdminTokens(path: path).contains(made.token))
    #expect(try !AdminTokens(path: path).contains(made.line))
  }

  @Test("end their sessions after eight hours")
  func endsSessions() {
    let sessions = AdminSessions()
    let now = ContinuousClock.now
    let field = sessions.begin(isSecure: true, at: now)
    let cookie = "a=b; " + field.prefix { $0 != ";" }

    #expect(field.hasSuffix("; Secure"))
    #expect(sessions.session(cookie, at: now + .seconds(28_799)) != nil)
    #expect(sessions.session(cookie, at: now + .seconds(28_801)) == nil)
    for _ in 0..<100 { _ = sessions.begin(isSecure: false, at: now + .seconds(1)) }
    #expect(sessions.session(cookie, at: now + .seconds(2)) == nil, "the oldest makes room")
  }
}
