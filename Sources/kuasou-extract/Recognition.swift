import Glibc
import Sandbox

/// `--ocr PROGRAM`: becomes tesseract, confined, which reads one image from standard input and writes a table of its words to standard output.
enum Recognition {
  /// The exit code of a launcher whose program can't be run, as shells have it.
  private static let notRun: Int32 = 127

  /// Where Debian's packages and hand-made installations keep what tesseract has learned.
  private static let learned = [
    "/usr/share/tesseract-ocr", "/usr/share/tessdata", "/usr/local/share/tessdata",
  ]

  /// Comes back only when the program can't be run.
  static func become(_ program: String) -> Int32 {
    Sandbox.closeForeignDescriptors()
    let code = ConfinedProgram(
      path: program,
      arguments: [
        "stdin", "stdout", "-l", "chi_sim", "--dpi", "200", "-c", "tessedit_create_tsv=1",
      ],
      // Threads are forbidden: pages are read beside one another instead.
      environment: ["OMP_THREAD_LIMIT=1", "LC_ALL=C.UTF-8"], readable: learned, limits: limits
    ).become()
    FrameStream.complain("kuasou-extract: \(program) can't be run: errno \(code)\n")
    return notRun
  }

  /// A page of 4,000 × 4,000 pixels full of text takes 145 MiB and 5 s; the client's clock is the tighter one of the two.
  private static var limits: SandboxLimits {
    var limits = SandboxLimits()
    limits.memoryBytes = 1 << 30
    limits.cpuSeconds = 90
    return limits
  }
}
