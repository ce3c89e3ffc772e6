/// Numbers of bytes as people write them in sites.conf: `500MB`, `10GiB`.
package enum ByteCountText {
  private static let units: [(name: String, bytes: Int)] = [
    ("TiB", 1 << 40), ("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10),
    ("TB", 1_000_000_000_000), ("GB", 1_000_000_000), ("MB", 1_000_000), ("KB", 1_000), ("B", 1),
  ]

  /// Reads a whole number with a unit (letter case counts; one blank may stand between); nil for anything else.
  package static func parse(_ text: String) -> Int? {
    let digits = text.utf8.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard (1...15).contains(digits.count), let count = Int(String(digits) ?? "") else { return nil }
    var name = text.dropFirst(digits.count)
    if name.first == " " { name = name.dropFirst() }
    guard let unit = units.first(where: { $0.name == name }) else { return nil }
    let (bytes, tooLarge) = count.multipliedReportingOverflow(by: unit.bytes)
    return tooLarge ? nil : bytes
  }

  /// Writes a number so that `parse` reads it again, with the largest unit that divides it.
  package static func format(_ bytes: Int) -> String {
    for unit in units where bytes >= unit.bytes && bytes % unit.bytes == 0 {
      return "\(bytes / unit.bytes)\(unit.name)"
    }
    return "\(bytes)B"
  }
}
