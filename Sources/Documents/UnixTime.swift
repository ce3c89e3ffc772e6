#if canImport(Glibc)
  import Glibc
#endif

/// A moment in UTC, in whole milliseconds since 1970-01-01T00:00:00Z.
package struct UnixTime: Hashable, Comparable, Sendable, Codable {
  /// Milliseconds since the epoch.
  package let milliseconds: Int64

  /// The moment that many milliseconds after the epoch.
  package init(milliseconds: Int64) { self.milliseconds = milliseconds }

  /// The machine's present time.
  package static var now: UnixTime {
    var time = timespec()
    // SAFETY: clock_gettime fills the local struct.
    _ = unsafe clock_gettime(CLOCK_REALTIME, &time)
    return UnixTime(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }

  /// The moment `duration` later, to the millisecond.
  package func adding(_ duration: Duration) -> UnixTime {
    let (seconds, attoseconds) = duration.components
    return UnixTime(
      milliseconds: milliseconds + seconds * 1000 + attoseconds / 1_000_000_000_000_000)
  }

  /// The time from `earlier` to this moment.
  package func since(_ earlier: UnixTime) -> Duration {
    .milliseconds(milliseconds - earlier.milliseconds)
  }

  /// The day in UTC.
  package var date: CalendarDate? {
    CalendarDate(daysSinceEpoch: Int((Double(milliseconds) / 86_400_000).rounded(.down)))
  }

  /// The day in China, eight hours east of Greenwich all year.
  package var dateInChina: CalendarDate? { adding(.seconds(8 * 3600)).date }

  package static func < (left: Self, right: Self) -> Bool {
    left.milliseconds < right.milliseconds
  }
}

extension UnixTime: CustomStringConvertible {
  /// RFC 3339 in UTC to the second, as in a WARC-Date: "2009-12-04T10:00:00Z".
  package var description: String {
    let day = Int((Double(milliseconds) / 86_400_000).rounded(.down))
    let seconds = Int(milliseconds / 1000) - day * 86_400
    let date = CalendarDate(daysSinceEpoch: day)
    guard seconds >= 0, seconds < 86_400 else {
      return "\(date?.description ?? "0000-00-00")T\(padded(seconds / 3600, to: 2)):"
        + "\(padded(seconds / 60 % 60, to: 2)):\(padded(seconds % 60, to: 2))Z"
    }
    let text = [UInt8](capacity: 20) { output in
      Self.append(date?.year ?? 0, digits: 4, UInt8(ascii: "-"), to: &output)
      Self.append(date?.month ?? 0, digits: 2, UInt8(ascii: "-"), to: &output)
      Self.append(date?.day ?? 0, digits: 2, UInt8(ascii: "T"), to: &output)
      Self.append(seconds / 3600, digits: 2, UInt8(ascii: ":"), to: &output)
      Self.append(seconds / 60 % 60, digits: 2, UInt8(ascii: ":"), to: &output)
      Self.append(seconds % 60, digits: 2, UInt8(ascii: "Z"), to: &output)
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Appends a number in so many digits, and a mark behind it.
  private static func append(
    _ number: Int, digits: Int, _ mark: UInt8, to output: inout OutputSpan<UInt8>
  ) {
    if digits == 4 {
      output.append(UInt8(truncatingIfNeeded: 48 + number / 1000 % 10))
      output.append(UInt8(truncatingIfNeeded: 48 + number / 100 % 10))
    }
    output.append(UInt8(truncatingIfNeeded: 48 + number / 10 % 10))
    output.append(UInt8(truncatingIfNeeded: 48 + number % 10))
    output.append(mark)
  }

  /// The moment written in RFC 3339 with `Z` (fractions of a second are dropped); nil for anything else.
  package init?(rfc3339 text: String) {
    if let moment = Self.plain(text.utf8.span) {
      self = moment
      return
    }
    let parts = text.split(separator: "T", maxSplits: 1)
    guard parts.count == 2, let day = CalendarDate(iso: parts[0]), parts[1].hasSuffix("Z") else {
      return nil
    }
    let clock = parts[1].dropLast().split(separator: ":").compactMap { part in
      part.split(separator: ".", omittingEmptySubsequences: false).first.flatMap { Int($0) }
    }
    guard clock.count == 3, (0..<24).contains(clock[0]), (0..<60).contains(clock[1]),
      (0...60).contains(clock[2])
    else { return nil }
    let seconds = day.daysSinceEpoch * 86_400 + clock[0] * 3600 + clock[1] * 60 + clock[2]
    self.init(milliseconds: Int64(seconds) * 1000)
  }

  /// The moment of bytes that are exactly `dddd-dd-ddTdd:dd:ddZ`, as a WARC-Date of ours; nil for anything else.
  private static func plain(_ bytes: Span<UInt8>) -> UnixTime? {
    let marks: [5 of (at: Int, byte: UInt8)] = [
      (4, 0x2D), (7, 0x2D), (10, 0x54), (13, 0x3A), (16, 0x3A),
    ]
    guard bytes.count == 20, bytes[19] == 0x5A else { return nil }
    for index in marks.indices where bytes[marks[index].at] != marks[index].byte { return nil }
    guard let year = number(bytes, 0..<4), let month = number(bytes, 5..<7),
      let dayOfMonth = number(bytes, 8..<10), let hour = number(bytes, 11..<13),
      let minute = number(bytes, 14..<16), let second = number(bytes, 17..<19),
      let day = CalendarDate(year: year, month: month, day: dayOfMonth), hour < 24, minute < 60,
      second <= 60
    else { return nil }
    let seconds = day.daysSinceEpoch * 86_400 + hour * 3600 + minute * 60 + second
    return UnixTime(milliseconds: Int64(seconds) * 1000)
  }

  private static func number(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
    var value = 0
    for index in range {
      guard (48...57).contains(bytes[index]) else { return nil }
      value = value * 10 + Int(bytes[index]) - 48
    }
    return value
  }
}
