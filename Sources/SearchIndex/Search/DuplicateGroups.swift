/// Groups ranked documents that say the same: each joins the first one before it that it is a near-duplicate of, or begins a group.
///
/// A document is compared with the first of each group only, so what a group is does not depend on how far down is looked.
/// Complexity: O(1) a document for texts that differ, by look-up of the hash and of the simhash's four bands.
struct DuplicateGroups {
  /// What a document is compared by.
  struct Fingerprint: Sendable, Equatable {
    /// The hash of its title and text.
    var content: UInt64
    /// The simhash of its text, 0 when it has none.
    var simhash: UInt64
    /// The tokens of its body, about.
    var length: UInt32
  }

  /// The most bits in which the simhashes of near-duplicates differ (Manku, Jain and Das Sarma 2007, §2).
  static let distance = 3
  /// In a text of fewer tokens than these a simhash says too little: another number makes another notice.
  static let minimumLength: UInt32 = 64

  private var firsts: [Fingerprint] = []
  private var byContent: [UInt64: Int] = [:]
  /// The latest group of a band of the first's simhash: of four bands at least one is equal when at most three bits differ.
  private var byBand: [UInt32: Int] = [:]
  /// For each group and band the group before that has the same, -1 for none: chains instead of an array each.
  private var earlier: [InlineArray<4, Int>] = []

  /// No groups, and room for so many.
  init(capacity: Int = 0) {
    firsts.reserveCapacity(capacity)
    earlier.reserveCapacity(capacity)
    byContent.reserveCapacity(capacity)
    byBand.reserveCapacity(4 * capacity)
  }

  /// The number of groups so far.
  var count: Int { firsts.count }

  /// The group of the next document; `count` before the call when it begins a new one.
  mutating func group(of document: Fingerprint) -> Int {
    if let known = byContent[document.content] ?? nearest(document) { return known }
    let group = firsts.count
    firsts.append(document)
    byContent[document.content] = group
    var before = InlineArray<4, Int>(repeating: -1)
    if Self.isComparable(document) {
      let bands = Self.bands(document.simhash)
      for index in bands.indices {
        before[index] = byBand.updateValue(group, forKey: bands[index]) ?? -1
      }
    }
    earlier.append(before)
    return group
  }

  /// The earliest group whose first document is a near-duplicate.
  private func nearest(_ document: Fingerprint) -> Int? {
    guard Self.isComparable(document) else { return nil }
    var nearest: Int?
    let bands = Self.bands(document.simhash)
    for index in bands.indices {
      var group = byBand[bands[index]] ?? -1
      while group >= 0 {
        let difference = firsts[group].simhash ^ document.simhash
        if difference.nonzeroBitCount <= Self.distance { nearest = min(nearest ?? group, group) }
        group = earlier[group][index]
      }
    }
    return nearest
  }

  private static func isComparable(_ document: Fingerprint) -> Bool {
    document.simhash != 0 && document.length >= minimumLength
  }

  /// The four quarters of a simhash, each with its number.
  private static func bands(_ simhash: UInt64) -> InlineArray<4, UInt32> {
    InlineArray { UInt32($0) << 16 | UInt32(simhash >> (16 * UInt64($0)) & 0xFFFF) }
  }
}
