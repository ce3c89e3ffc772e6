/// A pseudo-random sequence that is the same on every machine: SplitMix64 (Steele, Lea and Flood,
/// "Fast splittable pseudorandom number generators", 2014).
///
/// The standard library's `shuffle` and `randomElement` may change their draws between releases,
/// so everything the city draws goes through the methods here.
package struct CityRandom: Sendable {
  private var state: UInt64

  /// A sequence named by the city's seed and the parts of a name, such as a host and a page.
  package init(seed: UInt64, _ name: String...) {
    var hash = StableHash(seed: seed)
    for part in name {
      hash.combine(part)
      hash.combine(0x1F)
    }
    state = hash.value
  }

  /// The next 64 bits.
  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number in `0..<bound`; 0 when `bound` is 0 or less.
  package mutating func below(_ bound: Int) -> Int {
    guard bound > 0 else { return 0 }
    return Int((next() >> 11) % UInt64(bound))
  }

  /// A number in the closed range.
  package mutating func number(in range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.upperBound - range.lowerBound + 1)
  }

  /// True in `percent` of 100 draws.
  package mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

  /// One of the elements.
  ///
  /// - Precondition: `choices` is not empty.
  package mutating func pick<Element>(_ choices: [Element]) -> Element {
    precondition(!choices.isEmpty, "nothing to pick from")
    return choices[below(choices.count)]
  }

  /// At most `count` different elements, in their original order.
  package mutating func pick<Element>(_ count: Int, of choices: [Element]) -> [Element] {
    var wanted = min(count, choices.count)
    var picked: [Element] = []
    for (index, element) in choices.enumerated() where wanted > 0 {
      guard below(choices.count - index) < wanted else { continue }
      picked.append(element)
      wanted -= 1
    }
    return picked
  }

  /// The elements in a drawn order (Fisher and Yates).
  package mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
    var result = elements
    for last in stride(from: result.count - 1, to: 0, by: -1) {
      result.swapAt(last, below(last + 1))
    }
    return result
  }
}

/// FNV-1a, 64 bits: equal bytes give an equal value on every machine, unlike the salted `Hasher`.
package struct StableHash: Sendable {
  /// The hash of all that was combined so far.
  package private(set) var value: UInt64

  /// Starts from a seed; 0 gives the published FNV-1a offset basis.
  package init(seed: UInt64 = 0) { value = 0xCBF2_9CE4_8422_2325 ^ (seed &* 0x9E37_79B9_7F4A_7C15) }

  /// Mixes in one byte.
  package mutating func combine(_ byte: UInt8) {
    value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
  }

  /// Mixes in the text's UTF-8.
  package mutating func combine(_ text: String) {
    for byte in text.utf8 { combine(byte) }
  }

  /// Mixes in bytes.
  package mutating func combine(_ bytes: [UInt8]) {
    for byte in bytes { combine(byte) }
  }

  /// The value as 16 lower-case hexadecimal digits.
  package var hexadecimal: String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
