/// A property of documents whose values are names that many share, by which results are counted and narrowed.
package enum NameProperty: CaseIterable, Sendable {
  /// 栏目, the column of its site that a document stands in.
  case column
  /// 发文机关.
  case issuer

  /// The section of the names that occur; the first is empty and stands for none.
  var names: SegmentSection { self == .column ? .columnNames : .issuerNames }

  /// The section of each document's place among the names.
  var ordinals: SegmentSection { self == .column ? .column : .issuer }

  /// The longest name, in bytes: what is longer is a mistake of a page and counts as none.
  static let longest = 240
}
