import Bytes
import Testing

@Suite struct `Resident code` {
  @Test func `Only code of a file is let go of, whose pages are all as in the file`() {
    let code = "7f01c0a26000-7f01c0b9b000 r-xp 00026000 fe:00 1234      /usr/lib/x86 64/libc.so.6"
    #expect(ResidentCode.codeRange(of: code[...]) == 0x7f01_c0a2_6000..<0x7f01_c0b9_b000)
    for other in [
      "7f01c0a26000-7f01c0b9b000 r--p 00026000 fe:00 1234      /usr/lib/libc.so.6",
      "7f01c0a26000-7f01c0b9b000 rw-p 00026000 fe:00 1234      /usr/lib/libc.so.6",
      "7f01c0a26000-7f01c0b9b000 rwxp 00026000 fe:00 1234      /usr/lib/libc.so.6",
      "7f01c0a26000-7f01c0b9b000 r-xs 00026000 fe:00 1234      /usr/lib/libc.so.6",
      "7f01c0a26000-7f01c0b9b000 r-xp 00000000 00:00 0",
      "7ffe5b5f0000-7ffe5b5f2000 r-xp 00000000 00:00 0          [vdso]",
      "7f01c0b9b000-7f01c0a26000 r-xp 00026000 fe:00 1234      /usr/lib/libc.so.6",
      "7f01c0a26000 r-xp 00026000 fe:00 1234      /usr/lib/libc.so.6", "", "r-xp", "- r-xp 0 0 0 /",
    ] {
      #expect(ResidentCode.codeRange(of: other[...]) == nil, "\(other)")
    }
  }

  @Test func `Letting go of it makes less of it resident, and the process runs on`() throws {
    let before = try resident()
    ResidentCode.forget()
    let after = try resident()

    #expect(after < before)
    #expect((0..<1_000).map { String($0, radix: 16) }.last == "3e7")
  }

  @Test func `A sweep is due at once, and then when its time has come`() {
    let code = ResidentCode()

    #expect(code.sweep(at: .seconds(1)))
    #expect(!code.sweep(at: .seconds(5)))
    #expect(code.sweep(at: .seconds(6)))
    #expect(!code.sweep(at: .seconds(7)))
  }

  /// Pages of this process that belong to files, as /proc says; its third number.
  private func resident() throws -> Int {
    let bytes = try #require(
      try FileDescriptor.open("/proc/self/statm", .read).readAll(limit: 1 << 10))
    return try #require(Int(String(decoding: bytes, as: UTF8.self).split(separator: " ")[2]))
  }
}
