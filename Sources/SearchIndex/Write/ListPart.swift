/// The lists of a stretch of terms, in temporary files until they are appended to those before.
struct ListPart: Sendable {
  /// A term and where its lists end.
  struct Term: Sendable {
    var key: UInt64
    var list: PostingsEncoder.Ended
    var spelling: [UInt8]?
  }

  let terms: [Term]
  let postings: SideFile
  let positions: SideFile
}
