import Bytes
import Documents
import SearchIndex

/// A small index whose segment gets foreign bytes in the middle of a section, under a table of sections that still holds.
///
/// Bytes: 4 for where in the file, the rest goes over what is there. The last bytes of the file, which are checked when it is opened, are
/// left as they are, so that what the readers trust is only what they check themselves.
final class SegmentTarget: Sendable {
  static let shared = SegmentTarget()

  private let store: IndexStore
  private let path: String
  private let sound: [UInt8]
  private let queries: [BenchQuery]

  /// The table and trailer of a segment with all its sections take less.
  private static let tailLength = 1024

  private init() {
    let folder = "/tmp/kuasou-fuzz-\(UnixTime.now.milliseconds)"
    store = IndexStore(folder: folder)
    do {
      let writer = try IndexWriter(store: store)
      for number in 0..<400 {
        var text = "扶持资金"
        for step in 0..<40 { text += ["企业", "办法，", "通知", "2009 "][(number * step + number) % 4] }
        try writer.add(
          Document(id: "\(number)", url: "", siteID: "s\(number % 5)", title: "通知", text: text))
      }
      _ = try writer.commit(highWaterMark: HighWaterMark(), sites: [])
      let names = try LocalFileSystem().names(in: "\(folder)/segments")
      path = "\(folder)/segments/\(names.first ?? "")"
      sound = try LocalFileSystem().read(path, limit: 1 << 24)
    } catch { preconditionFailure("no index to fuzz: \(error)") }
    queries = ["or", "and", "phrase", "count_and", "count_phrase"].compactMap {
      BenchQuery(line: "1\tfuzz\t\($0)\t10\t扶持资金\t扶持 持资 资金\t")
    }
  }

  func run(_ bytes: [UInt8]) {
    guard bytes.count > 4 else { return }
    let place = bytes.prefix(4).reduce(0) { $0 << 8 | Int($1) } % (sound.count - Self.tailLength)
    var damaged = sound
    for (index, byte) in bytes.dropFirst(4).enumerated()
    where place + index < sound.count - Self.tailLength { damaged[place + index] = byte }
    do {
      try FileDescriptor.open(path, .truncate).write(damaged)
      let reader = try store.openCurrent().reader
      for query in queries { _ = reader.bench(query, repetitions: 1) }
      let parsed = QueryParser.parse("扶持资金 通知 OR 2009")
      for hit in reader.search(SearchRequest(query: parsed, facets: true)).hits {
        _ = reader.document(hit).map { reader.snippet($0, for: parsed) }
      }
    } catch {
      // Damage that is found when the file is opened is what checksums are for.
    }
  }
}
