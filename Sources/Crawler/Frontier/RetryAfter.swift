package import Documents

/// How long a server asks to be left alone.
package enum RetryAfter {
  /// No pause is shorter or longer than this, whatever a server says.
  package static let limits: ClosedRange<Duration> = .seconds(1) ... .seconds(3600)

  /// The pause of a `Retry-After` field (RFC 9110 §10.2.3): seconds, also with a fraction, or a date; held within `limits`.
  ///
  /// Nil where the value is neither. A date that has passed asks for the shortest pause.
  package static func parse(_ value: String, now: UnixTime) -> Duration? {
    let text = String(value.drop { $0 == " " }.prefix { $0 != " " })
    let digits = text.prefix { $0 != "." }
    if !digits.isEmpty, digits.utf8.allSatisfy({ (48...57).contains($0) }) {
      // More than seven digits are more than a hundred days: the upper limit anyway.
      let seconds = digits.utf8.count > 7 ? 9_999_999 : Int(digits) ?? 0
      let hasFraction = text.utf8.count > digits.utf8.count
      return clamp(.seconds(seconds + (hasFraction ? 1 : 0)))
    }
    return HTTPDate.parse(value, now: now).map { clamp($0.since(now)) }
  }

  private static func clamp(_ duration: Duration) -> Duration {
    min(max(duration, limits.lowerBound), limits.upperBound)
  }
}
