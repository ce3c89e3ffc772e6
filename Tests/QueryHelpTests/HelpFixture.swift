import Bytes
import Documents
import SearchIndex
import TestSupport

@testable import QueryHelp

/// A small index of documents about support funds, and the help that is made out of it.
struct HelpFixture {
  private let folder: TemporaryFolder
  private let store: IndexStore

  /// An index of the usual documents.
  init() throws {
    folder = try TemporaryFolder()
    store = IndexStore(folder: "\(folder.path)/index")
    var documents = (0..<60).map { number in
      Self.document(
        "fund\(number)", "\(["市", "区", ""][number % 3])扶持资金管理办法", "企业可以申请扶持资金，用于技术改造。")
    }
    documents += (0..<12).map { number in
      Self.document(
        "talent\(number)", "\(["做好", ""][number % 2])人才引进工作的\(["通知", "意见", "办法"][number % 3])",
        "人才引进，按照本办法办理。重庆市也可以申请。")
    }
    try publish(documents)
  }

  /// Publishes a generation.
  func publish(_ documents: [Document], delete: [String] = []) throws {
    let writer = try IndexWriter(store: store)
    for id in delete { try writer.delete(id) }
    for document in documents { try writer.add(document) }
    _ = try writer.commit(highWaterMark: HighWaterMark(), sites: [])
  }

  static func document(_ id: String, _ title: String, _ text: String) -> Document {
    Document(id: id, url: "http://a/\(id)", siteID: "s", title: title, text: text)
  }

  func reader() throws -> IndexReader { try store.openCurrent().reader }

  func help() throws -> QueryHelp { QueryHelp(try reader()) }
}
