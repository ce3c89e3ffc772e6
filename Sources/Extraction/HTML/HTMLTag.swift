/// The elements that text extraction tells apart; every other element is `unknown`, which neither breaks lines nor hides text.
enum HTMLTag: UInt8, Sendable, CaseIterable {
  case text, unknown
  case html, head, body, title, meta, link, base
  case script, style, noscript, template, iframe, svg, math, object, canvas, audio, video
  case textarea, select, datalist, option, button, input, label, form, fieldset, legend
  case a, span, time, br, hr, img, b, strong, em, i, u, font, small, sup, sub, code, pre, del
  case div, p, center, section, article, main, header, footer, nav, aside, blockquote, address
  case figure, figcaption, details, summary, dialog
  case h1, h2, h3, h4, h5, h6
  case ul, ol, li, dl, dt, dd, menu
  case table, caption, thead, tbody, tfoot, tr, td, th, colgroup, col
  case area, embed, param, source, track, wbr, frame, frameset, marquee

  /// Its name, for people.
  var name: String { Self.spellings[Int(rawValue)] }

  private static let spellings = allCases.map { "\($0)" }

  /// Whether the element begins and ends a line of its own.
  var isBlock: Bool {
    switch self {
    case .body, .html, .head, .title, .form, .fieldset, .legend, .hr, .pre, .caption, .marquee,
      .table, .thead, .tbody, .tfoot, .tr, .td, .th, .ul, .ol, .li, .dl, .dt, .dd, .menu,
      .h1, .h2, .h3, .h4, .h5, .h6, .frameset, .option:
      true
    default: rawValue >= Self.div.rawValue && rawValue <= Self.dialog.rawValue
    }
  }

  /// Whether the element never has content (HTML §13.1.2, void elements, and `frame`).
  var isVoid: Bool {
    switch self {
    case .meta, .link, .base, .input, .br, .hr, .img, .col, .area, .embed, .param, .source,
      .track, .wbr, .frame:
      true
    default: false
    }
  }

  /// Whether nothing inside the element is text of the page.
  var hidesContent: Bool {
    switch self {
    case .script, .style, .noscript, .template, .iframe, .svg, .math, .object, .canvas, .audio,
      .video, .textarea, .select, .datalist:
      true
    default: false
    }
  }

  /// Whether an end tag may be left out, so that open ones don't count as nesting.
  var closesItself: Bool {
    switch self {
    case .p, .li, .dt, .dd, .tr, .td, .th, .thead, .tbody, .tfoot, .colgroup, .option, .a, .head,
      .body, .html:
      true
    default: false
    }
  }

  /// Whether it is h1 to h6.
  var isHeading: Bool { rawValue >= Self.h1.rawValue && rawValue <= Self.h6.rawValue }

  /// The element of a lower-case name packed by `pack`; `unknown` when it is none of ours.
  static func named(_ packed: UInt64) -> HTMLTag { names[packed] ?? .unknown }

  /// The first eight bytes of a name, lower-cased, first byte highest; longer names keep their length in mind by a rotated sum.
  static func pack(_ bytes: Span<UInt8>) -> UInt64 {
    var packed: UInt64 = 0
    for index in bytes.indices {
      var byte = bytes[index]
      if byte >= 65 && byte <= 90 { byte |= 32 }
      packed = index < 8 ? packed << 8 | UInt64(byte) : (packed << 7 | packed >> 57) ^ UInt64(byte)
    }
    return packed
  }

  private static let names: PackedTable<HTMLTag> = {
    var table: [UInt64: HTMLTag] = [:]
    for raw in Self.html.rawValue...Self.marquee.rawValue {
      guard let tag = HTMLTag(rawValue: raw) else { continue }
      table[pack(Array("\(tag)".utf8).span)] = tag
    }
    table[pack(Array("dir".utf8).span)] = .ul
    table[pack(Array("image".utf8).span)] = .img
    return PackedTable(table)
  }()
}

/// The attributes that extraction reads; all others are left out before parsing.
enum HTMLAttribute: UInt8, Sendable, CaseIterable {
  case id, `class`, href, name, content, property, rel, datetime, itemprop, role
  /// `http-equiv` of meta.
  case httpEquiv
  /// Set by the cleaner where `hidden`, `aria-hidden` or `display:none` hides the element.
  case concealed

  /// The attribute's name in markup.
  var markup: [UInt8] { Self.markups[Int(rawValue)] }

  private static let markups = allCases.map { Array($0.spelling.utf8) }

  private var spelling: String {
    switch self {
    case .id: "id"
    case .class: "class"
    case .href: "href"
    case .name: "name"
    case .content: "content"
    case .property: "property"
    case .rel: "rel"
    case .datetime: "datetime"
    case .itemprop: "itemprop"
    case .role: "role"
    case .httpEquiv: "http-equiv"
    case .concealed: "hidden"
    }
  }

  /// The attribute of a name packed by `HTMLTag.pack`.
  static func named(_ packed: UInt64) -> HTMLAttribute? { names[packed] }

  private static let names: PackedTable<HTMLAttribute> = {
    var table: [UInt64: HTMLAttribute] = [:]
    for attribute in allCases {
      table[HTMLTag.pack(attribute.markup.span)] = attribute
    }
    return PackedTable(table)
  }()
}
