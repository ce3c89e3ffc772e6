import Bytes
import TestSupport
import Testing
import Tokenizer

@testable import SearchIndex

/// What goes into a run comes out of it, whole or by a stretch of its keys.
struct SortedRunTests {
  private struct Term: Equatable {
    var key: UInt64
    var spelling: [UInt8]?
    /// Document and value of each entry.
    var entries: [[UInt32]]
  }

  private let terms: [Term]

  init() {
    var random = SeededRandom()
    var key: UInt64 = 0
    terms = (0..<3000).map { index in
      // Now and then a step that needs more than one word, and in the end hashed keys.
      key +=
        index == 2500
        ? TokenKey.hashTag : index % 100 == 99 ? 1 << 40 : .random(in: 1...70000, using: &random)
      let spelling =
        TokenKey.isHashed(key) ? random.bytes(.random(in: 8...20, using: &random)) : nil
      var document: UInt32 = 0
      let entries = (0..<Int.random(in: 1...60, using: &random)).map { _ in
        document += .random(in: 0...3, using: &random)
        return [document, UInt32.random(in: 1...70000, using: &random)]
      }
      return Term(key: key, spelling: spelling, entries: entries)
    }
  }

  private func write(_ path: String, memoryLimit: Int) throws -> SortedRun {
    var writer = RunWriter(path: path, memoryLimit: memoryLimit, on: LocalFileSystem())
    for term in terms {
      try writer.begin(term.key, spelling: term.spelling, entryCount: term.entries.count)
      for entry in term.entries { writer.append(document: entry[0], value: entry[1]) }
    }
    return try writer.finish(arrivals: Array(0...200))
  }

  @Test func `entries that come packed and together are written as each by itself is`() throws {
    var random = SeededRandom()
    var one = RunWriter(path: "", memoryLimit: 1 << 24, on: LocalFileSystem())
    var other = RunWriter(path: "", memoryLimit: 1 << 24, on: LocalFileSystem())
    for term in 0..<300 {
      var document: UInt32 = 0
      let entries = (0..<Int.random(in: 0...400, using: &random)).map { _ in
        document = min(
          0x3FFFF, document + [0, 1, 2, 0xFFFE, 0xFFFF, 0x10000].randomElement(using: &random)!)
        let value: UInt64 = [0, 7, 0xFFFF, 0x10000, 0x3FFFFF].randomElement(using: &random)!
        return UInt64(term) << 40 | UInt64(document) << 22 | value
      }
      try one.begin(UInt64(term + 1), spelling: nil, entryCount: entries.count)
      try other.begin(UInt64(term + 1), spelling: nil, entryCount: entries.count)
      one.append(entries.span)
      for entry in entries {
        other.append(document: TokenBatch.document(entry), value: TokenBatch.value(entry))
      }
    }
    let (packed, single) = (try one.finish(arrivals: []), try other.finish(arrivals: []))
    #expect(packed.count == single.count)
    var words = HeapBuffer<UInt32>(zeros: packed.count)
    var expected = HeapBuffer<UInt32>(zeros: single.count)
    _ = try packed.read(at: 0, into: &words)
    _ = try single.read(at: 0, into: &expected)
    let (found, wanted) = (
      words.elements(first: packed.count), expected.elements(first: single.count)
    )
    #expect(found == wanted, "seed \(SeededRandom.seed)")
  }

  /// The encoded lists of the terms in `keys`.
  private func lists(_ run: SortedRun, _ keys: Range<UInt64>) throws -> [UInt64: [UInt8]] {
    var reader = RunReader(run, keys, DocumentOrder(norms: [UInt8](repeating: 3, count: 201)))
    var lists: [UInt64: [UInt8]] = [:]
    try reader.nextTerm()
    while let key = reader.key {
      #expect(reader.spelling == terms.first { $0.key == key }?.spelling)
      var postings = GatheredPostings()
      // Every other term is passed over, as the one before a stretch is.
      if key % 2 == 0 {
        try reader.take(into: &postings, hasPositions: true)
        lists[key] = encoded(&postings)
      } else {
        lists[key] = []
      }
      try reader.nextTerm()
    }
    return lists
  }

  private func encoded(
    _ postings: inout GatheredPostings, _ hasPositions: Bool = true
  ) -> [UInt8] {
    var encoder = PostingsEncoder(norms: [[UInt8](repeating: 3, count: 185_000), [], [], []])
    encoder.begin(hasPositions ? .body : .characters)
    postings.encode(into: &encoder, hasPositions: hasPositions)
    _ = encoder.finish()
    return encoder.postings + encoder.positions
  }

  private func expected(_ term: Term) -> [UInt8] {
    var postings = GatheredPostings()
    postings.reserve(term.entries.count)
    var last: UInt32?
    for entry in term.entries {
      postings.append(place: entry[1], of: entry[0], isNew: entry[0] != last)
      last = entry[0]
    }
    return encoded(&postings)
  }

  @Test(arguments: [0, 64 << 20])
  func `a run is read as it was written, in memory and from a file`(memoryLimit: Int) throws {
    let folder = try TemporaryFolder()
    let run = try write(folder.file("run"), memoryLimit: memoryLimit)

    let lists = try lists(run, 0..<UInt64.max)

    #expect(lists.count == terms.count)
    for term in terms where term.key % 2 == 0 { #expect(lists[term.key] == expected(term)) }
  }

  @Test(arguments: [1, 2, 7])
  func `stretches of the keys give every term once`(count: Int) throws {
    let folder = try TemporaryFolder()
    let run = try write(folder.file("run"), memoryLimit: 0)
    let stretches = SortedRun.stretches(of: [run, run], count: count)

    var keys: [UInt64] = []
    for stretch in stretches { keys += try lists(run, stretch).keys.sorted() }

    #expect(keys == terms.map(\.key))
    #expect(stretches.count == count)
  }

  @Test func `postings are sorted by number however they come`() {
    var random = SeededRandom()
    for count in [1, 2, 31, 33, 700, 5000] {
      let inOrder = (0..<UInt32(count)).map { $0 * 37 }
      let documents = inOrder.shuffled(using: &random)
      for hasPositions in [true, false] {
        #expect(
          encoded(documents, hasPositions) == encoded(inOrder, hasPositions),
          "seed \(SeededRandom.seed)")
      }
    }
  }

  /// The encoded list of documents that have up to three positions, given in this order.
  private func encoded(_ documents: [UInt32], _ hasPositions: Bool) -> [UInt8] {
    var postings = GatheredPostings()
    postings.reserve(3 * documents.count)
    for document in documents {
      let places = document % 3 + 1
      if hasPositions {
        for place in 0..<places {
          postings.append(place: document + 5 * place, of: document, isNew: place == 0)
        }
      } else {
        postings.append(document, frequency: places)
      }
    }
    return encoded(&postings, hasPositions)
  }

  @Test func `a bucket gives back its entries in order, sorted by their upper bits`() {
    var random = SeededRandom()
    var pool = BucketPool(byteCount: 0)
    var expected: [Int: [UInt64]] = [:]
    for round in 0..<2 {
      for index in 0..<UInt64(20_000) {
        let bucket = [0, 7, 65_535, 300 + Int(index % 50)].randomElement(using: &random) ?? 0
        let entry = UInt64.random(in: 0...300, using: &random) << 40 | index
        pool.append(entry, to: bucket)
        expected[bucket, default: []].append(entry)
      }
      var sorter = RadixSort()
      for (bucket, entries) in expected {
        let count = pool.gather(bucket, into: &sorter.entries)
        sorter.sort(first: count, bits: 40..<56)
        var sorted: [UInt64] = []
        for index in 0..<count { sorted.append(sorter.entries[index]) }
        #expect(sorted == entries.sorted(), "round \(round)")
      }
      let none = pool.gather(1, into: &sorter.entries)
      #expect(none == 0)
      pool.removeAll()
      expected = [:]
    }
  }
}
