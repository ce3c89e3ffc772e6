import GRDB

extension CrawlState {
  /// The tables of the file.
  package enum Table: String, Sendable, CaseIterable {
    case meta, sites, hosts, urls, robots, runs
  }

  /// A table as text for `kuasou dump`: the names of its columns, then a line a row, values separated by `|`.
  ///
  /// - Parameters:
  ///   - columns: which columns; nil for all.
  ///   - limit: how many rows at most.
  package func dump(
    _ table: Table, columns: [String]? = nil, limit: Int = .max
  ) throws(CrawlError) -> [String] {
    try Self.run(path) {
      try queue.read { database in
        let known = try database.columns(in: table.rawValue).map(\.name)
        let wanted = columns?.filter { known.contains($0) } ?? known
        let rows = try Row.fetchCursor(
          database, sql: "SELECT \(wanted.joined(separator: ",")) FROM \(table.rawValue) LIMIT ?",
          arguments: [limit])
        var lines = [wanted.joined(separator: "|")]
        while let row = try rows.next() {
          lines.append(row.databaseValues.map(Self.text).joined(separator: "|"))
        }
        return lines
      }
    }
  }

  private static func text(_ value: DatabaseValue) -> String {
    switch value.storage {
    case .null: ""
    case .int64(let number): "\(number)"
    case .double(let number): "\(number)"
    case .string(let text): text
    case .blob(let bytes): "\(bytes.count) bytes"
    }
  }
}
