/// The suffixes of a text of characters in ascending order, with what neighbours have in common: where a piece occurs is one range.
///
/// Characters below `separators` end a suffix: nothing that holds one counts as common.
struct SuffixOrder {
  /// Where the suffixes begin.
  let places: [UInt32]
  /// How many characters each suffix has in common with the one before it, up to `depth`.
  let common: [UInt8]

  /// Orders the suffixes by their first `depth` characters.
  ///
  /// - Complexity: O(n log n) comparisons of two characters, nearly all of 64 bits.
  init(_ text: [UInt16], depth: Int, separators: UInt16) {
    var keyed: [(key: UInt64, place: UInt32)] = []
    keyed.reserveCapacity(text.count)
    for place in text.indices where text[place] >= separators {
      keyed.append((Self.key(text, place, separators), UInt32(place)))
    }
    keyed.sort { left, right in
      if left.key != right.key { return left.key < right.key }
      if left.key & 0xFFFF == 0 { return left.place < right.place }
      return Self.precedes(text, Int(left.place), Int(right.place), depth, separators)
    }
    places = keyed.map(\.place)
    var common = [UInt8](repeating: 0, count: keyed.count)
    for place in keyed.indices.dropFirst() {
      common[place] = UInt8(
        Self.commonLength(
          text, Int(keyed[place - 1].place), Int(keyed[place].place), depth, separators))
    }
    self.common = common
  }

  /// The first four characters as a number, 0 after a separator.
  private static func key(_ text: [UInt16], _ place: Int, _ separators: UInt16) -> UInt64 {
    var key: UInt64 = 0
    var hasEnded = false
    for offset in 0..<4 {
      let character = place + offset < text.count ? text[place + offset] : 0
      hasEnded = hasEnded || character < separators
      key = key << 16 | UInt64(hasEnded ? 0 : character)
    }
    return key
  }

  private static func commonLength(
    _ text: [UInt16], _ left: Int, _ right: Int, _ depth: Int, _ separators: UInt16
  ) -> Int {
    var length = 0
    while length < depth, left + length < text.count, right + length < text.count,
      text[left + length] == text[right + length], text[left + length] >= separators
    { length += 1 }
    return length
  }

  private static func precedes(
    _ text: [UInt16], _ left: Int, _ right: Int, _ depth: Int, _ separators: UInt16
  ) -> Bool {
    let length = commonLength(text, left, right, depth, separators)
    guard length < depth else { return left < right }
    func at(_ place: Int) -> UInt16 {
      place < text.count && text[place] >= separators ? text[place] : 0
    }
    let (first, second) = (at(left + length), at(right + length))
    return first == second ? left < right : first < second
  }
}
