import CLinux
import Synchronization

/// The machine code of this process that is in memory, which a long run lets go of from time to time.
///
/// The system maps code in pieces of 64 KiB and more around what is run, and what only the start needed stays: in a crawl both take more memory
/// than the crawl itself.
package final class ResidentCode: Sendable {
  /// When it was let go of last.
  private let last = Mutex<Duration?>(nil)

  /// What is run in this time comes back with some hundred page faults, each of which takes a microsecond or two.
  private static let interval: Duration = .seconds(5)

  /// Code that has not been let go of yet.
  package init() {}

  /// Lets go of it when the time has come, the first time at once; whether it had.
  @discardableResult package func sweep(at elapsed: Duration) -> Bool {
    let isDue = last.withLock { last in
      if let last, elapsed - last < Self.interval { return false }
      last = elapsed
      return true
    }
    if isDue { Self.forget() }
    return isDue
  }

  /// Lets go of all code; what is run next is mapped anew from the file, of which the system has a copy.
  ///
  /// Only mappings that may be run and not be written to are let go of: nothing in them differs from the file.
  package static func forget() {
    guard let maps = try? FileDescriptor.open("/proc/self/maps", .read).readAll(limit: 1 << 20)
    else { return }
    for line in String(decoding: maps, as: UTF8.self).split(separator: "\n") {
      guard let range = codeRange(of: line) else { continue }
      _ = kuasou_forget_pages(range.lowerBound, UInt(range.count))
    }
  }

  /// The addresses of a line of /proc/self/maps that describes a file's code; nil for any other.
  package static func codeRange(of line: Substring) -> Range<UInt>? {
    let fields = line.split(separator: " ", maxSplits: 5)
    guard fields.count == 6, fields[1] == "r-xp", fields[5].contains("/") else { return nil }
    let ends = fields[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
    return ends.count == 2 && ends[0] < ends[1] ? ends[0]..<ends[1] : nil
  }
}
