/// Writes the sections postings, positions, dictionary and summary, term after term.
struct ListWriter: ~Copyable {
  private let file: SegmentFileWriter
  private let side: SideFile
  /// Takes the postings of the term that has begun.
  var encoder: PostingsEncoder
  private var dictionary = TermDictionaryWriter()
  private var summary: SegmentSummary

  init(file: SegmentFileWriter, norms: [[UInt8]], summary: SegmentSummary) throws(IndexError) {
    self.file = file
    self.summary = summary
    side = try SideFile(path: "\(file.path).positions.tmp")
    encoder = PostingsEncoder(norms: norms)
    file.begin(.postings)
  }

  /// Begins the list of a term, which the caller then adds to `encoder`.
  mutating func begin(_ field: IndexField) { encoder.begin(field) }

  /// Ends the list; a term without documents is left out.
  mutating func end(_ key: UInt64, spelling: [UInt8]?) throws(IndexError) {
    let ended = encoder.finish()
    guard ended.documents > 0 else { return }
    dictionary.add(key: key, ended, spelling: spelling)
    summary.postingCount += UInt64(ended.documents)
    if IndexField.of(termKey: key)?.hasPositions == true {
      summary.positionCount += ended.occurrences
    }
    if encoder.postings.count + encoder.positions.count >= 1 << 18 { try flush() }
  }

  /// Writes the rest.
  mutating func finish() throws(IndexError) {
    try flush()
    try file.end()
    try file.section(.positions, from: side)
    let index = dictionary.finish()
    summary.termCount = dictionary.termCount
    try file.section(.dictionary, dictionary.data)
    try file.section(.dictionaryIndex, index)
    try file.section(.summary, summary.encoded)
  }

  private mutating func flush() throws(IndexError) {
    let (file, side) = (file, side)
    try encoder.take { (postings, positions) throws(IndexError) in
      try file.write(postings)
      try side.write(positions)
    }
  }
}
