/// The hours of the day in which a site may be crawled, in China's time (UTC+08:00, which has no summer time).
package struct CrawlWindow: Hashable, Sendable, CustomStringConvertible {
  /// The minute of the day at which it opens, 0…1439.
  package let opens: Int
  /// The minute of the day at which it closes, 1…1440; not after `opens` in a window over midnight.
  package let closes: Int

  private static let dayMilliseconds: Int64 = 86_400_000
  private static let chinaOffsetMilliseconds: Int64 = 8 * 3_600_000

  /// Reads `HH:MM-HH:MM`; nil for anything else, and for a window that opens when it closes.
  package init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, let opens = Self.minute(parts[0]), let closes = Self.minute(parts[1]),
      opens < 1440, opens != closes % 1440 || closes == 1440 && opens == 0
    else { return nil }
    self.opens = opens
    self.closes = closes == 0 ? 1440 : closes
  }

  private static func minute(_ text: Substring) -> Int? {
    let bytes = Array(text.utf8)
    guard bytes.count == 5, bytes[2] == UInt8(ascii: ":") else { return nil }
    let digits = [bytes[0], bytes[1], bytes[3], bytes[4]].map { Int($0) - 48 }
    guard digits.allSatisfy({ (0...9).contains($0) }) else { return nil }
    let minutes = digits[2] * 10 + digits[3]
    let total = (digits[0] * 10 + digits[1]) * 60 + minutes
    return minutes < 60 && total <= 1440 ? total : nil
  }

  /// How long from `time` until the window is open: zero inside it.
  package func wait(at time: UnixTime) -> Duration {
    let shifted = time.milliseconds + Self.chinaOffsetMilliseconds
    let ofDay = (shifted % Self.dayMilliseconds + Self.dayMilliseconds) % Self.dayMilliseconds
    let open = Int64(opens) * 60_000
    let close = Int64(closes) * 60_000
    let isOpen = open < close ? (open..<close).contains(ofDay) : ofDay >= open || ofDay < close
    if isOpen { return .zero }
    return .milliseconds((open - ofDay + Self.dayMilliseconds) % Self.dayMilliseconds)
  }

  /// As it is written in sites.conf: `22:00-06:00`.
  package var description: String { "\(Self.text(opens))-\(Self.text(closes))" }

  private static func text(_ minute: Int) -> String {
    "\(minute / 600)\(minute / 60 % 10):\(minute % 60 / 10)\(minute % 10)"
  }
}
