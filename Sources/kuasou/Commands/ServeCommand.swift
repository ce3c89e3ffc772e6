import ArgumentParser
import Bytes
import Glibc

/// `kuasou serve`: becomes `kuasou-server`.
struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Serve the search page and the API over HTTP.",
    discussion:
      "Starts the program kuasou-server, which knows neither crawler nor parsers, in this process's place."
  )

  @OptionGroup var data: DataOption
  @Option(
    help: ArgumentHelp("Where to listen; port 0 picks a free one.", valueName: "address:port"))
  var listen = "127.0.0.1:8080"
  @Argument(
    parsing: .allUnrecognized,
    help: ArgumentHelp("Further options of kuasou-server, as 'kuasou-server --help' shows them."))
  var further: [String] = []

  func run() throws {
    let program = try Programs.path(of: "kuasou-server")
    let words = [program, "--data", data.path, "--listen", listen] + further
    fflush(nil)
    // SAFETY: the copies made by strdup live until exec replaces the process; the array ends in nil.
    var vector = unsafe words.map { unsafe strdup($0) } + [nil]
    unsafe _ = execv(program, &vector)
    throw FileError.system(operation: "start", path: program, errno: errno)
  }
}
