/// A syntax error that toml++ 3.4, the parser inside TOMLKit 0.6.0, doesn't report but asserts against: it ends the
/// process in a debug build and is undefined in a release build. Found by fuzzing it with assertions on; these three were all.
package enum TOMLHazard: Hashable, Sendable {
  /// A table header whose name begins with no letter, digit, `-`, `_` or quotation mark, such as `[[网站]]`.
  case tableName
  /// A `}`, or a character that is not ASCII, such as “ or U+2028, where an element of an array should begin.
  case element
  /// A date with a `T` and no time behind it.
  case dateTime

  /// A clause for messages.
  package var message: String {
    switch self {
    case .tableName: "not TOML: a table's name must begin with a letter, a digit, - or _"
    case .element: "not TOML: no element of an array begins like this"
    case .dateTime: "not TOML: a date with a T has no time behind it"
    }
  }

  /// What to do about it.
  package var help: String {
    switch self {
    case .tableName: "sites.conf has the tables [defaults] and [[site]] only"
    case .element: "put strings in straight double quotes, and end the array with ]"
    case .dateTime: "put the value in double quotes"
    }
  }
}
