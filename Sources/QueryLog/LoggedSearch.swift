package import Documents

/// A search as the log keeps it: nothing in it says who searched.
package struct LoggedSearch: Sendable, Equatable {
  /// The words, normalised, or `QueryText.withheld`.
  package let text: String
  /// When it was answered, in whole seconds.
  package let at: UnixTime
  /// Documents found.
  package let results: Int
  /// Microseconds from the request to its answer.
  package let microseconds: Int

  /// A search for words as typed; they are normalised, and withheld where they look like personal data.
  package init(_ words: String, at: UnixTime = .now, results: Int, took: Duration) {
    text = QueryText.storable(words)
    self.at = at.wholeSeconds
    self.results = results
    microseconds = max(0, Int(clamping: Int64(took / .microseconds(1))))
  }
}

/// A click on a result as the log keeps it.
package struct LoggedClick: Sendable, Equatable {
  /// The words of the search, as `LoggedSearch` keeps them.
  package let text: String
  /// When, in whole seconds.
  package let at: UnixTime
  /// The place of the result in the list, from 1.
  package let position: Int

  /// The places that can be reached: 100 pages of 50 results.
  package static let positions = 1...5000

  /// A click; nil when there is no such place.
  package init?(_ words: String, at: UnixTime = .now, position: Int) {
    guard Self.positions.contains(position) else { return nil }
    text = QueryText.storable(words)
    self.at = at.wholeSeconds
    self.position = position
  }
}

extension UnixTime {
  /// The moment without its fraction of a second, which would only help to tell persons apart.
  fileprivate var wholeSeconds: UnixTime {
    UnixTime(milliseconds: milliseconds - milliseconds % 1000)
  }
}
