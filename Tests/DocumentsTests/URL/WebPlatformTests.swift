import Bytes
import Charset
import Testing
import TestSupport

@testable import Documents

/// The web platform's vectors: every case passes, or is listed with a reason in expected-failures.txt and fails.
@Suite(.enabled(if: WebPlatformSuite.isPresent, "\(SharedData.absence)"))
struct WebPlatformTests {
  @Test(arguments: [
    ("urltestdata.json", 891), ("urltestdata-javascript-only.json", 1),
    ("ada_extra_urltestdata.json", 28), ("ada_long_urltestdata.json", 1),
  ])
  func `every URL is parsed, refused and written as the vectors say`(
    file: String, count: Int
  ) throws {
    let cases = try WebPlatformSuite.cases(file).filter { $0["input"] is String }
    var failures: Set<String> = []
    for vector in cases {
      let input = vector["input"] as? String ?? ""
      let name = "\(file) \(input.debugDescription) \((vector["base"] as? String ?? "-"))"
      if let difference = Self.difference(vector, input) {
        failures.insert("\(name): \(difference)")
      }
    }

    #expect(cases.count >= count)
    #expect(failures.sorted() == [])
  }

  @Test(arguments: [
    ("toascii.json", 87), ("IdnaTestV2.json", 2_670), ("IdnaTestV2-removed.json", 20),
  ])
  func `every domain has the ASCII form of the vectors, but for the listed ones`(
    file: String, count: Int
  ) throws {
    let cases = try WebPlatformSuite.cases(file)
    let expected = try ExpectedFailures.of(file)
    var failures: Set<String> = []
    for vector in cases {
      // An empty host can't be tried: the parser takes what follows for the host.
      guard let input = vector["input"] as? String, !input.isEmpty else { continue }
      let host = WebURL("https://\(input)/x")?.host
      if host != vector["output"] as? String { failures.insert(ExpectedFailures.spelled(input)) }
    }

    #expect(cases.count >= count)
    #expect(failures.subtracting(expected).sorted() == [], "not listed in expected-failures.txt")
    #expect(expected.subtracting(failures).sorted() == [], "listed, but passes or is gone")
  }

  @Test func `a query is percent-encoded in the page's encoding`() throws {
    let cases = try WebPlatformSuite.cases("percent-encoding.json")
    var wrong: [String] = []
    for vector in cases {
      let input = vector["input"] as? String ?? ""
      for (label, wanted) in vector["output"] as? [String: String] ?? [:] {
        let encoding = Encoding(label: label)
        let url = encoding.flatMap { WebURL("https://h/?\(input)", encoding: $0) }
        if url?.query != wanted { wrong.append("\(input) \(label) \(url?.query ?? "-") \(wanted)") }
      }
    }

    #expect(cases.count >= 7)
    #expect(wrong == [])
  }

  /// What differs from the vector, nil when nothing does.
  private static func difference(_ vector: [String: Any], _ input: String) -> String? {
    let baseText = vector["base"] as? String
    let base = baseText.flatMap { WebURL($0) }
    let url = baseText != nil && base == nil ? nil : WebURL(input, base: base)
    if vector["failure"] as? Bool == true { return url.map { "parsed as \($0)" } }
    guard let parts = url?.parts else { return "refused" }
    let found = [
      "href": parts.href, "origin": parts.origin, "protocol": parts.protocol,
      "username": parts.username, "password": parts.password, "host": parts.host,
      "hostname": parts.hostname, "port": parts.port, "pathname": parts.pathname,
      "search": parts.search, "hash": parts.hash,
    ]
    for (key, value) in found.sorted(by: { $0.key < $1.key }) {
      if let wanted = vector[key] as? String, wanted != value {
        return "\(key) is \(value), not \(wanted)"
      }
    }
    return nil
  }
}

/// The list of vectors that are known to fail, and why.
enum ExpectedFailures {
  /// The inputs listed for `file`, spelled by code points.
  static func of(_ file: String) throws -> Set<String> {
    let source = #filePath.split(separator: "/").dropLast().joined(separator: "/")
    let text = try LocalFileSystem().read("/\(source)/expected-failures.txt")
    let lines = String(decoding: text, as: UTF8.self).split(separator: "\n")
    return Set(
      lines.filter { $0.hasPrefix("\(file) ") }
        .compactMap { $0.split(separator: " #").first }
        .map { String($0.dropFirst(file.count + 1)) })
  }

  /// The code points of `text` in hexadecimal.
  static func spelled(_ text: String) -> String {
    text.unicodeScalars.map { String($0.value, radix: 16) }.joined(separator: ",")
  }
}
