import Bytes
import TestSupport
import Testing

/// What a program links is what an attacker of it can reach.
@Suite struct LinkageTests {
  private func libraries(_ program: String) throws -> String {
    let scratch = try TemporaryFolder()
    var child = try ChildProcess(
      "/bin/sh", ["-c", "ldd \"$0\" >\"$1\"", Program(program).file, scratch.file("out")])
    let end = child.wait()
    #expect(end == .exited(0))
    return String(decoding: try LocalFileSystem().read(scratch.file("out")), as: UTF8.self)
  }

  @Test func `The internet-facing server links no parser of foreign files and no HTTP client`()
    throws
  {
    let list = try libraries("kuasou-server")

    #expect(list.contains("libc.so"), "ldd listed something")
    for library in ["libpoppler", "libxml2", "libcurl", "libarchive", "libuchardet"] {
      #expect(!list.contains(library), "\(library)")
    }
  }

  @Test func `The main program leaves foreign files to the worker`() throws {
    let list = try libraries("kuasou")

    #expect(list.contains("libcurl"))
    for library in ["libpoppler", "libxml2", "libarchive", "libuchardet"] {
      #expect(!list.contains("\(library)."), "\(library)")
    }
  }

  @Test func `The worker has the parsers and no network library`() throws {
    let list = try libraries("kuasou-extract")

    for library in ["libpoppler-glib", "libxml2", "libuchardet", "libseccomp"] {
      #expect(list.contains(library), "\(library)")
    }
    #expect(!list.contains("libcurl."))
  }
}
