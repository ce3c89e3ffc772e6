import SearchIndex

/// How often Han characters, and pairs of neighbours, occur in the documents of an index: a bigram model of its language.
struct CharacterModel: Sendable {
  /// first << 16 | second, ascending.
  private let pairs: [UInt32]
  private let counts: [UInt32]
  /// Where each first character's pairs begin; one more entry than characters.
  private let starts: [UInt32]
  private let characters: [UInt32]
  private let total: Float

  /// The pairs kept at most, 8 bytes each: beyond, those of one document are left out, then those of two, and so on.
  private static let mostPairs = 3 << 20
  /// The weight of the frequency of a character by itself, in documents.
  private static let smoothing: Float = 20

  /// The counts of an index.
  ///
  /// - Complexity: O(terms), one pass over the term dictionary.
  init(_ reader: IndexReader) {
    var found: [UInt64] = []
    var characters = [UInt32](repeating: 0, count: 1 << 16)
    reader.eachHanTerm { first, second, documents in
      guard first <= 0xFFFF, second <= 0xFFFF else { return }
      let documents = UInt32(clamping: documents)
      if second == 0 {
        characters[Int(first)] &+= documents
      } else {
        found.append(UInt64(first << 16 | second) << 32 | UInt64(documents))
      }
    }
    self.init(found, characters)
  }

  /// - Parameter found: pair << 32 | documents, in any order; equal pairs are added up.
  private init(_ found: consuming [UInt64], _ characters: [UInt32]) {
    found.sort()
    var (pairs, counts) = ([UInt32](), [UInt32]())
    for entry in found {
      let (pair, count) = (UInt32(entry >> 32), UInt32(truncatingIfNeeded: entry))
      if pairs.last == pair {
        counts[counts.count - 1] &+= count
      } else {
        pairs.append(pair)
        counts.append(count)
      }
    }
    var least: UInt32 = 1
    while counts.count > Self.mostPairs {
      least += 1
      let kept = counts.indices.filter { counts[$0] >= least }
      (pairs, counts) = (kept.map { pairs[$0] }, kept.map { counts[$0] })
    }
    var starts = [UInt32](repeating: 0, count: (1 << 16) + 1)
    for pair in pairs { starts[Int(pair >> 16) + 1] += 1 }
    for place in 1..<starts.count { starts[place] += starts[place - 1] }
    (self.pairs, self.counts, self.starts) = (pairs, counts, starts)
    self.characters = characters
    total = characters.reduce(1) { $0 + Float($1) }
  }

  /// How many documents have a character.
  func count(_ character: UInt16) -> UInt32 { characters[Int(character)] }

  /// How many documents have two characters in a row.
  ///
  /// - Complexity: O(log successors).
  func count(_ first: UInt16, _ second: UInt16) -> UInt32 {
    let range = successors(of: first)
    let pair = UInt32(first) << 16 | UInt32(second)
    let place = range.firstPlace { pairs[$0] >= pair }
    return place < range.upperBound && pairs[place] == pair ? counts[place] : 0
  }

  /// The places of the pairs that begin with a character.
  func successors(of first: UInt16) -> Range<Int> {
    Int(starts[Int(first)])..<Int(starts[Int(first) + 1])
  }

  /// The first of these places, all of one first character, whose second character is not before one; their end if none is.
  ///
  /// - Complexity: O(log distance).
  func firstSuccessor(_ places: Range<Int>, from second: UInt16) -> Int {
    var (low, step) = (places.lowerBound, 1)
    while low + step <= places.upperBound, self.second(low + step - 1) < second {
      low += step
      step *= 2
    }
    return (low..<min(low + step, places.upperBound)).firstPlace { self.second($0) >= second }
  }

  /// The second character of the pair at a place.
  func second(_ place: Int) -> UInt16 { UInt16(truncatingIfNeeded: pairs[place]) }

  /// How many documents have the pair at a place.
  func count(at place: Int) -> UInt32 { counts[place] }

  /// The negative natural logarithm of the share of a character among all.
  func cost(_ character: UInt16) -> Float {
    -logarithm((Float(count(character)) + 0.5) / total)
  }

  /// The negative natural logarithm of the chance that a character follows another, smoothed by how frequent it is by itself.
  func cost(_ second: UInt16, after first: UInt16) -> Float {
    cost(second, after: first, pairCount: count(first, second))
  }

  /// The same where the pair's count is known.
  func cost(_ second: UInt16, after first: UInt16, pairCount: UInt32) -> Float {
    let alone = (Float(count(second)) + 0.5) / total
    return -logarithm(
      (Float(pairCount) + Self.smoothing * alone) / (Float(count(first)) + Self.smoothing))
  }
}
