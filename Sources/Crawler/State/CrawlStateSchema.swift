import GRDB

/// The tables of the crawl state; docs/formats/crawl-state.md describes them.
enum CrawlStateSchema {
  /// The version that this kuasou writes; in `PRAGMA user_version`.
  static let version = 1

  /// The steps from an empty file to the present version; step n makes version n.
  static let steps: [String] = [
    """
    CREATE TABLE meta (key TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE sites (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE);
    CREATE TABLE hosts (number INTEGER PRIMARY KEY, authority TEXT NOT NULL UNIQUE);
    CREATE TABLE urls (
      id INTEGER PRIMARY KEY,
      hash INTEGER NOT NULL,
      url TEXT NOT NULL,
      site INTEGER NOT NULL REFERENCES sites,
      host INTEGER NOT NULL REFERENCES hosts,
      depth INTEGER NOT NULL,
      source TEXT NOT NULL,
      source_id INTEGER,
      found_at INTEGER NOT NULL,
      pending INTEGER NOT NULL DEFAULT 1,
      verdict TEXT,
      status INTEGER,
      reason TEXT,
      moved_to TEXT,
      fetched_at INTEGER,
      took INTEGER,
      bytes INTEGER,
      etag TEXT,
      last_modified TEXT,
      content_hash INTEGER,
      stored INTEGER NOT NULL DEFAULT 0,
      file INTEGER,
      offset INTEGER,
      revisit_interval INTEGER NOT NULL DEFAULT 0,
      due INTEGER,
      gone_count INTEGER NOT NULL DEFAULT 0,
      failure_count INTEGER NOT NULL DEFAULT 0
    );
    CREATE UNIQUE INDEX urls_by_hash ON urls (hash);
    CREATE INDEX urls_waiting ON urls (host, pending, id) WHERE pending > 0;
    CREATE INDEX urls_due ON urls (due) WHERE pending = 0 AND due IS NOT NULL;
    CREATE TABLE robots (
      origin TEXT PRIMARY KEY,
      fetched_at INTEGER NOT NULL,
      status INTEGER NOT NULL,
      content_type TEXT,
      body BLOB NOT NULL,
      redirects INTEGER NOT NULL,
      expires INTEGER NOT NULL,
      failures INTEGER NOT NULL,
      reason TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE runs (
      number INTEGER PRIMARY KEY,
      began INTEGER NOT NULL,
      ended INTEGER,
      outcome TEXT,
      report TEXT
    );
    """
  ]
}
