/// A parsed page as flat arrays in document order: the nodes of a subtree are neighbours, and so is its text.
struct HTMLTree: Sendable {
  /// An element or a run of text.
  struct Node: Sendable {
    /// The element, or `.text`.
    var tag: HTMLTag
    /// The index of the parent; the root's is itself, 0.
    var parent: Int32
    /// The index after the last node of the subtree.
    var end: Int32
    /// The subtree's text: offsets into `text`.
    var textStart: Int32
    /// The end of the subtree's text.
    var textEnd: Int32
    /// Its first attribute in `attributes`.
    var firstAttribute: Int32
    /// How many attributes it has.
    var attributeCount: UInt8
  }

  /// One attribute with its decoded value.
  struct Attribute: Sendable {
    /// Which attribute.
    var name: HTMLAttribute
    /// Where its value lies in `values`.
    var start: Int32
    /// The value's end.
    var end: Int32
  }

  /// Nodes in document order; the first is a root without markup of its own.
  var nodes: [Node] = []
  /// All text in document order, UTF-8, entities decoded.
  var text: [UInt8] = []
  /// Attributes of all nodes.
  var attributes: [Attribute] = []
  /// The attribute values' bytes.
  var values: [UInt8] = []

  /// The indices of the subtree of `index`, itself first.
  func subtree(_ index: Int) -> Range<Int> { index..<Int(nodes[index].end) }

  /// The children of a node, in order.
  func children(_ index: Int) -> [Int] {
    var result: [Int] = []
    var child = index + 1
    let end = Int(nodes[index].end)
    while child < end {
      result.append(child)
      child = Int(nodes[child].end)
    }
    return result
  }

  /// The value of an attribute; nil when the element has none.
  func attribute(_ name: HTMLAttribute, of index: Int) -> ArraySlice<UInt8>? {
    let node = nodes[index]
    let first = Int(node.firstAttribute)
    for at in first..<first + Int(node.attributeCount) where attributes[at].name == name {
      return values[Int(attributes[at].start)..<Int(attributes[at].end)]
    }
    return nil
  }

  /// The value of an attribute as a string, blanks at its ends removed.
  func string(_ name: HTMLAttribute, of index: Int) -> String? {
    attribute(name, of: index).map { Blanks.folded($0) }
  }

  /// The text of a subtree with blanks folded.
  func plainText(_ index: Int) -> String {
    Blanks.folded(text[Int(nodes[index].textStart)..<Int(nodes[index].textEnd)])
  }

  /// The first element of that kind inside `range`.
  func first(_ tag: HTMLTag, in range: Range<Int>) -> Int? {
    range.first { nodes[$0].tag == tag }
  }
}
