import Documents

/// Fields that a page shows with a label: 索 引 号：…, 发文机关, 成文日期, 来源：… in tables, definition lists or lines.
struct LabelFields {
  /// A field by what its labels mean.
  enum Field: Sendable, Hashable {
    case indexNumber, issuer, created, published, number, topic, validity, keywords, source, title
  }

  /// The values as shown, first come, first kept.
  private(set) var values: [Field: String] = [:]

  private let tree: HTMLTree
  private let statistics: PageStatistics

  /// Fields that also lists of documents give of each: 发文单位：…　文号：….
  private static let ofDocuments: Set<Field> = [.number, .issuer, .created, .validity]

  /// Text nodes longer than this (UTF-8 bytes) are prose, not labels.
  private static let longestNode = 600

  /// Whether the text node under way stands amid the main text, where the labels of documents are those of others.
  private var isInBody = false
  /// How far into the main text, and from its end, the page's own labels may stand, in UTF-8 bytes.
  private static let (headReach, tailReach) = (Int32(1_500), Int32(900))

  /// Reads the labels of a page, those of documents only around its main text, which is the subtree of `root`; 0 when it has none.
  init(_ tree: HTMLTree, _ statistics: PageStatistics, contentRoot root: Int) {
    self.tree = tree
    self.statistics = statistics
    let (start, end) = (tree.nodes[root].textStart, tree.nodes[root].textEnd)
    let body =
      root > 0 && end - start > Self.headReach + Self.tailReach
      ? start + Self.headReach..<end - Self.tailReach : 0..<0
    for index in tree.nodes.indices where tree.nodes[index].tag == .text {
      isInBody = body.contains(tree.nodes[index].textStart)
      let node = tree.nodes[index]
      let length = Int(node.textEnd - node.textStart)
      guard !statistics.hidden[index], length >= 6, length <= Self.longestNode else { continue }
      read(index)
    }
  }

  private mutating func read(_ index: Int) {
    let node = tree.nodes[index]
    let bytes = tree.text[Int(node.textStart)..<Int(node.textEnd)]
    guard statistics.hasColon[index] else {
      if let field = Self.field(of: bytes) { keep(field, besides(index)) }
      return
    }
    let scalars = Array(Blanks.folded(bytes).unicodeScalars)
    var found: [(field: Field, labelStart: Int, valueStart: Int)] = []
    for at in scalars.indices where scalars[at] == "：" || scalars[at] == ":" {
      if let (field, start) = Self.label(endingAt: at, scalars) {
        found.append((field, start, at + 1))
      }
    }
    if found.isEmpty {
      if let field = Self.field(of: scalars) { keep(field, besides(index)) }
      return
    }
    for (order, label) in found.enumerated() {
      let end = order + 1 < found.count ? found[order + 1].labelStart : scalars.count
      let value = Self.string(scalars[label.valueStart..<max(label.valueStart, end)])
      keep(label.field, value.isEmpty && end == scalars.count ? besides(index) : value)
    }
  }

  private mutating func keep(_ field: Field, _ value: String) {
    guard !value.isEmpty, value.utf8.count <= 300, values[field] == nil,
      !isInBody || !Self.ofDocuments.contains(field),
      Self.field(of: Array(value.unicodeScalars)) == nil
    else { return }
    values[field] = value
  }

  /// The text beside a label: the rest of its own block, else the next cell.
  private func besides(_ index: Int) -> String {
    var element = Int(tree.nodes[index].parent)
    while element > 0 {
      let rest = rest(after: index, in: element)
      if !rest.isEmpty { return rest }
      let next = nextElement(after: element)
      if next > 0, Self.isCell(tree.nodes[element].tag) || !tree.nodes[next].tag.isBlock {
        return tree.plainText(next)
      }
      if tree.nodes[element].tag.isBlock { return "" }
      element = Int(tree.nodes[element].parent)
    }
    return ""
  }

  /// What follows the label inside an element, a colon left out.
  private func rest(after index: Int, in element: Int) -> String {
    let text = Blanks.folded(
      tree.text[Int(tree.nodes[index].textEnd)..<Int(tree.nodes[element].textEnd)])
    return Self.string(text.unicodeScalars.drop { $0 == ":" || $0 == "：" || $0 == " " })
  }

  /// The next element among the siblings, blank text between them passed over; 0 when there is none.
  private func nextElement(after element: Int) -> Int {
    let parent = Int(tree.nodes[element].parent)
    var at = Int(tree.nodes[element].end)
    while at < Int(tree.nodes[parent].end) {
      if tree.nodes[at].tag != .text { return at }
      if statistics.weight[at] > 0 { return 0 }
      at = Int(tree.nodes[at].end)
    }
    return 0
  }

  /// A paragraph is none: 文号 alone on a line of prose heads a column of other documents' numbers.
  private static func isCell(_ tag: HTMLTag) -> Bool {
    tag == .td || tag == .th || tag == .dt || tag == .li || tag == .div
  }
}

extension LabelFields {
  /// The label that ends before the colon at `colon`, and where it begins: the longest that fits, blanks inside ignored.
  private static func label(
    endingAt colon: Int, _ text: [Unicode.Scalar]
  ) -> (Field, start: Int)? {
    var hash = emptyHash
    var length = 0
    var best: (Field, start: Int)?
    var at = colon - 1
    while at >= 0, length < 7, colon - at < 16 {
      if !isFiller(text[at]) {
        hash = extend(hash, text[at])
        length += 1
        if let field = labels[hash] { best = (field, at) }
      }
      at -= 1
    }
    return best
  }

  /// The field of a text that is nothing but a label.
  private static func field(of text: [Unicode.Scalar]) -> Field? {
    guard text.count <= 24 else { return nil }
    var hash = emptyHash
    for scalar in text.reversed() where !isFiller(scalar) && scalar != "：" && scalar != ":" {
      hash = extend(hash, scalar)
    }
    return labels[hash]
  }

  /// The field of bytes that are nothing but a label; blanks in and around it do not count.
  private static func field(of bytes: ArraySlice<UInt8>) -> Field? {
    guard bytes.count <= 60 else { return nil }
    var hash = emptyHash
    var count = 0
    var at = bytes.endIndex
    while at > bytes.startIndex {
      let end = at
      at -= 1
      while at > bytes.startIndex, bytes[at] & 0xC0 == 0x80 { at -= 1 }
      let lead = UInt32(bytes[at])
      let bits: UInt32 =
        lead < 0x80 ? lead : lead < 0xE0 ? lead & 31 : lead < 0xF0 ? lead & 15 : lead & 7
      let value = bytes[(at + 1)..<end].reduce(bits) { $0 << 6 | UInt32($1 & 63) }
      guard let scalar = Unicode.Scalar(value) else { return nil }
      if isFiller(scalar) { continue }
      count += 1
      // The longest label has seven characters.
      guard count <= 7 else { return nil }
      hash = extend(hash, scalar)
    }
    return labels[hash]
  }

  /// Labels are known by a hash of their characters from last to first, so that no string is made at a colon.
  private static let emptyHash: UInt64 = 0xCBF2_9CE4_8422_2325

  private static func extend(_ hash: UInt64, _ scalar: Unicode.Scalar) -> UInt64 {
    (hash ^ UInt64(scalar.value)) &* 0x0000_0100_0000_01B3
  }

  private static func isFiller(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value <= 32 || scalar.value == 0xA0 || scalar.value == 0x3000
      || scalar == "【" || scalar == "】" || scalar == "[" || scalar == "]" || scalar == "［"
      || scalar == "］"
  }

  private static func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return Blanks.folded(String(view).utf8)
  }

  private static let labels: PackedTable<Field> = {
    var table: [UInt64: Field] = [:]
    func add(_ field: Field, _ words: String) {
      for word in words.split(separator: " ") {
        table[word.unicodeScalars.reversed().reduce(emptyHash, extend)] = field
      }
    }
    add(.indexNumber, "索引号 索引 信息索引号")
    add(.issuer, "发文机关 发布机构 发文单位 制发机关 公开机构 发布单位 发文机构 制定机关 发布机关 公开责任部门 信息来源单位 颁布单位")
    add(.created, "成文日期 生成日期 发文日期 成文时间 制发日期 生成时间 发文时间 签发日期")
    add(.published, "发布日期 公开日期 发布时间 发表时间 公开时间 发稿时间 发表日期 发布于 上传时间 添加时间 更新时间 录入时间 发文时间 日期 时间")
    add(.number, "发文字号 文号 文件编号 文件号 发文文号 公文编号")
    add(.topic, "主题分类 信息分类 分类 主题类别 内容分类 组配分类 体裁分类 信息类别")
    add(.validity, "有效性 公文时效 时效 有效状态 文件状态 时效性 文件有效性 效力状态 是否有效 生效状态")
    add(.keywords, "关键词 主题词 关键字")
    add(.source, "来源 信息来源 文章来源 稿件来源 新闻来源 出处 发布来源")
    add(.title, "标题 名称 文件名称 信息名称 文件标题 公文名称")
    return PackedTable(table)
  }()
}
