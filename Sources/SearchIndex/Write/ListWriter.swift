import Bytes

/// Writes the sections postings, positions, dictionary and summary, term after term; or a part of their lists, for a writer to append.
struct ListWriter: ~Copyable {
  /// Takes the postings of the term that has begun.
  var encoder: PostingsEncoder
  private let target: Target
  private let positions: SideFile
  private var dictionary = TermDictionaryWriter()
  private var terms: [ListPart.Term] = []
  private var summary: SegmentSummary

  /// Where postings go.
  private enum Target {
    case section(SegmentFileWriter)
    case part(SideFile)

    func write(_ bytes: [UInt8]) throws(IndexError) {
      switch self {
      case .section(let file): try file.write(bytes)
      case .part(let file): try file.write(bytes)
      }
    }
  }

  /// A writer of the whole sections.
  init(file: SegmentFileWriter, norms: [[UInt8]], summary: SegmentSummary) throws(IndexError) {
    let side = try SideFile(path: "\(file.path).positions.tmp", on: file.files)
    target = .section(file)
    self.summary = summary
    positions = side
    encoder = PostingsEncoder(norms: norms)
    file.begin(.postings)
  }

  /// A writer of a part, which waits in temporary files whose names begin with `path`.
  init(partAt path: String, on files: any FileSystem, norms: [[UInt8]]) throws(IndexError) {
    let postings = try SideFile(path: "\(path).postings.tmp", on: files)
    let side = try SideFile(path: "\(path).positions.tmp", on: files)
    summary = SegmentSummary()
    target = .part(postings)
    positions = side
    encoder = PostingsEncoder(norms: norms)
  }

  /// Begins the list of a term, which the caller then adds to `encoder`.
  mutating func begin(_ field: IndexField) { encoder.begin(field) }

  /// Ends the list; a term without documents is left out.
  mutating func end(_ key: UInt64, spelling: [UInt8]?) throws(IndexError) {
    let ended = encoder.finish()
    guard ended.documents > 0 else { return }
    note(ListPart.Term(key: key, list: ended, spelling: spelling))
    if encoder.postings.count + encoder.positions.count >= 1 << 18 { try flush() }
  }

  /// Appends the lists of a part, whose keys all come behind those so far.
  mutating func append(_ part: ListPart) throws(IndexError) {
    try flush()
    let (target, positions) = (target, positions)
    try part.postings.drain { (bytes) throws(IndexError) in try target.write(bytes) }
    try part.positions.drain { (bytes) throws(IndexError) in try positions.write(bytes) }
    for term in part.terms { note(term) }
  }

  /// Hands over a part.
  consuming func finishPart() throws(IndexError) -> ListPart {
    try flush()
    guard case .part(let postings) = target else { preconditionFailure("not a part") }
    return ListPart(terms: terms, postings: postings, positions: positions)
  }

  /// Writes the rest of the sections.
  mutating func finish() throws(IndexError) {
    try flush()
    guard case .section(let file) = target else { preconditionFailure("a part") }
    try file.end()
    try file.section(.positions, from: positions)
    let index = dictionary.finish()
    summary.termCount = dictionary.termCount
    try file.section(.dictionary, dictionary.data)
    try file.section(.dictionaryIndex, index)
    try file.section(.summary, summary.encoded)
  }

  private mutating func note(_ term: ListPart.Term) {
    if case .part = target {
      terms.append(term)
      return
    }
    dictionary.add(key: term.key, term.list, spelling: term.spelling)
    summary.postingCount += UInt64(term.list.documents)
    if IndexField.of(termKey: term.key)?.hasPositions == true {
      summary.positionCount += term.list.occurrences
    }
  }

  private mutating func flush() throws(IndexError) {
    let (target, positions) = (target, positions)
    try encoder.take { (bytes, places) throws(IndexError) in
      try target.write(bytes)
      try positions.write(places)
    }
  }
}
