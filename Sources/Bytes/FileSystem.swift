import CLinux

#if canImport(Glibc)
  import Glibc
#endif

/// The file operations by which anything durable is written, narrow enough that a test's faulty fake can fail the n-th of them.
package protocol FileSystem: Sendable {
  /// Writes a new file with this content and forces it to the disk.
  func writeSynchronized(_ bytes: [UInt8], to path: String) throws(FileError)
  /// Writes at the end of an old or new file, without forcing it to the disk.
  func append(_ bytes: [UInt8], to path: String) throws(FileError)
  /// Makes a file, or empties the one that is there, to be written piece by piece.
  func create(_ path: String) throws(FileError) -> any OutputFile
  /// Forces an existing file's content to the disk.
  func synchronize(_ path: String) throws(FileError)
  /// Renames atomically, replacing what stood at `target`.
  func rename(_ path: String, to target: String) throws(FileError)
  /// Forces a folder's entries to the disk, without which a rename may be lost in a power cut.
  func synchronizeFolder(_ path: String) throws(FileError)
  /// Removes a file; one that is not there is no error.
  func remove(_ path: String) throws(FileError)
}

/// The machine's own file system.
package struct LocalFileSystem: FileSystem {
  /// The one there is.
  package init() {}

  /// write(2) into an emptied file, then fsync(2).
  package func writeSynchronized(_ bytes: [UInt8], to path: String) throws(FileError) {
    let file = try FileDescriptor.open(path, .truncate)
    try file.write(bytes)
    try file.synchronize()
  }

  /// write(2) at the end of the file.
  package func append(_ bytes: [UInt8], to path: String) throws(FileError) {
    try FileDescriptor.open(path, .append).write(bytes)
  }

  /// open(2), emptied.
  package func create(_ path: String) throws(FileError) -> any OutputFile {
    try LocalOutputFile(path)
  }

  /// fsync(2).
  package func synchronize(_ path: String) throws(FileError) {
    try FileDescriptor.open(path, .append).synchronize()
  }

  /// rename(2).
  package func rename(_ path: String, to target: String) throws(FileError) {
    // SAFETY: both strings are passed as NUL-terminated copies that live for the call.
    guard unsafe Glibc.rename(path, target) == 0 else {
      throw .system(operation: "rename", path: path, errno: errno)
    }
  }

  /// fsync(2) of the folder itself.
  package func synchronizeFolder(_ path: String) throws(FileError) {
    // SAFETY: the string is passed as a NUL-terminated copy that lives for the call.
    let number = unsafe kuasou_open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0)
    guard number >= 0 else { throw .system(operation: "open", path: path, errno: errno) }
    defer { _ = close(number) }
    guard fsync(number) == 0 else { throw .system(operation: "fsync", path: path, errno: errno) }
  }

  /// unlink(2).
  package func remove(_ path: String) throws(FileError) {
    // SAFETY: the string is passed as a NUL-terminated copy that lives for the call.
    guard unsafe unlink(path) == 0 || errno == ENOENT else {
      throw .system(operation: "remove", path: path, errno: errno)
    }
  }
}

extension LocalFileSystem {
  /// Makes `path` and every folder above it that is missing (mode 0755).
  package func makeFolder(_ path: String) throws(FileError) {
    guard !isFolder(path) else { return }
    let parent = Self.parent(of: path)
    if parent != path && !parent.isEmpty { try makeFolder(parent) }
    // SAFETY: the string is passed as a NUL-terminated copy that lives for the call.
    guard unsafe mkdir(path, 0o755) != 0 else { return }
    let code = errno
    guard isFolder(path) else {
      throw .system(operation: "create the folder", path: path, errno: code)
    }
  }

  /// Whether `path` is a folder that can be seen.
  package func isFolder(_ path: String) -> Bool {
    var status = stat()
    // SAFETY: stat fills the local struct.
    return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Whether anything can be seen at `path`.
  package func exists(_ path: String) -> Bool {
    // SAFETY: the string is passed as a NUL-terminated copy that lives for the call.
    unsafe access(path, F_OK) == 0
  }

  /// The names in a folder, sorted by their bytes, without `.` and `..`.
  package func names(in path: String) throws(FileError) -> [String] {
    // SAFETY: the stream is checked, used only here and closed on every way out.
    guard let folder = unsafe opendir(path) else {
      throw .system(operation: "list", path: path, errno: errno)
    }
    defer { unsafe _ = closedir(folder) }
    var names: [String] = []
    while let entry = unsafe readdir(folder) {
      // SAFETY: d_name is a NUL-terminated array inside the entry, copied before the next readdir.
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) {
          unsafe String(cString: $0)
        }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
  }

  /// All bytes of a file of at most `limit` bytes; a larger one is an error (EFBIG).
  package func read(_ path: String, limit: Int = 1 << 31) throws(FileError) -> [UInt8] {
    guard let bytes = try FileDescriptor.open(path, .read).readAll(limit: limit) else {
      throw .system(operation: "read", path: path, errno: EFBIG)
    }
    return bytes
  }

  /// The folder part of a path: "a/b" → "a", "b" → ".", "/b" → "/".
  package static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}

extension LocalFileSystem {
  /// What a symbolic link points to.
  package func linkTarget(_ path: String) throws(FileError) -> String {
    var size = -1
    // SAFETY: readlink writes at most 4096 bytes and says how many.
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: 4096) { buffer, filled in
      unsafe buffer.withMemoryRebound(to: CChar.self) { text in
        if let start = text.baseAddress { size = unsafe readlink(path, start, 4096) }
      }
      filled = max(0, size)
    }
    guard size >= 0 else { throw .system(operation: "read the link", path: path, errno: errno) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Makes a new folder whose name begins with `prefix` and ends in a random word, and returns its path.
  package func makeTemporaryFolder(prefix: String) throws(FileError) -> String {
    var generator = SystemRandomNumberGenerator()
    let path = prefix + String(generator.next(), radix: 36)
    // SAFETY: the string is passed as a NUL-terminated copy that lives for the call.
    guard unsafe mkdir(path, 0o700) == 0 else {
      throw .system(operation: "create the folder", path: path, errno: errno)
    }
    return path
  }

  /// Removes a folder and all that is in it, links themselves rather than their targets; what can't be removed stays.
  package func removeTree(_ path: String) {
    if isFolder(path), (try? linkTarget(path)) == nil, let names = try? names(in: path) {
      for name in names { removeTree("\(path)/\(name)") }
      // SAFETY: the string is passed as a NUL-terminated copy that lives for the call.
      _ = unsafe rmdir(path)
    } else {
      try? remove(path)
    }
  }
}
