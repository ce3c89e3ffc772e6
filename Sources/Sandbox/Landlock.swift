import CLinux
import Glibc

/// Landlock (linux/landlock.h, kernel 5.13 and later): rules on files that a process lays on itself.
enum Landlock {
  private static let createRuleset = 444
  private static let addRule = 445
  private static let restrictSelf = 446
  private static let execute: UInt64 = 1 << 0
  private static let readFile: UInt64 = 1 << 2
  private static let readFolder: UInt64 = 1 << 3

  /// Allows reading below the paths that exist and running the programs that do, and nothing else that this kernel can rule on.
  static func apply(readable: [String], programs: [String] = []) -> Sandbox.State {
    let version = kuasou_syscall(createRuleset, 0, 0, 1, 0)
    guard version >= 1 else { return .unavailable("the kernel has no Landlock (errno \(errno))") }
    let rules = ruleset(version: version)
    guard rules >= 0 else { return .unavailable("landlock_create_ruleset: errno \(errno)") }
    defer { _ = close(rules) }
    for path in readable {
      if let problem = allow(path, in: rules) { return .unavailable(problem) }
    }
    for path in programs {
      if let problem = allow(path, running: true, in: rules) { return .unavailable(problem) }
    }
    guard kuasou_syscall(restrictSelf, Int(rules), 0, 0, 0) == 0 else {
      return .unavailable("landlock_restrict_self: errno \(errno)")
    }
    return .on
  }

  /// struct landlock_ruleset_attr: file accesses (u64), TCP accesses (u64, version 4), scopes (u64, version 6).
  private static func ruleset(version: Int) -> Int32 {
    // Rights by version: 13 of the first, then REFER, TRUNCATE, IOCTL_DEV.
    let files: UInt64 =
      switch version {
      case 1: (1 << 13) - 1
      case 2: (1 << 14) - 1
      case 3, 4: (1 << 15) - 1
      default: (1 << 16) - 1
      }
    var attributes: [UInt64] = [files]
    if version >= 4 { attributes.append(0b11) }
    if version >= 6 { attributes.append(0b11) }
    return unsafe attributes.withUnsafeBytes { bytes in
      // SAFETY: the kernel reads the structure of the given size during the call.
      Int32(kuasou_syscall(createRuleset, Int(bitPattern: bytes.baseAddress), bytes.count, 0, 0))
    }
  }

  /// struct landlock_path_beneath_attr, packed: allowed accesses (u64), folder descriptor (s32). A path that does not exist needs no rule.
  private static func allow(_ path: String, running: Bool = false, in rules: Int32) -> String? {
    let pathOnly: Int32 = 0o10000000  // O_PATH
    // SAFETY: the string is passed as a NUL-terminated copy that lives for the call.
    let folder = unsafe kuasou_open(path, pathOnly | O_CLOEXEC, 0)
    guard folder >= 0 else { return nil }
    defer { _ = close(folder) }
    let reading = isFolder(folder) ? readFile | readFolder : readFile
    let access = running ? reading | execute : reading
    var rule: [UInt8] = []
    for shift in stride(from: UInt64(0), to: 64, by: 8) {
      rule.append(UInt8(truncatingIfNeeded: access >> shift))
    }
    for shift in stride(from: Int32(0), to: 32, by: 8) {
      rule.append(UInt8(truncatingIfNeeded: folder >> shift))
    }
    let code = unsafe rule.withUnsafeBytes { bytes in
      // SAFETY: the kernel reads the 12 bytes during the call; 1 is LANDLOCK_RULE_PATH_BENEATH.
      kuasou_syscall(addRule, Int(rules), 1, Int(bitPattern: bytes.baseAddress), 0)
    }
    return code == 0 ? nil : "landlock_add_rule for \(path): errno \(errno)"
  }

  private static func isFolder(_ descriptor: Int32) -> Bool {
    var status = stat()
    // SAFETY: fstat fills the local structure.
    return unsafe fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
