/// Writes ZIP archives (PKWARE APPNOTE 6.3) with deflate, small enough for 32-bit fields.
struct ZIPFile {
  private var body: [UInt8] = []
  private var directory: [UInt8] = []
  private var count: UInt16 = 0
  private let date: CityDate

  /// An empty archive whose files all carry one date.
  init(date: CityDate) { self.date = date }

  /// Adds a file; ASCII names need no flag, others are marked as UTF-8.
  mutating func add(_ name: String, _ content: [UInt8], stored: Bool = false) {
    let isASCII = name.utf8.allSatisfy { $0 < 0x80 }
    add(nameBytes: Array(name.utf8), flags: isASCII ? 0 : 0x0800, content, stored: stored)
  }

  /// Adds a file whose name is in GBK without any mark, as Chinese Windows writes it.
  mutating func addGBK(_ name: String, _ content: [UInt8]) {
    add(nameBytes: GBEncoding.encode(name), flags: 0, content, stored: false)
  }

  /// Adds a text file in UTF-8.
  mutating func add(_ name: String, text: String) { add(name, Array(text.utf8)) }

  private mutating func add(nameBytes: [UInt8], flags: UInt16, _ content: [UInt8], stored: Bool) {
    let packed = stored ? content : Deflate.encode(content)
    let dosDate =
      UInt16(max(0, date.year - 1980)) << 9 | UInt16(date.month) << 5 | UInt16(date.day)
    var fields = littleEndian(UInt16(20)) + littleEndian(flags)
    fields += littleEndian(UInt16(stored ? 0 : 8)) + littleEndian(UInt16(0x4C00))
    fields += littleEndian(dosDate) + littleEndian(CRC32.checksum(content))
    fields += littleEndian(UInt32(packed.count)) + littleEndian(UInt32(content.count))
    fields += littleEndian(UInt16(nameBytes.count)) + littleEndian(UInt16(0))
    directory += littleEndian(UInt32(0x0201_4B50)) + littleEndian(UInt16(20)) + fields
    directory += [UInt8](repeating: 0, count: 10) + littleEndian(UInt32(body.count)) + nameBytes
    body += littleEndian(UInt32(0x0403_4B50)) + fields + nameBytes + packed
    count += 1
  }

  /// The archive.
  func bytes() -> [UInt8] {
    var end = littleEndian(UInt32(0x0605_4B50)) + littleEndian(UInt32(0))
    end += littleEndian(count) + littleEndian(count)
    end += littleEndian(UInt32(directory.count)) + littleEndian(UInt32(body.count))
    return body + directory + end + littleEndian(UInt16(0))
  }
}
