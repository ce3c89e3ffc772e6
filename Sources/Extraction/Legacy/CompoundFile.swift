/// A compound file ([MS-CFB]), the small file system in which Word, Excel and PowerPoint of 97 to 2003 keep their streams.
///
/// No chain is followed further than the file has sectors, so that a loop ends.
struct CompoundFile: Sendable {
  private let file: LittleEndianBytes
  private let sectorSize: Int
  private let allocation: [Int]
  private let smallAllocation: [Int]
  private let entries: [Entry]
  /// The stream of the root entry, in which small streams lie.
  private var small = LittleEndianBytes([])
  private let cutoff: Int

  private struct Entry: Sendable {
    var name: String
    var isStream: Bool
    var start: Int
    var size: Int
  }

  private static let magic: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
  private static let smallSector = 64
  /// Streams beyond this size are cut.
  private static let largest = 96 << 20

  /// Opens a file; nil when it is none.
  init?(_ bytes: [UInt8]) {
    let file = LittleEndianBytes(bytes)
    guard bytes.starts(with: Self.magic), let shift = file.short(30), shift == 9 || shift == 12,
      let directory = file.long(48), let smallStart = file.long(60), let cutoff = file.long(56)
    else { return nil }
    let size = 1 << shift
    self.file = file
    sectorSize = size
    self.cutoff = min(cutoff, 1 << 16)
    allocation = Self.allocation(file, size)
    let table = Self.chain(smallStart, allocation, file, size, limit: file.count)
    smallAllocation = Self.numbers(table)
    let listing = LittleEndianBytes(
      Self.chain(directory, allocation, file, size, limit: 16 << 20))
    entries = Self.entries(listing)
    if let root = entries.first {
      small = LittleEndianBytes(
        Self.chain(root.start, allocation, file, size, limit: min(root.size, Self.largest)))
    }
  }

  /// The content of the first stream of that name, in any folder; nil when there is none.
  func stream(_ name: String) -> [UInt8]? {
    guard let entry = entries.first(where: { $0.isStream && $0.name == name }) else { return nil }
    let size = min(entry.size, Self.largest)
    if entry.size < cutoff {
      return Self.chain(
        entry.start, smallAllocation, small, Self.smallSector, offset: 0, limit: size)
    }
    return Self.chain(entry.start, allocation, file, sectorSize, limit: size)
  }

  /// Follows a chain of sectors and joins them, `limit` bytes at most.
  private static func chain(
    _ start: Int, _ table: [Int], _ file: LittleEndianBytes, _ size: Int, offset: Int? = nil,
    limit: Int
  ) -> [UInt8] {
    var bytes: [UInt8] = []
    var sector = start
    var left = table.count + 1
    // The header takes the place of a sector.
    let first = offset ?? size
    while table.indices.contains(sector), left > 0, bytes.count < limit {
      bytes.append(contentsOf: file.slice(first + sector * size, min(size, limit - bytes.count)))
      sector = table[sector]
      left -= 1
    }
    return bytes
  }

  private static func numbers(_ bytes: [UInt8]) -> [Int] {
    let table = LittleEndianBytes(bytes)
    return stride(from: 0, to: bytes.count & ~3, by: 4).compactMap { table.long($0) }
  }

  /// The allocation table: its sectors stand in the header and, of a large file, in a chain of sectors of their own.
  private static func allocation(_ file: LittleEndianBytes, _ size: Int) -> [Int] {
    var sectors = (0..<109).compactMap { file.long(76 + 4 * $0) }
    var next = file.long(68) ?? -1
    let most = file.count / size + 1
    var left = most
    while next >= 0, next < most, left > 0 {
      let start = size + next * size
      let count = size / 4 - 1
      sectors += (0..<count).compactMap { file.long(start + 4 * $0) }
      next = file.long(start + 4 * count) ?? -1
      left -= 1
    }
    var table: [Int] = []
    for sector in sectors.prefix(most) where sector < most {
      table += numbers(Array(file.slice(size + sector * size, size)))
    }
    return table
  }

  private static func entries(_ listing: LittleEndianBytes) -> [Entry] {
    stride(from: 0, to: listing.count, by: 128).compactMap { start in
      guard let length = listing.short(start + 64), let kind = listing.byte(start + 66),
        let first = listing.long(start + 116), let size = listing.long(start + 120)
      else { return nil }
      let units = (0..<max(0, min(length, 64) / 2 - 1)).compactMap { place in
        listing.short(start + 2 * place).map { UInt16($0) }
      }
      return Entry(
        name: String(decoding: units, as: UTF16.self), isStream: kind == 2, start: first, size: size
      )
    }
  }
}
