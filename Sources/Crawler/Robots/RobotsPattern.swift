/// A rule's path pattern: `*` stands for any bytes, `$` at the end for the end of the path (RFC
/// 9309 §2.2.3).
struct RobotsPattern: Sendable {
  /// Where the pattern stands in the shared bytes.
  let range: Range<Int>
  /// Where its first star stands, or the end of its literal text.
  private let firstStar: Int
  /// The end of the text to compare: without a final `$`.
  private let end: Int
  private let isAnchored: Bool

  /// Segments up to this length are searched for naively, longer ones by Knuth, Morris and Pratt,
  /// so that no search costs more than this times the path.
  private static let naiveLength = 8

  /// Takes the pattern that stands in `range` of `bytes`.
  init(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    self.range = range
    isAnchored = !range.isEmpty && bytes[range.upperBound - 1] == UInt8(ascii: "$")
    end = isAnchored ? range.upperBound - 1 : range.upperBound
    firstStar = bytes.offset(of: UInt8(ascii: "*"), in: range.lowerBound..<end) ?? end
  }

  /// Whether the pattern matches from the start of `path`; `steps` grows by the work done.
  ///
  /// Each part between stars is looked for at the first place where it can stand, which finds a
  /// match if there is one: no backtracking. The part before `$` is compared with the path's end.
  /// - Complexity: O(path + pattern).
  func matches(_ path: Span<UInt8>, _ bytes: Span<UInt8>, steps: inout Int) -> Bool {
    steps += 1
    guard isEqual(path, at: 0, bytes, range.lowerBound..<firstStar, &steps) else { return false }
    var position = firstStar - range.lowerBound
    if firstStar == end { return !isAnchored || position == path.count }
    var start = firstStar + 1
    while true {
      let stop = bytes.offset(of: UInt8(ascii: "*"), in: start..<end) ?? end
      steps += stop - start + 1
      if stop == end && isAnchored {
        let tail = path.count - (end - start)
        return tail >= position && isEqual(path, at: tail, bytes, start..<end, &steps)
      }
      guard let found = find(bytes, start..<stop, path, from: position, &steps) else {
        return false
      }
      if stop == end { return true }
      position = found + stop - start
      start = stop + 1
    }
  }

  private func isEqual(
    _ path: Span<UInt8>, at offset: Int, _ bytes: Span<UInt8>, _ part: Range<Int>,
    _ steps: inout Int
  ) -> Bool {
    guard part.count <= path.count - offset else { return false }
    var index = 0
    while index < part.count, path[offset + index] == bytes[part.lowerBound + index] { index += 1 }
    steps += index
    return index == part.count
  }

  /// The first offset from `position` on where `part` stands in `path`.
  private func find(
    _ bytes: Span<UInt8>, _ part: Range<Int>, _ path: Span<UInt8>, from position: Int,
    _ steps: inout Int
  ) -> Int? {
    guard !part.isEmpty else { return position }
    guard part.count <= Self.naiveLength else {
      return findLong(bytes, part, path, from: position, &steps)
    }
    var offset = position
    while offset <= path.count - part.count {
      steps += 1
      if path[offset] == bytes[part.lowerBound], isEqual(path, at: offset, bytes, part, &steps) {
        return offset
      }
      offset += 1
    }
    return nil
  }

  private func findLong(
    _ bytes: Span<UInt8>, _ part: Range<Int>, _ path: Span<UInt8>, from position: Int,
    _ steps: inout Int
  ) -> Int? {
    guard part.count <= path.count - position else { return nil }
    let borders = Self.borders(bytes, part)
    var matched = 0
    var offset = position
    steps += part.count + path.count - position
    while offset < path.count {
      while matched > 0, path[offset] != bytes[part.lowerBound + matched] {
        matched = borders[matched - 1]
      }
      if path[offset] == bytes[part.lowerBound + matched] { matched += 1 }
      offset += 1
      if matched == part.count { return offset - matched }
    }
    return nil
  }

  /// For each prefix of the part, the length of its longest proper border.
  private static func borders(_ bytes: Span<UInt8>, _ part: Range<Int>) -> [Int] {
    var borders = [Int](repeating: 0, count: part.count)
    var length = 0
    for index in 1..<part.count {
      let byte = bytes[part.lowerBound + index]
      while length > 0, byte != bytes[part.lowerBound + length] { length = borders[length - 1] }
      if byte == bytes[part.lowerBound + length] { length += 1 }
      borders[index] = length
    }
    return borders
  }
}
