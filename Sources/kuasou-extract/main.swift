import Glibc

// kuasou-extract: reads files' bytes as frames on standard input, answers with what it made of them. Started by kuasou, not by people.
switch CommandLine.arguments.dropFirst().first {
case nil: exit(Worker.serve(Worker.confine()) ? 0 : 1)
case "--self-test": exit(SelfTest.run())
case "--self-test-inside": exit(Worker.proveConfinement() ? 0 : 1)
case "--ocr":
  guard let program = CommandLine.arguments.dropFirst(2).first else { exit(2) }
  exit(Recognition.become(program))
case "--unconfined":
  // For measuring what confinement costs: never used by kuasou.
  Worker.warmUp()
  exit(Worker.serve([:]) ? 0 : 1)
default:
  FrameStream.complain("usage: kuasou-extract [--self-test]\n")
  exit(2)
}
