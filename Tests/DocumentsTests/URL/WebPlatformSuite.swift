import Foundation

/// The web platform's URL vectors, read from the folder that KUASOU_SHARED_DATA names.
enum WebPlatformSuite {
  /// The folder of unpacked shared data, nil when the variable is unset or the vectors are not there.
  static let folder: String? = {
    guard let root = ProcessInfo.processInfo.environment["KUASOU_SHARED_DATA"] else { return nil }
    let folder = root + "/suites/wpt-url/tests/wpt"
    return FileManager.default.fileExists(atPath: folder + "/urltestdata.json") ? folder : nil
  }()

  /// Whether the vectors can be read; tests that need them are skipped, visibly, when not.
  static var isPresent: Bool { folder != nil }

  /// The objects of one file; its comments are strings and dropped.
  static func cases(_ name: String) throws -> [[String: Any]] {
    let path = (folder ?? "") + "/" + name
    let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
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
