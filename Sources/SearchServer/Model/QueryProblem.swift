/// What is wrong with the parameters of a request; each case is a stable code of the API.
package enum QueryProblem: String, Error, Sendable, CaseIterable {
  case queryTooLong = "query_too_long"
  case queryMissing = "query_missing"
  case invalidPage = "invalid_page"
  case invalidSize = "invalid_size"
  case invalidYear = "invalid_year"
  case unknownSite = "unknown_site"
  case unknownKind = "unknown_kind"
  case unknownDistrict = "unknown_district"
  case nameTooLong = "name_too_long"
  case invalidCursor = "invalid_cursor"
  case cursorExpired = "cursor_expired"
  case unknownType = "unknown_type"
  case invalidFold = "invalid_fold"
  case unknownSort = "unknown_sort"

  /// The HTTP status: what is right in form but not in this index is not the client's mistake of writing.
  package var status: Int {
    switch self {
    case .unknownSite: 404
    case .cursorExpired: 409
    default: 400
    }
  }
}
