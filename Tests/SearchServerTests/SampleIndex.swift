import Bytes
import Documents
import SearchIndex
import TestSupport

/// A small index in a data folder of its own, written by the real writer.
struct SampleIndex {
  private let folder: TemporaryFolder

  /// A data folder without an index.
  init() throws {
    folder = try TemporaryFolder()
    _ = try DataFolder.create(folder.path)
  }

  /// A data folder with one generation that holds `documents`.
  init(_ documents: [Document]) throws {
    try self.init()
    try publish(documents)
  }

  /// The data folder's path.
  var path: String { folder.path }
  /// The path of the index in it.
  var index: String { "\(folder.path)/index" }

  /// The sites of every sample.
  static let sites = [
    SiteLabel(id: "portal", name: "成都市人民政府", kind: "portal"),
    SiteLabel(id: "jxw", name: "市经济和信息化局", kind: "department"),
    SiteLabel(id: "wh", name: "武侯区人民政府", kind: "district", district: "武侯区"),
  ]

  /// Publishes a generation that holds these documents too.
  func publish(_ documents: [Document]) throws {
    let writer = try IndexWriter(store: IndexStore(folder: index))
    for document in documents { try writer.add(document) }
    _ = try writer.commit(highWaterMark: writer.highWaterMark, sites: Self.sites)
  }

  /// Puts these bytes where the file is that names the current generation.
  func write(current bytes: [UInt8]) throws {
    try FileDescriptor.open("\(index)/current", .truncate).write(bytes)
  }

  /// A document with a text about support funds.
  static func document(
    _ number: Int, title: String = "扶持资金管理办法", text: String = "企业可以申请扶持资金。", site: String = "jxw",
    date: String = "2009-12-04", type: DocumentType = .html, url: String? = nil
  ) -> Document {
    let address = url ?? "https://jxw.example.gov.cn/\(number).html"
    var metadata = GovernmentMetadata()
    metadata.documentNumber = "成办发〔2009〕\(number)号"
    metadata.issuer = "市政府办公厅"
    metadata.column = number.isMultiple(of: 2) ? "通知公告" : "政策解读"
    return Document(
      id: address, url: address, siteID: site, title: title, text: text,
      date: CalendarDate(iso: date), type: type,
      metadata: metadata)
  }

  /// Forty documents over three sites, three years and two types.
  static func forty() -> [Document] {
    (1...40).map { number in
      document(
        number, title: "扶持资金通知之\(number)", text: "第\(number)号：企业可以申请扶持资金，用于技术改造。",
        site: sites[number % 3].id, date: "\(2007 + number % 3)-0\(1 + number % 9)-11",
        type: number.isMultiple(of: 4) ? .pdf : .html)
    }
  }
}
