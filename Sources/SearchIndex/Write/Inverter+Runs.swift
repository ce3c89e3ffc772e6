import Bytes
import Tokenizer

extension Inverter {
  /// Writes the occurrences since the last run: those of the body's Han terms, and those of the others that come behind them.
  mutating func writeRuns(
    path: String, memoryLimit: Int, on files: any FileSystem
  ) throws(IndexError) -> (SortedRun, SortedRun) {
    var body = RunWriter(path: "\(path).body.tmp", memoryLimit: memoryLimit / 2, on: files)
    var rest = RunWriter(path: "\(path).rest.tmp", memoryLimit: memoryLimit / 2, on: files)
    let starts = others.sort(termCount: otherTerms.count)
    var terms = SortedTerms(otherTerms)
    for character in 0..<BucketPool.bucketCount {
      let count = bigrams.gather(character, into: &sorter.entries)
      if count == 0 { continue }
      try writeOthers(&terms, below: UInt64(character) << 21, starts, &body)
      let kept = content == .whole ? try writeCharacter(UInt64(character), count, &rest) : count
      sorter.sort(first: kept, bits: 40..<56)
      try writeBigrams(UInt64(character), kept, &body)
    }
    try writeOthers(&terms, below: IndexField.characters.termKey(0), starts, &body)
    try writeOthers(&terms, below: .max, starts, &rest)
    let written = arrivals
    removeAll()
    return (try body.finish(arrivals: written), try rest.finish(arrivals: written))
  }

  /// Writes the terms that have numbers and a key below `limit`.
  private mutating func writeOthers(
    _ terms: inout SortedTerms, below limit: UInt64, _ starts: [Int], _ run: inout RunWriter
  ) throws(IndexError) {
    while let (key, number) = terms.next(below: limit) {
      let range = starts[Int(number)]..<starts[Int(number) + 1]
      try run.begin(key, spelling: spellings[key], entryCount: range.count)
      for index in range {
        let entry = others[index]
        run.append(document: TokenBatch.document(entry), value: TokenBatch.value(entry))
      }
    }
  }

  /// Writes the list of a character that has `count` entries in the sorter; returns how many are left when the marks are gone.
  private mutating func writeCharacter(
    _ character: UInt64, _ count: Int, _ run: inout RunWriter
  ) throws(IndexError) -> Int {
    if starts.count <= count { starts.grow(to: 2 * count) }
    var (kept, documents, last) = (0, 0, UInt64.max)
    for index in 0..<count {
      let entry = sorter.entries[index]
      let document = entry &>> 22 & 0x3FFFF
      starts[documents] = document << 32 | UInt64(index)
      documents &+= document == last ? 0 : 1
      last = document
      sorter.entries[kept] = entry
      kept &+= entry &>> 40 == Self.runEnd ? 0 : 1
    }
    starts[documents] = UInt64(count)
    let key = IndexField.characters.termKey(character << 21)
    try run.begin(key, spelling: nil, entryCount: documents)
    for index in 0..<documents {
      let (start, next) = (starts[index], starts[index &+ 1])
      let frequency = UInt32(truncatingIfNeeded: next) &- UInt32(truncatingIfNeeded: start)
      run.append(document: UInt32(truncatingIfNeeded: start >> 32), value: frequency)
    }
    return kept
  }

  /// Writes the terms of a bucket, whose `count` entries are sorted.
  private func writeBigrams(
    _ character: UInt64, _ count: Int, _ run: inout RunWriter
  ) throws(IndexError) {
    let entries = sorter.entries.span(first: count)
    var start = 0
    while start < count {
      let second = entries[start] &>> 40
      var end = start &+ 1
      while end < count && entries[end] &>> 40 == second { end &+= 1 }
      try run.begin(character << 21 | second, spelling: nil, entryCount: end &- start)
      run.append(entries.extracting(start..<end))
      start = end
    }
  }

  private mutating func removeAll() {
    bigrams.removeAll()
    others.removeAll()
    otherTerms.removeAll()
    spellings.removeAll(keepingCapacity: true)
    arrivals.removeAll(keepingCapacity: true)
  }
}
