/// A text in which `*` stands for any bytes, none included.
struct WildcardPattern: Hashable, Sendable {
  /// The pattern's bytes.
  let bytes: [UInt8]

  private static let star = UInt8(ascii: "*")

  /// Whether it has no `*`.
  let isLiteral: Bool

  init(_ text: String) {
    bytes = Array(text.utf8)
    isLiteral = !bytes.contains(Self.star)
  }

  /// What stands before the first `*`.
  var literalPrefix: ArraySlice<UInt8> { bytes.prefix { $0 != Self.star } }

  /// Whether the pattern stands for exactly these bytes.
  ///
  /// - Complexity: O(pattern × text) at worst, O(text) for patterns with one `*`; no recursion, so that no pattern
  ///   can take exponential time.
  func matches(_ text: [UInt8]) -> Bool {
    var at = 0
    var place = 0
    var lastStar: Int?
    var retry = 0
    while place < text.count {
      if at < bytes.count, bytes[at] == Self.star {
        lastStar = at
        retry = place
        at += 1
      } else if at < bytes.count, bytes[at] == text[place] {
        at += 1
        place += 1
      } else if let star = lastStar {
        retry += 1
        place = retry
        at = star + 1
      } else {
        return false
      }
    }
    return bytes[at...].allSatisfy { $0 == Self.star }
  }

  /// Whether some text is matched by both patterns.
  ///
  /// - Complexity: O(pattern × pattern)
  func overlaps(_ other: WildcardPattern) -> Bool {
    if isLiteral && other.isLiteral { return bytes == other.bytes }
    // reachable[j]: some text is matched by the part of `self` read so far and by other.bytes[..<j].
    var reachable = [true] + other.bytes.map { _ in false }
    closeOverStars(of: other, &reachable)
    for byte in bytes {
      var next = [Bool](repeating: false, count: reachable.count)
      next[0] = byte == Self.star && reachable[0]
      for (index, otherByte) in other.bytes.enumerated() {
        if byte == Self.star {
          // The star takes nothing, or what other's next byte stands for.
          next[index + 1] = reachable[index + 1] || next[index]
        } else if otherByte == Self.star {
          // Other's star takes this byte and may take more, or takes nothing.
          next[index + 1] = reachable[index + 1] || reachable[index] || next[index]
        } else {
          next[index + 1] = reachable[index] && byte == otherByte
        }
      }
      closeOverStars(of: other, &next)
      reachable = next
    }
    return reachable[other.bytes.count]
  }

  private func closeOverStars(of other: WildcardPattern, _ reachable: inout [Bool]) {
    for (index, byte) in other.bytes.enumerated() where byte == Self.star && reachable[index] {
      reachable[index + 1] = true
    }
  }
}
