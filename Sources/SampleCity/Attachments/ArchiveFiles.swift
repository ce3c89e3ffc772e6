/// Writes archives that hold the document in two forms.
enum ArchiveFiles {
  /// A ZIP whose names are GBK without a mark: a text and a Word file in a folder.
  static func zip(_ document: FileDocument) -> [UInt8] {
    var zip = ZIPFile(date: document.created)
    zip.addGBK("申报材料/\(document.title).docx", WordFile.bytes(document))
    zip.addGBK("申报材料/填报说明.txt", GBEncoding.encode(document.plainText))
    return zip.bytes()
  }

  /// A RAR 4 archive with the text and the table, stored. (No Word file: libarchive would take the
  /// directory at the end of a stored ZIP for that of the whole archive.)
  static func rar(_ document: FileDocument) -> [UInt8] {
    var archive: [UInt8] = [0x52, 0x61, 0x72, 0x21, 0x1A, 0x07, 0x00]
    archive += header(type: 0x73, flags: 0, rest: [UInt8](repeating: 0, count: 6))
    archive += rarFile("zhinan.txt", GBEncoding.encode(document.plainText), document.created)
    archive += rarFile(
      "biaoge.csv", GBEncoding.encode(document.commaSeparated), document.created)
    return archive + header(type: 0x7B, flags: 0x4000, rest: [])
  }

  /// A stored file (method 0x30) with its header.
  private static func rarFile(_ name: String, _ content: [UInt8], _ date: CityDate) -> [UInt8] {
    let dosDate =
      UInt32(max(0, date.year - 1980)) << 25 | UInt32(date.month) << 21 | UInt32(date.day) << 16
    var rest = littleEndian(UInt32(content.count)) + littleEndian(UInt32(content.count))
    rest += [0] + littleEndian(CRC32.checksum(content)) + littleEndian(dosDate | 0x4C00)
    rest += [20, 0x30] + littleEndian(UInt16(name.utf8.count)) + littleEndian(UInt32(0x20))
    rest += Array(name.utf8)
    return header(type: 0x74, flags: 0x8000, rest: rest) + content
  }

  /// A block header: two bytes of CRC-32 over what follows, type, flags, size.
  private static func header(type: UInt8, flags: UInt16, rest: [UInt8]) -> [UInt8] {
    let body = [type] + littleEndian(flags) + littleEndian(UInt16(7 + rest.count)) + rest
    return littleEndian(UInt16(truncatingIfNeeded: CRC32.checksum(body))) + body
  }
}
