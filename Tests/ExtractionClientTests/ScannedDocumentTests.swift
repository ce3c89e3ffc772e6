import Bytes
import Documents
import ExtractionClient
import TestSupport
import Testing

/// A scanned document from end to end: drawn by the worker, wrapped as a scanner would, read by tesseract.
@Suite("Scanned document", .serialized, .timeLimit(.minutes(3)))
struct ScannedDocumentTests {
  private static let worker = "\(Program.products)/kuasou-extract"
  private static let program = try? RecognitionProgram.find(launcher: worker)
  /// Debian's package fonts-noto-cjk, by which poppler draws Chinese fonts that are not embedded.
  private static let hasFont = LocalFileSystem().exists("/usr/share/fonts/opentype/noto")

  private static let title = "关于印发中小企业扶持资金管理办法的通知"
  private static let paragraphs = [
    "各区（市）县人民政府，市政府各部门，有关单位：",
    "为贯彻落实国家和省关于促进中小企业健康发展的决策部署，规范扶持资金的使用和管理，提高财政资金使用效益，现将有关事项通知如下。",
    "一、扶持对象为在本市注册、具有独立法人资格、依法纳税的中小企业，重点支持先进制造、现代服务和农产品加工。",
    "二、申报单位应当在规定期限内通过政务服务网提交营业执照、财务报表和项目计划书，逾期不予受理。",
    "三、市经济和信息化局会同市财政局组织专家评审，评审结果向社会公示五个工作日，无异议的按程序拨付。",
    "四、各部门要加强监督检查，对弄虚作假、骗取资金的单位，依法追回资金，三年内不得再次申报，并追究有关人员责任。",
  ]

  /// A page as an agency's office sets it: number, title, paragraphs of 30 characters a line, signature and day.
  private static var page: [SamplePDF.Line] {
    var lines = [
      SamplePDF.Line(text: "锦府办发〔2021〕37号", left: 220, top: 110, size: 14),
      SamplePDF.Line(text: title, left: 110, top: 170, size: 20),
    ]
    var top = 220
    for paragraph in paragraphs {
      var rest = Array("　　\(paragraph)")[...]
      while !rest.isEmpty {
        lines.append(
          SamplePDF.Line(text: String(rest.prefix(30)), left: 87, top: top, size: 14))
        rest = rest.dropFirst(30)
        top += 26
      }
    }
    lines.append(SamplePDF.Line(text: "锦澜市人民政府办公厅", left: 318, top: top + 40, size: 14))
    lines.append(SamplePDF.Line(text: "二〇二一年八月五日", left: 325, top: top + 66, size: 14))
    return lines
  }

  private static func bigrams(_ text: String) -> [String: Int] {
    let han = text.unicodeScalars.filter { (0x4E00...0x9FFF).contains($0.value) }.map(String.init)
    return zip(han, han.dropFirst()).reduce(into: [:]) { $0[$1.0 + $1.1, default: 0] += 1 }
  }

  /// The harmonic mean of precision and recall of pairs of neighbouring Han characters.
  private static func agreement(_ found: String, _ expected: String) -> Double {
    let (found, expected) = (bigrams(found), bigrams(expected))
    let common = found.reduce(0) { $0 + min($1.value, expected[$1.key] ?? 0) }
    let total = found.values.reduce(0, +) + expected.values.reduce(0, +)
    return total == 0 ? 0 : 2 * Double(common) / Double(total)
  }

  /// What must be read of a page.
  private static let expected =
    (["锦府办发", title] + paragraphs + ["锦澜市人民政府办公厅", "二〇二一年八月五日"]).joined(separator: "\n")

  private static let absence: Comment =
    "SKIPPED: install the Debian packages tesseract-ocr, tesseract-ocr-chi-sim and fonts-noto-cjk"

  private let pool = ExtractionPool(workerPath: worker, workers: 1)

  private func image() throws -> [UInt8] {
    guard case .bitmap(let image) = pool.drawBlocking(page: 0, of: SamplePDF.bytes([Self.page]))
    else { throw ExtractionFailure.damaged }
    return image
  }

  /// Extracts a scan of these pages with recognition and prints what it took.
  private func read(_ pages: [[UInt8]]) async throws -> ExtractedContent {
    let recogniser = TextRecogniser(pool: pool, program: try #require(Self.program), atOnce: 1)
    let started = ContinuousClock.now
    let content = await recogniser.extract(
      bytes: ScannedPDF.bytes(pages), url: nil, contentType: nil)
    let seconds = started.duration(to: .now) / .seconds(pages.count)
    let whole = pages.map { _ in Self.expected }.joined(separator: "\n")
    print("recognition: F1 \(Self.agreement(content.text, whole)), \(seconds) s a page")
    return content
  }

  @Test(
    "two pages are read with nearly all their characters, the title and the day",
    .enabled(if: program != nil && hasFont, absence))
  func isRead() async throws {
    let image = try image()
    let scan = ScannedPDF.bytes([image, image])

    let unread = await pool.extract(bytes: scan, url: nil, contentType: nil)
    let content = try await read([image, image])

    #expect(unread.failure == .scanned)
    #expect(content.failure == nil, "\(content.warnings)")
    #expect(Self.agreement(content.text, "\(Self.expected)\n\(Self.expected)") > 0.95)
    #expect(content.title == Self.title)
    #expect(content.metadata.documentNumber == "锦府办发〔2021〕37号", "\(content.text)")
    #expect(content.created?.description == "2021-08-05", "\(content.text)")
    #expect(!content.text.contains("中 小") && content.text.contains("中小企业"))
  }

  @Test(
    "a page that lies askew, blurred and noisy, is read with most of its characters and the title",
    .enabled(if: program != nil && hasFont, absence))
  func badScan() async throws {
    let content = try await read([BadScan().graymap(of: try image())])

    #expect(Self.agreement(content.text, Self.expected) > 0.85, "\(content.text)")
    #expect(content.title == Self.title)
  }
}
