/// Han characters that serve grammar more than meaning: particles, prepositions, conjunctions, pronouns, question words, auxiliaries;
/// as `HanFolding` folds them.
enum FunctionCharacters {
  private static let all = Set(
    """
    的了着过地得之所者是为以于与及和或而且但却则即若如因由从自向往对把被将让给使叫比跟同在到至当就才都也还又再更最很太\
    吗呢吧啊呀嘛么哪谁何什怎样哪些那这此其它他她我你您们某每各有无没不未别能会可应该要需想请问几多少个
    """.unicodeScalars.map(\.value))

  /// Whether a code point is one of them.
  static func contains(_ character: UInt32) -> Bool { all.contains(character) }
}
