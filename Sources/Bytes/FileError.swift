import CLinux

#if canImport(Glibc)
  import Glibc
#endif

/// A file operation that the system refused, or a file whose content is not what its format says.
package enum FileError: Error, Equatable, CustomStringConvertible {
  /// The system call `operation` on `path` failed with `errno`.
  case system(operation: String, path: String, errno: Int32)
  /// The bytes of `path` at `offset` break the file's format: `problem` is a clause such as "checksum does not match".
  case corrupt(path: String, offset: Int, problem: String)
  /// `path` was written by another version of the format.
  case version(path: String, found: UInt32, supported: UInt32)
  /// Another process holds the lock `path`; `holder` is what it wrote into it.
  case locked(path: String, holder: String)

  package var description: String {
    switch self {
    case .system(let operation, let path, let code):
      "cannot \(operation) \(path): \(Self.text(errno: code))"
    case .corrupt(let path, let offset, let problem):
      "\(path) is damaged at byte \(offset): \(problem)"
    case .version(let path, let found, let supported):
      "\(path) is of format version \(found); this kuasou reads version \(supported)"
    case .locked(let path, let holder):
      "\(path) is held by another kuasou\(holder.isEmpty ? "" : " (\(holder))")"
    }
  }

  /// What a person can do about it.
  package var help: String {
    switch self {
    case .system(let operation, let path, let code): Self.help(operation, path, code)
    case .corrupt(let path, _, _):
      "run 'kuasou verify' to see what else is damaged; a damaged index is rebuilt by 'kuasou index --rebuild' once \(path) is moved away"
    case .version:
      "run the kuasou that wrote it, or rebuild it with this one in a new --data folder"
    case .locked:
      "wait until it has ended, or end it; the lock is released by the system when its holder ends"
    }
  }

  private static func help(_ operation: String, _ path: String, _ code: Int32) -> String {
    switch code {
    case ENOENT: "check the spelling of \(path), or create it"
    case EACCES, EPERM, EROFS: "run as a user who may \(operation) \(path), or choose another place"
    case ENOSPC, EDQUOT:
      "free some space on its file system and run the command again; nothing was lost"
    case EISDIR: "\(path) is a folder; name a file"
    case ENOTDIR: "a part of \(path) is a file, not a folder"
    case EMFILE, ENFILE: "raise the limit of open files (ulimit -n)"
    default: "look into the system's log for \(path), mend the cause and run the command again"
    }
  }

  /// The system's text for an error number.
  package static func text(errno code: Int32) -> String {
    // SAFETY: strerror returns a pointer to a NUL-terminated string of the C library; it is copied at once.
    unsafe String(cString: strerror(code))
  }
}
