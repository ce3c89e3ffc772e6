/// What the parser made of one line of a robots.txt, for `kuasou robots` and for a site's own
/// staff.
///
/// A robots.txt never fails to parse: what isn't understood is told here, line by line.
package struct RobotsLine: Sendable, Equatable {
  /// What the line says.
  package enum Kind: UInt8, Sendable {
    /// Nothing but blanks.
    case empty
    /// Nothing but a comment.
    case comment
    /// Begins or continues the list of agents of a group.
    case userAgent
    /// A rule that permits.
    case allow
    /// A rule that forbids.
    case disallow
    /// The address of a sitemap; belongs to no group (RFC 9309 §2.2.4).
    case sitemap
    /// Seconds between two requests; an extension that RFC 9309 doesn't know.
    case crawlDelay
    /// `key: value` with a key that means nothing to this crawler.
    case unknownKey
    /// Text without a separator between a key and a value, or without a key.
    case malformed
  }

  /// What else is to be said about the line.
  package struct Notes: OptionSet, Sendable {
    /// The notes as bits.
    package let rawValue: UInt8
    /// The notes with these bits.
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The key is misspelt in a way that Google's parser accepts too.
    package static let acceptedTypo = Notes(rawValue: 1)
    /// The line was cut at `RobotsFile.maximumLineBytes`.
    package static let tooLong = Notes(rawValue: 2)
    /// Blanks stand where the colon should.
    package static let missingColon = Notes(rawValue: 4)
    /// Something follows a `#`.
    package static let hasComment = Notes(rawValue: 8)
    /// A rule or delay before the first user-agent line: it applies to nobody.
    package static let outsideGroup = Notes(rawValue: 16)
    /// The value can't be read, such as a delay that is no number; the line is ignored.
    package static let invalidValue = Notes(rawValue: 32)
  }

  /// The line's number, from 1; CR, LF and CRLF each end one line.
  package let number: Int
  /// What the line says.
  package internal(set) var kind: Kind
  /// What else is to be said about it.
  package internal(set) var notes: Notes
}
