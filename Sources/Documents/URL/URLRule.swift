/// One way in which two spellings of a URL are taken for the same document.
package enum URLRule: String, CaseIterable, Sendable, Codable, CustomStringConvertible {
  /// Scheme, host, port, dot segments and escapes as the URL Standard writes them.
  case standardForm
  /// The part after "#" never reaches a server.
  case fragment
  /// "www.gov.cn." is "www.gov.cn".
  case trailingDot
  /// "//" within a path is "/", but for that of an address in the path.
  case repeatedSlashes
  /// "&amp;" and "&amp;amp;" between parameters are HTML left in the link.
  case ampersandEntity
  /// "%2525" is "%25", and "%25E6%2594%25BF" is "%E6%94%BF": escaped twice.
  case doubleEscape
  /// A "%" that begins no escape is "%25".
  case strayPercent
  /// "%41" is "A": letters, digits and "-._~" need no escape.
  case needlessEscape
  /// "%e6" is "%E6".
  case escapeCase
  /// `[]{}|\^` and the grave accent are escaped, in the query too.
  case missingEscape
  /// ";jsessionid=…", "PHPSESSID=…", "(S(…))": the visit of whoever read the page.
  case sessionID
  /// "utm_source=…", "spm=…", "from=singlemessage": how a reader came here.
  case trackingParameter
  /// "_=1257379200000", "rnd=0.7312894": made up so that nothing is cached.
  case cacheBuster
  /// "a=1&&b=2&" is "a=1&b=2", and "?" with nothing after it is nothing.
  case emptyParameter
  /// Parameters in the order of their names; equal names keep their order.
  case parameterOrder
  /// "/index.html" is "/". Not among the standard rules: a folder's index is often another page than the one its
  /// server shows, or a frame around it, and on a case-by-case basis duplicates are found by their text instead.
  case directoryIndex

  /// The rules that hold unless a site says otherwise: all but `directoryIndex`.
  package static let standard = Set(allCases).subtracting([.directoryIndex])

  /// What it does, in a clause that tells people.
  package var description: String {
    switch self {
    case .standardForm: "written in the standard's form"
    case .fragment: "fragment dropped"
    case .trailingDot: "dot after the host dropped"
    case .repeatedSlashes: "repeated slashes joined"
    case .ampersandEntity: "\"&amp;\" read as \"&\""
    case .doubleEscape: "double escape undone"
    case .strayPercent: "stray \"%\" escaped"
    case .needlessEscape: "needless escape undone"
    case .escapeCase: "escapes in upper case"
    case .missingEscape: "missing escape added"
    case .sessionID: "session id dropped"
    case .trackingParameter: "tracking parameter dropped"
    case .cacheBuster: "cache-busting parameter dropped"
    case .emptyParameter: "empty parameter dropped"
    case .parameterOrder: "parameters sorted"
    case .directoryIndex: "directory index dropped"
    }
  }
}
