/// What sort of organisation runs a site; a facet of the search.
package enum SiteKind: String, CaseIterable, Hashable, Sendable, Codable {
  /// The city's own portal.
  case portal
  /// A department of the city government, or a body that answers to it.
  case department
  /// A district, county-level city, county or development zone.
  case district
  /// A site of one trade or one market: tax, procurement, credit.
  case industry
  /// A site that offers services: hotline, library, enterprise services.
  case service

  /// What people see on Chinese pages.
  package var chineseName: String {
    switch self {
    case .portal: "门户"
    case .department: "部门"
    case .district: "区县"
    case .industry: "行业"
    case .service: "服务"
    }
  }
}
