import Bytes
import Testing
import TestSupport

@testable import Charset

struct CharsetDecisionTests {
  static let simplified = "关于申报二〇〇九年中小企业发展扶持资金的通知，各区县经济和信息化局："
  static let traditional = "關於申請中小企業發展扶持資金的通知，各縣市政府經濟發展局請依規定辦理："

  @Test func `a byte order mark outweighs every label`() {
    let body = [0xEF, 0xBB, 0xBF] + Self.bytes("通知", .utf8)

    let decision = CharsetDecision.decide(body: body, httpLabel: "gbk")

    #expect(decision.encoding == .utf8)
    #expect(decision.evidence == .byteOrderMark)
  }

  @Test(arguments: ["gb2312", "big5", "iso-8859-1", "utf-8", "nonsense"])
  func `valid UTF-8 is UTF-8 whatever the label says`(label: String) {
    let decision = CharsetDecision.decide(
      body: Self.bytes(Self.simplified, .utf8), httpLabel: label)

    #expect(decision.encoding == .utf8)
    #expect(decision.evidence == .validUTF8)
  }

  @Test func `decodes what was decided for as the encoding does`() {
    let text = Self.bytes(Self.simplified, .utf8)
    let bodies = [
      text, Array(text.dropLast()), [0xEF, 0xBB, 0xBF] + text, [0xFF, 0xFE, 0x1A, 0x90], [],
      Array("<p>".utf8), Self.bytes(Self.simplified, .gb18030),
    ]
    for body in bodies {
      let decision = CharsetDecision.decide(body: body, httpLabel: nil)

      #expect(decision.decode(body.span) == decision.encoding.decode(body))
    }
  }

  @Test(arguments: [1, 20, 1_500]) func `a tenth of errors decides wherever they stand`(many: Int) {
    let errors = [UInt8](repeating: 0xFF, count: many)
    let sequences = Array(String(repeating: "的", count: many * 10).utf8)
    func isUTF8(_ body: [UInt8]) -> Bool {
      CharsetDecision.decide(body: body, httpLabel: "gbk").encoding == .utf8
    }

    #expect(isUTF8(sequences + errors))
    #expect(!isUTF8(sequences.dropLast(3) + errors))
    if many < 1_000 {
      #expect(isUTF8(errors + sequences))
      #expect(!isUTF8(errors + sequences.dropLast(3)))
    }
  }

  @Test func `one cut character does not make UTF-8 something else`() {
    let body = Self.bytes(Self.simplified, .utf8).dropLast() + Array("<p>".utf8)

    let decision = CharsetDecision.decide(body: Array(body), httpLabel: "utf-8")

    #expect(decision.encoding == .utf8)
    #expect(decision.evidence == .mostlyUTF8(errors: 1))
  }

  @Test func `pairs that are UTF-8 by chance are what the label says`() {
    // Both readings are well formed: two letters of two bytes, or two Han characters.
    let body: [UInt8] = [0xC4, 0xB1, 0xD0, 0xA1]

    #expect(CharsetDecision.decide(body: body, httpLabel: "gb2312").encoding == .gbk)
    #expect(CharsetDecision.decide(body: body, httpLabel: nil).encoding == .utf8)
  }

  @Test(arguments: ["utf-8", "big5", "iso-8859-1", "windows-1251", "shift_jis", "euc-kr", "euc-jp"])
  func `a wrong label on GBK is refused and named`(label: String) {
    let decision = CharsetDecision.decide(
      body: Self.bytes(Self.simplified, .gbk), httpLabel: label)

    #expect(decision.encoding == .gb18030)
    #expect(
      decision.refused == [RefusedLabel(label: label, source: .http, reason: .contradicted)])
  }

  @Test(arguments: ["utf-8", "gb2312", "iso-8859-1", "shift_jis", "euc-kr"])
  func `a wrong label on Big5 is refused`(label: String) {
    let body = Self.bytes(Self.traditional, .big5)

    #expect(CharsetDecision.decide(body: body, httpLabel: label).encoding == .big5)
  }

  static let native: [(String, Encoding)] = [
    ("Постановление правительства Российской Федерации о порядке предоставления", .windows1251),
    ("Постановление правительства Российской Федерации о порядке предоставления", .koi8r),
    ("Les élèves ont été reçus à l'école où l'été précédent ils étaient déjà allés", .windows1252),
    ("Ανακοίνωση για την υποβολή αιτήσεων χρηματοδότησης μικρών επιχειρήσεων", .windows1253),
    ("中小企業支援資金の申請についてのお知らせです。よろしくお願いいたします。", .shiftJIS),
    ("中小企業支援資金の申請についてのお知らせです。よろしくお願いいたします。", .eucJP),
    ("중소기업 지원 자금 신청에 관한 안내문입니다. 잘 부탁드립니다.", .eucKR),
    (simplified, .gbk), (traditional, .big5), (traditional, .gbk),
  ]

  @Test(arguments: native)
  func `a right label is believed`(text: String, encoding: Encoding) {
    let decision = CharsetDecision.decide(
      body: Self.bytes(text, encoding), httpLabel: encoding.name)

    #expect(decision.encoding == encoding)
    #expect(decision.refused == [])
  }

  @Test func `the page's label counts where the server's is refused`() {
    let body = Array("<meta charset=gb18030>".utf8) + Self.bytes(Self.simplified, .gb18030)

    let decision = CharsetDecision.decide(body: body, httpLabel: "utf-8")

    #expect(decision.encoding == .gb18030)
    #expect(decision.evidence == .label("gb18030", source: .page))
  }

  @Test func `without a label the detector is asked, and its word is checked`() {
    let body = Self.bytes(Self.simplified, .gbk)

    let believed = CharsetDecision.decide(body: body, httpLabel: nil) { _ in "GB18030" }
    let refuted = CharsetDecision.decide(body: body, httpLabel: nil) { _ in "WINDOWS-1252" }

    #expect(believed.evidence == .detector("GB18030"))
    #expect(refuted.encoding == .gb18030)
    #expect(refuted.evidence == .pairStatistics)
  }

  @Test func `plain ASCII is what the label says, else UTF-8`() {
    let body = Array("<html><body>index</body></html>".utf8)

    #expect(CharsetDecision.decide(body: body, httpLabel: "gb2312").encoding == .gbk)
    #expect(CharsetDecision.decide(body: body, httpLabel: nil).evidence == .onlyASCII)
    #expect(CharsetDecision.decide(body: body, httpLabel: "utf-16").encoding == .utf8)
    #expect(CharsetDecision.decide(body: [], httpLabel: nil).encoding == .utf8)
  }

  @Test func `seven-bit Chinese is read where a detector sees it, never on a label`() {
    let body = Array("~{VPND~} is HZ".utf8)

    let detected = CharsetDecision.decide(body: body, httpLabel: nil) { _ in "HZ-GB-2312" }
    let labelled = CharsetDecision.decide(body: body, httpLabel: "hz-gb-2312")

    #expect(detected.encoding.decode(body).text == "中文 is HZ")
    #expect(labelled.encoding == .utf8)
    #expect(labelled.refused.map(\.reason) == [.dangerous])
  }

  @Test func `EUC-TW is known by its pairs, whatever a label says, and by a detector`() {
    // 「為台灣使用的漢字編碼方法之一，以」 of CNS 11643, and 湾 of its plane 3.
    let body: [UInt8] = [
      0xD2, 0xB3, 0xC6, 0xBA, 0xFD, 0xA4, 0xCB, 0xF0, 0xC6, 0xEE, 0xCE, 0xFB, 0xE9, 0xC7,
      0xC7, 0xF3, 0xEE, 0xBE, 0xEE, 0xA3, 0xC5, 0xC9, 0xCE, 0xCE, 0xC4, 0xE6, 0xC4, 0xA1,
      0xA1, 0xA2, 0xC5, 0xE8, 0x8E, 0xA3, 0xBC, 0xE3,
    ]

    for label in [nil, "gb2312", "big5", "euc-kr", "euc-jp", "euc-tw", "iso-8859-1"] {
      let decision = CharsetDecision.decide(body: body, httpLabel: label)
      #expect(decision.encoding == .eucTW, "\(label ?? "-")")
      #expect(decision.encoding.decode(body).text == "為台灣使用的漢字編碼方法之一，以湾")
    }
    #expect(Encoding(detected: "EUC-TW") == .eucTW)
    #expect(Encoding(label: "euc-tw") == nil)
  }

  @Test(arguments: [Encoding.utf16LE, .utf16BE], ["<html>通知</html>", "<html>index</html>"])
  func `UTF-16 without a mark is seen by its zero bytes`(encoding: Encoding, page: String) {
    let body = page.utf16.flatMap { unit -> [UInt8] in
      let bytes = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
      return encoding == .utf16BE ? bytes : bytes.reversed()
    }

    let decision = CharsetDecision.decide(body: body, httpLabel: nil)

    #expect(decision.encoding == encoding)
  }

  @Test(
    .enabled(if: SharedData.has("charset"), "\(SharedData.absence)"),
    arguments: LabelForm.allCases)
  func `real Chinese files are decided right without a detector`(form: LabelForm) throws {
    let files = try Self.files(SharedData.path("charset"))
    var wrong: [String] = []
    for path in files {
      let bytes = try LocalFileSystem().read(path)
      let name = path.lowercased()
      let wanted: Encoding =
        name.contains("big5")
        ? .big5 : name.contains("utf-8") ? .utf8 : name.contains("euc-tw") ? .eucTW : .gb18030
      for label in form.labels(against: wanted) {
        let body = form == .kept ? bytes : Self.withoutLabels(bytes)
        let found = CharsetDecision.decide(body: body, httpLabel: label).encoding
        if (found == .gbk ? .gb18030 : found) != wanted { wrong.append("\(label ?? "-") \(path)") }
      }
    }
    #expect(files.count > 40)
    #expect(wrong == [])
  }

  /// What is done to the labels of a file before it is decided.
  enum LabelForm: CaseIterable {
    case kept, removed, wrong

    func labels(against encoding: Encoding) -> [String?] {
      guard self == .wrong else { return [nil] }
      let all = ["utf-8", "gb2312", "big5", "iso-8859-1", "windows-1251", "euc-kr", "euc-jp"]
      return all.filter { Encoding(label: $0)?.name.prefix(2) != encoding.name.prefix(2) }
        .filter { !(encoding == .gb18030 && $0.hasPrefix("gb")) }
    }
  }

  private static func bytes(_ text: String, _ encoding: Encoding) -> [UInt8] {
    var encoder = ScalarEncoder(encoding)
    var bytes: [UInt8] = []
    for scalar in text.unicodeScalars { _ = encoder.encode(scalar, into: &bytes) }
    return bytes
  }

  private static func files(_ folder: String) throws -> [String] {
    let system = LocalFileSystem()
    return try system.names(in: folder).flatMap { name in
      let path = "\(folder)/\(name)"
      return system.isFolder(path) ? try files(path) : [path]
    }
  }

  /// The bytes with "charset" and "encoding" made unreadable.
  private static func withoutLabels(_ bytes: [UInt8]) -> [UInt8] {
    var output = bytes
    for word in ["charset", "encoding"] {
      let wanted = Array(word.utf8)
      for at in 0..<max(0, output.count - wanted.count) {
        let part = output[at..<at + wanted.count]
        if part.elementsEqual(wanted, by: { asciiLowercased($0) == $1 }) { output[at] = 0x78 }
      }
    }
    return output
  }
}
