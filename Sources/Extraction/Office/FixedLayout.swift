/// Reads the pages of an OFD document (GB/T 33190-2016): text stands in TextCode elements at positions of their text objects.
enum FixedLayout {
  /// The text of each page in order, lines put together by position.
  static func pages(_ members: [ArchiveMembers.Member], pageCount: inout Int?) -> [String] {
    let pages = members.filter { $0.name.contains("/Pages/") && $0.name.hasSuffix("Content.xml") }
      .sorted { key($0.name) < key($1.name) }
    pageCount = pages.count
    let others = pages.isEmpty ? members : pages
    return others.map { member in
      var collector = PageCollector()
      _ = XMLEvents.read(member.bytes, into: &collector)
      return collector.text
    }
  }

  /// The numbers in a path: Doc_0/Pages/Page_10/Content.xml is 0, 10.
  private static func key(_ name: String) -> Int {
    name.split(separator: "/").reduce(0) { sum, part in
      (sum &* 100_000) &+ (Int(String(part.filter { $0.isASCII && $0.isNumber }.prefix(5))) ?? 0)
    }
  }

  private struct PageCollector: XMLHandler {
    private struct Run {
      var top: Double
      var left: Double
      var text: [UInt8]
    }
    private var runs: [Run] = []
    private var box: (left: Double, top: Double) = (0, 0)
    private var size = 3.0
    private var inCode = false
    private var current = Run(top: 0, left: 0, text: [])

    mutating func start(_ name: String, _ attributes: [String: String]) {
      if name == "TextObject" {
        let numbers = (attributes["Boundary"] ?? "").split(separator: " ").compactMap { Double($0) }
        box = numbers.count >= 2 ? (numbers[0], numbers[1]) : (0, 0)
        size = Double(attributes["Size"] ?? "") ?? size
      } else if name == "TextCode" {
        inCode = true
        current = Run(
          top: box.top + (Double(attributes["Y"] ?? "") ?? 0),
          left: box.left + (Double(attributes["X"] ?? "") ?? 0), text: [])
      }
    }

    mutating func end(_ name: String) {
      guard name == "TextCode" else { return }
      inCode = false
      if !current.text.isEmpty { runs.append(current) }
    }

    mutating func text(_ bytes: [UInt8]) { if inCode { current.text.append(contentsOf: bytes) } }

    /// Runs in document order; one that stands level with the last goes on its line.
    var text: String {
      var output: [UInt8] = []
      var last: Run?
      for run in runs {
        if let last, abs(run.top - last.top) > size * 0.5, let end = output.last, end != 10 {
          output.append(10)
        }
        Blanks.append(run.text, to: &output)
        last = run
      }
      return String(decoding: output, as: UTF8.self)
    }
  }
}
