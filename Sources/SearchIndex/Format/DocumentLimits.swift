/// How much of a document is indexed.
enum DocumentLimits {
  /// Positions from here on are not indexed: a document of more than four million characters is searched by its first part.
  static let position: UInt32 = (1 << 22) - 1
  /// The bytes of the body in which its number is looked for.
  static let numberSearch = 1200
  /// How often a document's own number counts beside one that it cites.
  static let ownNumberFrequency: UInt32 = 16
  /// The most document numbers of one document.
  static let numbers = 64
  /// The most tokens of one document's 发文机关: a dozen agencies that issued it together.
  static let issuerTokens = 256
}
