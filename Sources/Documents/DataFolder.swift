package import Bytes

/// The folder that holds everything kuasou makes: page store, crawl state, index, logs.
///
/// Its file `VERSION` keeps an older or newer kuasou from misreading it.
package struct DataFolder: Sendable, Equatable {
  /// The folder's path as given.
  package let path: String

  /// The format version that this kuasou reads and writes.
  package static let version: UInt32 = 1

  private init(path: String) { self.path = path }

  /// The folder of the page store.
  package var pages: String { "\(path)/pages" }
  /// The folder of the crawl state.
  package var crawl: String { "\(path)/crawl" }
  /// The folder of the index.
  package var index: String { "\(path)/index" }
  /// The folder of the query log.
  package var log: String { "\(path)/log" }

  /// Opens the folder to write into it, making it when it is missing or empty.
  ///
  /// - Throws: `DataFolderError` when it is of another version or plainly something else.
  package static func create(_ path: String) throws(DataFolderError) -> DataFolder {
    let files = LocalFileSystem()
    let folder = DataFolder(path: path)
    do throws(FileError) {
      try files.makeFolder(path)
      if !files.exists(folder.versionFile) {
        let names = try files.names(in: path)
        guard names.allSatisfy({ $0.hasSuffix(".lock") || $0.hasSuffix(".tmp") }) else {
          throw FileError.corrupt(path: path, offset: 0, problem: "no VERSION file")
        }
        try AtomicFile.write(Array("kuasou-data \(version)\n".utf8), to: folder.versionFile)
      }
    } catch .corrupt { throw .foreign(path: path) } catch { throw .file(error) }
    try folder.checkVersion()
    return folder
  }

  /// Opens the folder to read what is in it.
  ///
  /// - Throws: `DataFolderError` when it is missing, of another version, or no data folder at all.
  package static func open(_ path: String) throws(DataFolderError) -> DataFolder {
    let folder = DataFolder(path: path)
    guard LocalFileSystem().isFolder(path) else { throw .missing(path: path) }
    guard LocalFileSystem().exists(folder.versionFile) else { throw .foreign(path: path) }
    try folder.checkVersion()
    return folder
  }

  private var versionFile: String { "\(path)/VERSION" }

  private func checkVersion() throws(DataFolderError) {
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try LocalFileSystem().read(versionFile, limit: 1000)
    } catch { throw .file(error) }
    let words = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace)
    guard words.count == 2, words[0] == "kuasou-data", let found = UInt32(words[1]) else {
      throw .foreign(path: path)
    }
    guard found == Self.version else {
      throw .file(.version(path: path, found: found, supported: Self.version))
    }
  }
}

/// Why a folder can't be used as kuasou's data folder.
package enum DataFolderError: Error, Equatable, CustomStringConvertible {
  /// There is no such folder.
  case missing(path: String)
  /// The folder holds something else.
  case foreign(path: String)
  /// The system refused, or the folder is of another version.
  case file(FileError)

  package var description: String {
    switch self {
    case .missing(let path): "there is no data folder \(path)"
    case .foreign(let path):
      "\(path) is not a kuasou data folder: its VERSION file is missing or unreadable"
    case .file(let error): error.description
    }
  }

  /// What a person can do about it.
  package var help: String {
    switch self {
    case .missing:
      "name the right folder with --data, or fill one by 'kuasou crawl' or 'kuasou import'"
    case .foreign: "name an empty or new folder with --data"
    case .file(let error): error.help
    }
  }
}
