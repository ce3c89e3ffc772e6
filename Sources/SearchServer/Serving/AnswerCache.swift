import Synchronization

/// Answers of the generation that is served, least recently used out first: an answer is a function of its address, the generation and
/// what `Revalidation.tag` names besides, and many people ask the same.
package final class AnswerCache: Sendable {
  private struct Entry {
    var answer: ServerResponse
    /// The entity tag that the answer was made under.
    var tag: String
    var size: Int
    var newer: String?
    var older: String?
  }

  private struct Table {
    var entries: [String: Entry] = [:]
    var newest: String?
    var oldest: String?
    var size = 0
    var hits = 0
  }

  private let table = Mutex(Table())
  private let limit: Int

  /// What an entry costs besides its bodies and its address, about.
  private static let overhead = 512

  /// A cache of about `limit` bytes; 0 keeps nothing.
  package init(limit: Int) { self.limit = limit }

  /// The answer for an address, if it was made under this tag. O(1).
  package func answer(for address: String, tag: String) -> ServerResponse? {
    table.withLock { table in
      guard let entry = table.entries[address] else { return nil }
      guard entry.tag == tag else {
        Self.remove(address, &table)
        return nil
      }
      Self.unlink(address, &table)
      Self.link(address, &table)
      table.hits += 1
      return entry.answer
    }
  }

  /// Keeps an answer that has a tag of its own and is whole. O(1), amortised.
  package func keep(_ answer: ServerResponse, for address: String, tag: String) {
    let size =
      answer.body.count + (answer.compressedBody?.count ?? 0) + address.utf8.count + Self.overhead
    // One answer must not drive out many.
    guard size <= limit / 16, answer.status == 200, answer.entityTag == tag else { return }
    table.withLock { table in
      Self.remove(address, &table)
      table.entries[address] = Entry(answer: answer, tag: tag, size: size)
      Self.link(address, &table)
      table.size += size
      while table.size > limit, let oldest = table.oldest { Self.remove(oldest, &table) }
    }
  }

  /// Answers that were given again, and those that are kept.
  package var counts: (hits: Int, kept: Int) {
    table.withLock { ($0.hits, $0.entries.count) }
  }

  private static func link(_ address: String, _ table: inout Table) {
    table.entries[address]?.older = table.newest
    if let newest = table.newest { table.entries[newest]?.newer = address }
    table.newest = address
    table.oldest = table.oldest ?? address
  }

  private static func unlink(_ address: String, _ table: inout Table) {
    guard let entry = table.entries[address] else { return }
    if let newer = entry.newer {
      table.entries[newer]?.older = entry.older
    } else {
      table.newest = entry.older
    }
    if let older = entry.older {
      table.entries[older]?.newer = entry.newer
    } else {
      table.oldest = entry.newer
    }
    table.entries[address]?.newer = nil
    table.entries[address]?.older = nil
  }

  private static func remove(_ address: String, _ table: inout Table) {
    guard let entry = table.entries[address] else { return }
    unlink(address, &table)
    table.entries[address] = nil
    table.size -= entry.size
  }
}
