/// The name of a tag or an attribute, or a word of a script, packed: its first eight bytes in lower
/// case, the first lowest, and its length. Comparing two costs what comparing two numbers does.
struct HTMLName: Equatable {
  /// The first eight bytes.
  let packed: UInt64
  /// The length of the whole name in bytes.
  let length: Int

  /// A name that was packed while it was read.
  init(packed: UInt64, length: Int) {
    self.packed = packed
    self.length = length
  }

  /// Packs a spelling, for tests of the names below.
  init(spelling: String) {
    var packed: UInt64 = 0
    for (index, byte) in spelling.utf8.prefix(8).enumerated() {
      packed |= UInt64(byte.asciiLowercased) << UInt64(8 * index)
    }
    self.init(packed: packed, length: spelling.utf8.count)
  }

  /// The byte at `offset`, one of the first eight.
  func byte(_ offset: Int) -> UInt8 { UInt8(truncatingIfNeeded: packed >> UInt64(8 * offset)) }
}

// The names that matter, packed beforehand; a test packs them again.
extension HTMLName {
  /// `a`
  static var a: HTMLName { HTMLName(packed: 0x61, length: 1) }
  /// `area`
  static var area: HTMLName { HTMLName(packed: 0x6165_7261, length: 4) }
  /// `base`
  static var base: HTMLName { HTMLName(packed: 0x6573_6162, length: 4) }
  /// `embed`
  static var embed: HTMLName { HTMLName(packed: 0x64_6562_6D65, length: 5) }
  /// `frame`
  static var frame: HTMLName { HTMLName(packed: 0x65_6D61_7266, length: 5) }
  /// `iframe`
  static var iframe: HTMLName { HTMLName(packed: 0x656D_6172_6669, length: 6) }
  /// `link`
  static var link: HTMLName { HTMLName(packed: 0x6B6E_696C, length: 4) }
  /// `meta`
  static var meta: HTMLName { HTMLName(packed: 0x6174_656D, length: 4) }
  /// `object`
  static var object: HTMLName { HTMLName(packed: 0x7463_656A_626F, length: 6) }
  /// `option`
  static var option: HTMLName { HTMLName(packed: 0x6E6F_6974_706F, length: 6) }
  /// `script`
  static var script: HTMLName { HTMLName(packed: 0x7470_6972_6373, length: 6) }
  /// `style`
  static var style: HTMLName { HTMLName(packed: 0x65_6C79_7473, length: 5) }
  /// `textarea`
  static var textarea: HTMLName { HTMLName(packed: 0x6165_7261_7478_6574, length: 8) }
  /// `title`
  static var title: HTMLName { HTMLName(packed: 0x65_6C74_6974, length: 5) }
  /// `xmp`
  static var xmp: HTMLName { HTMLName(packed: 0x70_6D78, length: 3) }
  /// `content`
  static var content: HTMLName { HTMLName(packed: 0x74_6E65_746E_6F63, length: 7) }
  /// `data`
  static var data: HTMLName { HTMLName(packed: 0x6174_6164, length: 4) }
  /// `href`
  static var href: HTMLName { HTMLName(packed: 0x6665_7268, length: 4) }
  /// `http-equiv`
  static var httpEquivalent: HTMLName { HTMLName(packed: 0x7571_652D_7074_7468, length: 10) }
  /// `name`
  static var name: HTMLName { HTMLName(packed: 0x656D_616E, length: 4) }
  /// `rel`
  static var relation: HTMLName { HTMLName(packed: 0x6C_6572, length: 3) }
  /// `src`
  static var source: HTMLName { HTMLName(packed: 0x63_7273, length: 3) }
  /// `type`
  static var type: HTMLName { HTMLName(packed: 0x6570_7974, length: 4) }
  /// `value`
  static var value: HTMLName { HTMLName(packed: 0x65_756C_6176, length: 5) }
  /// `alternate`
  static var alternate: HTMLName { HTMLName(packed: 0x7461_6E72_6574_6C61, length: 9) }
  /// `canonical`
  static var canonical: HTMLName { HTMLName(packed: 0x6163_696E_6F6E_6163, length: 9) }
  /// `next`
  static var next: HTMLName { HTMLName(packed: 0x7478_656E, length: 4) }
  /// `nofollow`
  static var nofollow: HTMLName { HTMLName(packed: 0x776F_6C6C_6F66_6F6E, length: 8) }
  /// `prev`
  static var prev: HTMLName { HTMLName(packed: 0x7665_7270, length: 4) }
  /// `previous`
  static var previous: HTMLName { HTMLName(packed: 0x7375_6F69_7665_7270, length: 8) }
  /// `refresh`
  static var refresh: HTMLName { HTMLName(packed: 0x68_7365_7266_6572, length: 7) }
  /// `assign`
  static var assign: HTMLName { HTMLName(packed: 0x6E67_6973_7361, length: 6) }
  /// `ocation`
  static var locationTail: HTMLName { HTMLName(packed: 0x6E_6F69_7461_636F, length: 7) }
  /// `open`
  static var openWord: HTMLName { HTMLName(packed: 0x6E65_706F, length: 4) }
  /// `replace`
  static var replace: HTMLName { HTMLName(packed: 0x65_6361_6C70_6572, length: 7) }
  /// `window`
  static var window: HTMLName { HTMLName(packed: 0x776F_646E_6977, length: 6) }
  /// `<!--`
  static var commentStart: HTMLName { HTMLName(packed: 0x2D2D_213C, length: 4) }
  /// `-->`
  static var commentEnd: HTMLName { HTMLName(packed: 0x3E_2D2D, length: 3) }

  /// Each of them with its spelling.
  static var all: [(spelling: String, name: HTMLName)] {
    [
      ("a", .a),
      ("area", .area),
      ("base", .base),
      ("embed", .embed),
      ("frame", .frame),
      ("iframe", .iframe),
      ("link", .link),
      ("meta", .meta),
      ("object", .object),
      ("option", .option),
      ("script", .script),
      ("style", .style),
      ("textarea", .textarea),
      ("title", .title),
      ("xmp", .xmp),
      ("content", .content),
      ("data", .data),
      ("href", .href),
      ("http-equiv", .httpEquivalent),
      ("name", .name),
      ("rel", .relation),
      ("src", .source),
      ("type", .type),
      ("value", .value),
      ("alternate", .alternate),
      ("canonical", .canonical),
      ("next", .next),
      ("nofollow", .nofollow),
      ("prev", .prev),
      ("previous", .previous),
      ("refresh", .refresh),
      ("assign", .assign),
      ("ocation", .locationTail),
      ("open", .openWord),
      ("replace", .replace),
      ("window", .window),
      ("<!--", .commentStart),
      ("-->", .commentEnd),
    ]
  }
}
