package import Bytes

/// A page store made of given gzip members, as another version of kuasou or a damaged disk would leave it.
package enum RawPageStore {
  /// Writes one WARC file of `members` and its commit mark into the folder `pages`.
  ///
  /// - Parameter version: the version that the mark says.
  package static func write(_ members: [[UInt8]], version: UInt32, pages: String) throws(FileError)
  {
    let bytes = members.flatMap { $0 }
    var mark = ByteWriter()
    mark.append(contentsOf: Array("KSPAGES\0".utf8))
    mark.append(littleEndian: version)
    mark.append(littleEndian: UInt32(40))
    mark.append(littleEndian: UInt32(1))
    mark.append(littleEndian: UInt64(bytes.count))
    mark.append(littleEndian: UInt64(members.count))
    mark.append(littleEndian: CRC32C.checksum(mark.bytes.span))
    try LocalFileSystem().makeFolder(pages)
    try LocalFileSystem().writeSynchronized(bytes, to: "\(pages)/000001.warc.gz")
    try LocalFileSystem().writeSynchronized(mark.bytes, to: "\(pages)/committed")
  }
}
