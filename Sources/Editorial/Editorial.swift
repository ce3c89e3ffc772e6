package import SearchIndex

/// What people write by hand to help searches, in three files of the data folder.
package struct Editorial: Sendable {
  /// Words that find one another.
  package private(set) var synonyms = Synonyms.none
  /// Pages that go before results.
  package private(set) var bestBets = BestBets()
  /// What is preferred among documents that match equally well.
  package private(set) var preferences = RankingPreferences()
  /// What is wrong with the files; what is right is used all the same.
  package private(set) var problems: [EditorialProblem] = []
  /// A checksum of the files (`EditorialFiles.tag`); empty without them.
  package private(set) var tag = ""

  /// Nothing written.
  package init() {}

  /// What the files of a folder say.
  package init(folder: String) { self.init(EditorialFiles(folder: folder)) }

  /// What the files say.
  package init(_ files: EditorialFiles) {
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
    if let file = files.ranking {
      let read = RankingFile(file.bytes, path: file.path)
      preferences = read.preferences
      problems += read.problems
    }
  }
}
