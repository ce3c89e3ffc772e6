import Documents
import SearchIndex
import Synchronization

/// Documents that answers showed lately, so that one need not be unpacked, out of a block of many, each time it is shown.
///
/// Each share keeps two tables: what is asked for goes into the younger one, and when that holds half of what is allowed it
/// becomes the older one, whose documents are dropped unless they are asked for in the meantime. That is nearly "least
/// recently used first out", without a list to be kept in order.
final class DocumentCache: Sendable {
  private struct Tables {
    var younger: [UInt64: Document] = [:]
    var older: [UInt64: Document] = [:]
    /// About the bytes of the younger table.
    var size = 0
  }

  /// One of several, so that threads seldom wait for one another.
  private final class Share: Sendable {
    let tables = Mutex(Tables())
  }

  private let shares: [Share]
  /// The bytes of a table.
  private let limit: Int

  private static let shareCount = 8
  /// What a document costs besides its texts, about.
  private static let overhead = 512

  /// A cache of about `limit` bytes; 0 keeps nothing.
  init(limit: Int) {
    self.limit = limit / (2 * Self.shareCount)
    shares = (0..<Self.shareCount).map { _ in Share() }
  }

  /// The document of a hit, which `read` reads if it isn't kept. All hits are of one generation.
  ///
  /// - Complexity: O(1), amortised.
  func document(_ hit: Hit, _ read: (Hit) -> Document?) -> Document? {
    let key = UInt64(hit.segment) << 32 | UInt64(hit.document)
    let share = shares[Int(hit.document) % Self.shareCount]
    if let kept = share.tables.withLock({ Self.find(key, &$0) }) { return kept }
    guard let document = read(hit) else { return nil }
    let size = Self.size(document)
    // One document must not drive out many.
    guard size <= limit / 16 else { return document }
    // What is dropped is freed after the lock has been.
    let dropped = share.tables.withLock { put(document, key, size, &$0) }
    return withExtendedLifetime(dropped) { document }
  }

  /// A kept document; one of the older table moves to the younger one.
  private static func find(_ key: UInt64, _ tables: inout Tables) -> Document? {
    if let document = tables.younger[key] { return document }
    guard let document = tables.older.removeValue(forKey: key) else { return nil }
    tables.younger[key] = document
    tables.size += size(document)
    return document
  }

  /// Keeps a document; returns what is kept no more.
  private func put(
    _ document: Document, _ key: UInt64, _ size: Int, _ tables: inout Tables
  ) -> [UInt64: Document] {
    // Another thread may have been faster.
    if tables.younger.updateValue(document, forKey: key) == nil { tables.size += size }
    guard tables.size > limit else { return [:] }
    let dropped = tables.older
    tables.older = tables.younger
    (tables.younger, tables.size) = ([:], 0)
    return dropped
  }

  private static func size(_ document: Document) -> Int {
    overhead + document.id.utf8.count + document.url.utf8.count + document.title.utf8.count
      + document.text.utf8.count
  }
}
