import CLinux

#if canImport(Glibc)
  import Glibc
#endif

/// An open file that closes itself when it goes out of scope.
package struct FileDescriptor: ~Copyable {
  /// What a file is opened for.
  package enum Mode: Sendable {
    /// Reading only.
    case read
    /// Writing a file that must not exist yet.
    case createNew
    /// Writing an emptied or new file.
    case truncate
    /// Writing at the end of an old or new file.
    case append
    /// Reading and writing an old or new file, for locks and in-place patches.
    case readWrite

    fileprivate var flags: Int32 {
      switch self {
      case .read: O_RDONLY
      case .createNew: O_WRONLY | O_CREAT | O_EXCL
      case .truncate: O_WRONLY | O_CREAT | O_TRUNC
      case .append: O_WRONLY | O_CREAT | O_APPEND
      case .readWrite: O_RDWR | O_CREAT
      }
    }
  }

  /// The descriptor's number, for system calls of this module and its C neighbours.
  package let number: Int32
  private let path: String

  private init(number: Int32, path: String) {
    self.number = number
    self.path = path
  }

  deinit { _ = close(number) }

  /// Opens `path` (close-on-exec, mode 0644 when created); a folder can't be opened.
  package static func open(_ path: String, _ mode: Mode) throws(FileError) -> FileDescriptor {
    guard !path.utf8.contains(0) else {
      throw .system(operation: "open", path: path.filter { $0 != "\0" }, errno: EINVAL)
    }
    var number: Int32 = -1
    repeat {
      // SAFETY: the string is passed as a NUL-terminated copy that lives for the call.
      number = unsafe kuasou_open(path, mode.flags | O_CLOEXEC, 0o644)
    } while number < 0 && errno == EINTR
    guard number >= 0 else { throw .system(operation: "open", path: path, errno: errno) }
    let file = FileDescriptor(number: number, path: path)
    if try file.isFolder() { throw .system(operation: "read", path: path, errno: EISDIR) }
    return file
  }

  /// The file's present size in bytes.
  package func size() throws(FileError) -> Int { Int(try status().st_size) }

  /// Whether the file still has a name.
  package func isLinked() throws(FileError) -> Bool { try status().st_nlink > 0 }

  /// Appends or writes all bytes at the file's position, however many calls it takes.
  package func write(_ bytes: [UInt8]) throws(FileError) {
    // SAFETY: bytes have no padding.
    try write(unsafe bytes.span.bytes)
  }

  /// Appends or writes all bytes at the file's position, however many calls it takes.
  package func write(_ bytes: RawSpan) throws(FileError) {
    var done = 0
    while done < bytes.byteCount {
      let wrote = unsafe bytes.withUnsafeBytes { buffer in
        // SAFETY: the range done..<count lies inside the buffer, which lives for the call.
        unsafe Glibc.write(number, buffer.baseAddress?.advanced(by: done), buffer.count - done)
      }
      if wrote < 0 {
        if errno == EINTR { continue }
        throw .system(operation: "write", path: path, errno: errno)
      }
      done += wrote
    }
  }

  /// Reads up to `count` bytes at `offset`; fewer only at the end of the file.
  package func read(at offset: Int, count: Int) throws(FileError) -> [UInt8] {
    var failure: Int32 = 0
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      unsafe (filled, failure) = fill(UnsafeMutableRawBufferPointer(buffer), from: offset)
    }
    guard failure == 0 else { throw .system(operation: "read", path: path, errno: failure) }
    return bytes
  }

  /// Fills `bytes` from `offset` on and returns how many there were; fewer only at the end of the file.
  package func read(
    at offset: Int, into bytes: inout MutableRawSpan
  ) throws(FileError) -> Int {
    let (filled, failure) = unsafe bytes.withUnsafeMutableBytes { buffer in
      unsafe fill(buffer, from: offset)
    }
    guard failure == 0 else { throw .system(operation: "read", path: path, errno: failure) }
    return filled
  }

  /// Fills a buffer, however many calls it takes; returns how many bytes there were, and errno or 0.
  private func fill(
    _ buffer: UnsafeMutableRawBufferPointer, from offset: Int
  ) -> (filled: Int, errno: Int32) {
    var filled = 0
    while filled < buffer.count {
      // SAFETY: pread fills at most the rest of the buffer, which the caller holds.
      let got = unsafe pread(
        number, buffer.baseAddress?.advanced(by: filled), buffer.count - filled,
        off_t(offset + filled))
      if got < 0 && errno == EINTR { continue }
      if got <= 0 { return (filled, got < 0 ? errno : 0) }
      filled += got
    }
    return (filled, 0)
  }

  /// All bytes from the start, or from where a pipe stands, up to the end; nil when there are more than `limit`.
  ///
  /// Files of /proc, whose size is said to be 0, are read to their end as pipes are.
  package func readAll(limit: Int) throws(FileError) -> [UInt8]? {
    let status = try status()
    if status.st_mode & S_IFMT == S_IFREG, status.st_size > 0 {
      let size = Int(status.st_size)
      return size <= limit ? try read(at: 0, count: size) : nil
    }
    var bytes: [UInt8] = []
    while bytes.count <= limit {
      let chunk = try readNext(count: 1 << 16)
      if chunk.isEmpty { return bytes }
      bytes.append(contentsOf: chunk)
    }
    return nil
  }

  private func readNext(count: Int) throws(FileError) -> [UInt8] {
    var got = 0
    // SAFETY: read fills at most `count` bytes and says how many.
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      repeat {
        got = unsafe Glibc.read(number, buffer.baseAddress, count)
      } while got < 0 && errno == EINTR
      filled = max(0, got)
    }
    guard got >= 0 else { throw .system(operation: "read", path: path, errno: errno) }
    return bytes
  }

  /// Forces the file's content to the disk. A failed fsync must never be retried: the kernel may have dropped the pages.
  package func synchronize() throws(FileError) {
    guard fsync(number) == 0 else { throw .system(operation: "fsync", path: path, errno: errno) }
  }

  /// Cuts the file to `count` bytes; only for files that no one maps (see `MappedFile`).
  package func truncate(to count: Int) throws(FileError) {
    guard ftruncate(number, off_t(count)) == 0 else {
      throw .system(operation: "truncate", path: path, errno: errno)
    }
  }

  private func isFolder() throws(FileError) -> Bool { try status().st_mode & S_IFMT == S_IFDIR }

  private func status() throws(FileError) -> stat {
    var status = stat()
    // SAFETY: fstat fills the local struct.
    guard unsafe fstat(number, &status) == 0 else {
      throw .system(operation: "inspect", path: path, errno: errno)
    }
    return status
  }
}
