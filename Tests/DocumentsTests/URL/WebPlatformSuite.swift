import Bytes
import Foundation
import TestSupport

/// The web platform's URL vectors in the shared data.
enum WebPlatformSuite {
  private static let folder = "suites/wpt-url/tests/wpt"

  /// Whether the vectors can be read; tests that need them are skipped, visibly, when not.
  static var isPresent: Bool { SharedData.has(folder) }

  /// The objects of one file; its comments are strings and dropped.
  static func cases(_ name: String) throws -> [[String: Any]] {
    let bytes = try LocalFileSystem().read(SharedData.path("\(folder)/\(name)"))
    let json = try JSONSerialization.jsonObject(with: Data(withoutLoneSurrogates(bytes)))
    return (json as? [Any] ?? []).compactMap { $0 as? [String: Any] }
  }

  /// Foundation refuses a JSON string with half a surrogate pair; the standard reads it as U+FFFD.
  static func withoutLoneSurrogates(_ bytes: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count)
    var at = 0
    while at < bytes.count {
      guard bytes[at] == 0x5C, at + 1 < bytes.count else {
        output.append(bytes[at])
        at += 1
        continue
      }
      guard let unit = escapedUnit(bytes, at), unit & 0xF800 == 0xD800 else {
        output += bytes[at...at + 1]
        at += 2
        continue
      }
      if unit < 0xDC00, let low = escapedUnit(bytes, at + 6), low & 0xFC00 == 0xDC00 {
        output += bytes[at..<at + 12]
        at += 12
      } else {
        output += Array("\\uFFFD".utf8)
        at += 6
      }
    }
    return output
  }

  private static func escapedUnit(_ bytes: [UInt8], _ at: Int) -> UInt16? {
    guard at + 5 < bytes.count, bytes[at] == 0x5C, bytes[at + 1] == 0x75 else { return nil }
    return UInt16(String(decoding: bytes[at + 2...at + 5], as: UTF8.self), radix: 16)
  }
}
