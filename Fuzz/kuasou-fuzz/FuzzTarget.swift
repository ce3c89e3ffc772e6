import Bytes
import Charset
import Crawler
import Documents
import Extraction
import SearchIndex
import Tokenizer

/// The parsers of foreign bytes that libFuzzer can be pointed at, by `FUZZ_TARGET`.
enum FuzzTarget: String, CaseIterable {
  case charset, dates, file, gzip, headers, help, html, links, metadata, ofd, query, robots
  case rtf, segment, sheet, sitemap, sites, tokenizer, url, warc

  /// Gives the bytes to the parser; a trap, a hang or a memory error is what the fuzzer looks for.
  func run(_ bytes: [UInt8]) {
    switch self {
    case .charset: decode(bytes)
    case .dates: readDates(bytes)
    case .file: extract(bytes, nil)
    case .headers: readHeaders(bytes)
    case .help: HelpTarget.shared.run(bytes)
    case .html: extract(Array("<html>".utf8) + bytes, "text/html")
    case .metadata: extract(Self.page(metadata: bytes), "text/html; charset=utf-8")
    case .ofd: extract(Self.ofd(bytes), nil)
    case .sheet: extract(CompoundWrapper.file(bytes, stream: "Workbook"), nil)
    case .rtf: extract(Array("{\\rtf1\\ansi\\ansicpg936 ".utf8) + bytes, nil)
    case .gzip: _ = Gzip.decompress(bytes.span, limit: 1 << 20)
    case .links: scanLinks(bytes)
    case .query: parseQuery(String(decoding: bytes, as: UTF8.self))
    case .robots: askRobots(bytes)
    case .segment: SegmentTarget.shared.run(bytes)
    case .sitemap: _ = SitemapFile.parse(bytes)
    case .sites: _ = SitesFile.parse(bytes: bytes, path: "fuzz.conf")
    case .tokenizer: _ = tokens(of: String(decoding: bytes, as: UTF8.self), .all)
    case .url: parseURL(bytes)
    case .warc: readWARC(bytes)
    }
  }

  private func decode(_ bytes: [UInt8]) {
    let encoding = Encoding.allCases[Int(bytes.first ?? 0) % Encoding.allCases.count]
    let decoded = encoding.decode(Array(bytes.dropFirst()))
    precondition(
      String(validating: decoded.utf8, as: UTF8.self) != nil, "decoders give valid UTF-8")
    _ = CharsetDecision.decide(body: bytes.span, httpLabel: nil)
  }

  private func extract(_ bytes: [UInt8], _ contentType: String?) {
    // poppler is fuzzed by others, and only runs in the confined worker.
    guard ContentSniffer.type(of: bytes.span, contentType: contentType) != .pdf else { return }
    _ = Extractor.extract(bytes: bytes, url: "http://a.gov.cn/", contentType: contentType)
  }

  /// A page whose fields of 国办发〔2017〕47号 and label table hold the bytes.
  private static func page(metadata bytes: [UInt8]) -> [UInt8] {
    let value = bytes.filter { ![0x22, 0x3C, 0x3E].contains($0) }
    var page = Array("<html><head>".utf8)
    for name in ["ArticleTitle", "PubDate", "ContentSource", "ColumnName", "Keywords"] {
      page += Array("<meta name=\"\(name)\" content=\"".utf8) + value + Array("\">".utf8)
    }
    page += Array("</head><body><table><tr><td>发文字号：</td><td>".utf8) + value
    page += Array("</td><td>成文日期：".utf8) + value
    return page + Array("</td></tr></table><p>正文。</p></body></html>".utf8)
  }

  /// An OFD document whose only page holds the bytes.
  private static func ofd(_ bytes: [UInt8]) -> [UInt8] {
    var zip = StoredZip()
    zip.add("OFD.xml", Array("<ofd:OFD xmlns:ofd=\"http://www.ofdspec.org/2016\"/>".utf8))
    zip.add("Doc_0/Pages/Page_0/Content.xml", bytes)
    return zip.bytes
  }

  private func readDates(_ bytes: [UInt8]) {
    for number in DocumentNumber.find(in: bytes.span) {
      precondition(number.bytes.upperBound <= bytes.count, "a number lies in the text")
    }
    let text = String(decoding: bytes, as: UTF8.self)
    if let date = CalendarDate(iso: text) {
      precondition(CalendarDate(iso: date.description) == date, "a day is read as it is written")
    }
    _ = DurationText.parse(text)
    extract(Array("成都市人民政府文件\n".utf8) + bytes, "text/plain; charset=utf-8")
  }

  private func readHeaders(_ bytes: [UInt8]) {
    let value = String(decoding: bytes, as: UTF8.self)
    let pause = RetryAfter.parse(value, now: UnixTime(milliseconds: 1_260_000_000_000))
    precondition(pause.map { RetryAfter.limits.contains($0) } ?? true, "a pause is within limits")
    var robots = RobotsDirectives()
    robots.add(header: value, agent: "kuasou")
    _ = robots.allowsIndexing(at: .now)
    _ = Page(
      httpMessage: Array("HTTP/1.1 200 OK\r\n".utf8) + bytes, url: "http://a.gov.cn/", siteID: "",
      fetchedAt: .now)
  }

  private func scanLinks(_ bytes: [UInt8]) {
    guard let page = WebURL("http://a.gov.cn/b/c?d") else { return }
    let found = LinkScanner.scan(html: bytes, encoding: .gbk, pageURL: page)
    precondition(found.links.allSatisfy { $0.url.isHTTP }, "only http and https links are found")
  }

  private func askRobots(_ bytes: [UInt8]) {
    let rules = RobotsFile.parse(bytes).rules
    _ = rules.verdict(agent: "kuasou", url: "http://a.gov.cn/b?c=%e6%89%b6")
    _ = rules.delaySeconds(agent: "kuasou")
  }

  private func parseQuery(_ text: String) {
    let query = QueryParser.parse(text)
    precondition(
      query.limits.allSatisfy { text.contains($0.text) }, "a limit is said as it was written")
    precondition(
      query.root != nil || query.wordCount == 0 || !query.notes.isEmpty,
      "what is passed over is said")
  }

  private func parseURL(_ bytes: [UInt8]) {
    guard let url = WebURL(bytes: bytes, base: WebURL("http://a.gov.cn/b/c?d#e")) else { return }
    precondition(WebURL(url.href)?.href == url.href, "a serialised URL parses to itself")
    _ = URLNormalizer().normalize(url)
  }

  private func readWARC(_ bytes: [UInt8]) {
    guard let (record, end) = WARCRecord.read(bytes) else { return }
    precondition(end <= bytes.count, "a record ends inside the bytes")
    _ = PageRecord(warc: record)
  }
}
