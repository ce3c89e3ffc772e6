/// The tables of the query log; docs/formats/query-log.md describes them.
enum QueryLogSchema {
  /// The steps from an empty file to the present version; step n makes version n.
  static let steps = [
    """
    CREATE TABLE queries (number INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
    CREATE TABLE searches (
      at INTEGER NOT NULL,
      query INTEGER NOT NULL REFERENCES queries,
      results INTEGER NOT NULL,
      took INTEGER NOT NULL
    );
    CREATE INDEX searches_by_time ON searches (at, query, results, took);
    CREATE TABLE clicks (
      at INTEGER NOT NULL,
      query INTEGER NOT NULL REFERENCES queries,
      position INTEGER NOT NULL
    );
    CREATE INDEX clicks_by_time ON clicks (at, query, position);
    """
  ]

  /// The version that this kuasou writes; in `PRAGMA user_version`.
  static var version: Int { steps.count }
}
