import Documents
import Extraction
import ExtractionClient
import FoundationEssentials
import Sandbox

/// The worker: confines itself, greets, then answers requests until its input ends.
enum Worker {
  /// Folders that text extraction reads: poppler's CMaps, fonts and their configuration, glibc's character set modules.
  private static let readable = [
    "/usr/share/poppler", "/usr/share/fonts", "/usr/share/fontconfig", "/etc/fonts",
    "/var/cache/fontconfig",
    "/usr/lib/x86_64-linux-gnu/gconv", "/usr/lib/aarch64-linux-gnu/gconv",
    "/usr/share/zoneinfo/UTC",
  ]

  /// Enters the sandbox after everything that loads lazily was touched once.
  static func confine() -> [Sandbox.Feature: Sandbox.State] {
    Sandbox.closeForeignDescriptors()
    warmUp()
    return Sandbox.enter(SandboxLimits(), readable: readable)
  }

  /// Lets libraries load their modules while files can still be opened.
  static func warmUp() {
    let page = "<html><head><title>预热</title></head><body><p>2009年12月4日，第一句。</p></body></html>"
    _ = Extractor.extract(
      bytes: Array(page.utf8), url: "http://localhost/", contentType: "text/html; charset=gb18030")
    _ = PDFSelfTest.warning
  }

  /// Answers requests until the input ends; false when the client went away in the middle.
  static func serve(_ states: [Sandbox.Feature: Sandbox.State]) -> Bool {
    let hello = WorkerHello(
      sandbox: Dictionary(
        uniqueKeysWithValues: states.map { ($0.key.rawValue, $0.value.description) }),
      warnings: [PDFSelfTest.warning].compactMap { $0 })
    var stream = FrameStream()
    guard let header = try? JSONEncoder().encode(hello),
      stream.say(WorkerFrame(kind: .hello, header: [UInt8](header)))
    else { return false }
    while let frame = stream.next() {
      guard stream.say(answer(to: frame).frame) else { return false }
    }
    return true
  }

  private static func answer(to frame: WorkerFrame) -> WorkerAnswer {
    guard frame.kind == .request, let request = WorkerRequest(wire: frame.header) else {
      return refused("the request was malformed")
    }
    switch request.operation {
    case .extract:
      return .content(
        Extractor.extract(
          bytes: frame.body, url: request.url, contentType: request.contentType))
    case .index: return .content(indexed(request, frame.body))
    case .sniff:
      return .content(Extractor.sniff(bytes: frame.body, contentType: request.contentType))
    case .ping: return .content(ExtractedContent(type: .other))
    case .draw: return drawn(request, frame.body)
    case .recognised:
      guard let (file, tables) = request.split(frame.body) else {
        return refused("the request was malformed")
      }
      return .content(Extractor.extract(bytes: file, recognised: tables))
    }
  }

  /// What the index keeps of a file: links are not even collected.
  private static func indexed(_ request: WorkerRequest, _ bytes: [UInt8]) -> ExtractedContent {
    var limits = ExtractionLimits()
    limits.links = 0
    var content = Extractor.extract(
      bytes: bytes, url: request.url, contentType: request.contentType, limits: limits)
    content.links = []
    content.outline = []
    content.evidence = [:]
    return content
  }

  private static func drawn(_ request: WorkerRequest, _ bytes: [UInt8]) -> WorkerAnswer {
    do throws(ExtractionFailure) {
      return .bitmap(try Extractor.draw(page: request.page, of: bytes))
    } catch {
      var failed = ExtractedContent(type: .pdf)
      failed.failure = error
      return .content(failed)
    }
  }

  private static func refused(_ reason: String) -> WorkerAnswer {
    var refused = ExtractedContent(type: .other)
    refused.failure = .damaged
    refused.warnings = [reason]
    return .content(refused)
  }

  /// Tries from inside what must not be possible and prints each result; true when all was refused.
  static func proveConfinement() -> Bool {
    let states = confine()
    for feature in Sandbox.Feature.allCases {
      print("\(feature.rawValue): \(states[feature]?.description ?? "missing")")
    }
    var isTight = true
    for attempt in SandboxProof.attempts() {
      print("\(attempt.isRefused ? "refused" : "ALLOWED"): \(attempt.deed) (errno \(attempt.code))")
      isTight = isTight && attempt.isRefused
    }
    print("poppler-data: \(PDFSelfTest.warning ?? "found")")
    return isTight
  }
}
