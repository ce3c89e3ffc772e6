package import SearchIndex

/// What people write by hand to help searches, in two files of the data folder.
package struct Editorial: Sendable {
  /// Words that find one another.
  package private(set) var synonyms = Synonyms.none
  /// Pages that go before results.
  package private(set) var bestBets = BestBets()
  /// What is wrong with the files; what is right is used all the same.
  package private(set) var problems: [EditorialProblem] = []
  /// A checksum of the files (`EditorialFiles.tag`); empty without them.
  package private(set) var tag = ""

  /// Nothing written.
  package init() {}

  /// What the files say.
  init(_ files: EditorialFiles) {
    (problems, tag) = (files.problems, files.tag)
    if let file = files.synonyms {
      let read = SynonymsFile(file.bytes, path: file.path)
      synonyms = read.synonyms
      problems += read.problems
    }
    if let file = files.bestBets {
      bestBets = BestBets(file.bytes, path: file.path)
      problems += bestBets.problems
    }
  }
}
