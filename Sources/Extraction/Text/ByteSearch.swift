import Charset

/// Plain search in bytes; the standard library's generic one costs ten times as much.
enum ByteSearch {
  /// The first offset at or after `start` where `pattern` stands; nil when it doesn't. Complexity: O(n·m), near O(n) for text.
  static func first(of pattern: [UInt8], in bytes: Span<UInt8>, from start: Int = 0) -> Int? {
    guard let head = pattern.first, bytes.count - start >= pattern.count else { return nil }
    var at = start
    let last = bytes.count - pattern.count
    while at <= last {
      if at &+ 8 <= last {
        let distance = ByteWord(bytes, at).distance(to: head)
        at &+= distance
        if distance == 8 { continue }
      }
      if bytes[at] == head, matches(pattern, bytes, at) { return at }
      at += 1
    }
    return nil
  }

  /// Whether `pattern` stands anywhere in `text`.
  static func contains(_ pattern: StaticString, in text: String) -> Bool {
    first(of: Array(pattern.description.utf8), in: text.utf8Span.span) != nil
  }

  private static func matches(_ pattern: [UInt8], _ bytes: Span<UInt8>, _ at: Int) -> Bool {
    var same = 1
    while same < pattern.count, bytes[at + same] == pattern[same] { same += 1 }
    return same == pattern.count
  }
}
