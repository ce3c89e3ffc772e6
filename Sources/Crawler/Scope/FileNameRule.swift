/// Files whose name already says that they hold no text.
package enum FileNameRule {
  private static let endings: Set<String> = [
    "jpg", "jpeg", "png", "gif", "bmp", "ico", "svg", "webp", "tif", "tiff", "psd", "avif", "css",
    "js", "mjs", "map",
    "woff", "woff2", "ttf", "otf", "eot", "mp3", "mp4", "m4a", "m4v", "avi", "mov", "wmv", "flv",
    "swf", "wav", "wma",
    "mkv", "webm", "rm", "rmvb", "ogg", "m3u8", "ts", "exe", "msi", "apk", "ipa", "dmg", "iso",
    "bin", "dll", "cab",
    "jar", "war", "deb", "rpm", "crx",
  ]

  /// Whether the path's last segment ends in such a name.
  package static func holdsNoText(_ path: Substring.UTF8View) -> Bool {
    var ending: [UInt8] = []
    for byte in path.reversed() {
      if byte == UInt8(ascii: ".") {
        return endings.contains(String(decoding: ending.reversed(), as: UTF8.self))
      }
      let isLetter = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
      guard ending.count < 5, isLetter || (48...57).contains(byte) else { return false }
      ending.append(isLetter ? byte | 0x20 : byte)
    }
    return false
  }
}
