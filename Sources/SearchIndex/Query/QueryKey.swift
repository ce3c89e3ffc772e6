import Documents

/// What may stand before a colon in a query.
enum QueryKey: String, CaseIterable {
  case site, kind, filetype, after, before, district, within
  case inTitle = "intitle"
  case documentNumber = "文号"
  case issuer = "发文机关"

  private static let otherNames: [String: QueryKey] = [
    "发文字号": .documentNumber, "docno": .documentNumber, "issuer": .issuer,
  ]

  /// The key of a name in any letter case.
  init?(name: String) {
    let name = name.lowercased()
    guard let key = QueryKey(rawValue: name) ?? Self.otherNames[name] else { return nil }
    self = key
  }

  /// Whether its value is words to be looked for in a field of their own, and no limit.
  var isField: Bool { self == .inTitle || self == .documentNumber || self == .issuer }

  /// The limit that a value means on this day; nil when it means none.
  func filters(_ typed: String, today: CalendarDate?) -> SearchFilters? {
    let value = QueryLexer.withoutFullWidth(typed)
    let names = Set(value.split { ",，、".contains($0) }.map(String.init))
    guard !names.isEmpty else { return nil }
    var filters = SearchFilters()
    switch self {
    case .site: filters.sites = names
    case .kind: filters.kinds = Set(names.map { Self.kinds[$0] ?? $0.lowercased() })
    case .district: filters.districts = names
    case .filetype:
      filters.types = Set(names.compactMap { DocumentType(rawValue: $0.lowercased()) })
      if filters.types.isEmpty { return nil }
    case .after:
      guard let range = DateRange(value) ?? DateRange(day: value) else { return nil }
      filters.after = range.first
    case .before:
      guard let range = DateRange(value) ?? DateRange(day: value) else { return nil }
      filters.before = range.last
    case .within:
      guard let preset = DatePreset(rawValue: value) ?? DatePreset(word: value) else { return nil }
      filters.after = preset.firstDay(today: today)
    case .inTitle, .documentNumber, .issuer: return nil
    }
    return filters
  }

  private static let kinds = [
    "门户": "portal", "部门": "department", "区县": "district", "园区": "industry", "行业": "industry",
    "服务": "service",
  ]
}
