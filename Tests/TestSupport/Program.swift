import Bytes
import Glibc

/// One of kuasou's built programs, run as a user would run it.
package struct Program: Sendable {
  /// What a run printed and how it ended.
  package struct Outcome: Sendable {
    /// The exit code; 128 + n for signal n, as shells say.
    package let code: Int32
    /// Everything on standard output.
    package let output: String
    /// Everything on standard error.
    package let errors: String

    /// The lines of standard output.
    package var lines: [String] { output.split(separator: "\n").map(String.init) }
  }

  private let path: String

  /// The program of that name, in the folder of products that the tests run from.
  package init(_ name: String) { path = "\(Self.products)/\(name)" }

  /// Another program, by its path.
  package init(path: String) { self.path = path }

  /// The program's path.
  package var file: String { path }

  /// The folder of the built programs and of the test bundle itself.
  package static let products: String = {
    let own = (try? LocalFileSystem().linkTarget("/proc/self/exe")) ?? ""
    let words = CommandLine.arguments + [own]
    let bundle = words.first { $0.hasSuffix(".xctest") } ?? own
    return LocalFileSystem.parent(of: bundle)
  }()

  /// The project's top folder, found from the place of this file.
  package static let project: String = {
    var folder = #filePath
    for _ in 0..<3 { folder = LocalFileSystem.parent(of: folder) }
    return folder
  }()

  /// Runs the program to its end, in `folder` and with additional environment variables "NAME=value".
  package func run(
    _ arguments: [String], in folder: String = Program.project, input: [UInt8] = [],
    environment: [String] = []
  ) throws -> Outcome {
    let scratch = try TemporaryFolder()
    let inputFile = try scratch.write(input, to: "in")
    let script =
      "cd \"$1\" && in=$2 out=$3 err=$4 && shift 4 && exec env \"$@\" <\"$in\" >\"$out\" 2>\"$err\""
    var child = try ChildProcess(
      "/bin/sh",
      ["-c", script, "sh", folder, inputFile, scratch.file("out"), scratch.file("err")]
        + environment + [path] + arguments)
    let end = child.wait()
    let code: Int32 =
      switch end {
      case .exited(let code): code
      case .signalled(let number): 128 + number
      }
    return Outcome(
      code: code,
      output: String(decoding: try LocalFileSystem().read(scratch.file("out")), as: UTF8.self),
      errors: String(decoding: try LocalFileSystem().read(scratch.file("err")), as: UTF8.self))
  }
}
