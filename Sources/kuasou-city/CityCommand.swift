import ArgumentParser
import Dispatch
import FoundationEssentials
import Glibc
import Logging
import SampleCity

/// `kuasou-city`: serves the sample city until it is told to end.
@main
struct CityCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kuasou-city",
    abstract: "Serves the sample city: 64 government web sites of an invented city on loopback.",
    discussion: """
      Every site is a virtual host below gov.localhost on one port of 127.0.0.1; the address of the \
      server itself shows a list of them. Ends on SIGTERM or SIGINT.
      """)

  @Option(help: "The port on 127.0.0.1; 0 lets the system choose.")
  var port = 8790

  @Option(help: "What all content depends on: the same number gives the same bytes.")
  var seed: UInt64 = 2009

  @Option(
    parsing: .singleValue,
    help: "A folder of documents, or a .jsonl file, to serve as further sites; may be repeated.")
  var corpus: [String] = []

  @Option(help: "Write the city's sites.conf to this file, and the seeds files beside it.")
  var writeSites: String?

  @Option(help: "Write what a perfect crawler finds to this file, as JSON.")
  var manifest: String?

  @Flag(help: "Slow sites answer at once.")
  var noDelays = false

  @Flag(help: "End when standard input closes, as it does when the parent process ends.")
  var untilStdinCloses = false

  func validate() throws {
    guard (0...65_535).contains(port) else {
      throw ValidationError("--port must lie between 0 and 65535")
    }
  }

  /// Runs the command and ends the process: 0 done, 1 failed, 2 wrong usage.
  static func main() async {
    do {
      try await parse().run()
    } catch let error as CityCommandError {
      error.report()
      Glibc.exit(1)
    } catch {
      let message = fullMessage(for: error)
      if exitCode(for: error).isSuccess {
        print(message)
      } else {
        CityCommandError.writeToStandardError("\(message)\n")
        Glibc.exit(2)
      }
    }
  }

  func run() async throws(CityCommandError) {
    let city = City(seed: seed)
    let corpora = try loadCorpora()
    var logger = Logger(label: "kuasou-city") { StreamLogHandler.standardError(label: $0) }
    logger.logLevel = .critical
    let server = CityServer(
      responder: CityResponder(city: city, corpora: corpora), delays: !noDelays, logger: logger)
    if untilStdinCloses { endWhenStdinCloses() }
    do {
      try await server.run(port: port) { port in
        do throws(CityCommandError) {
          try writeFiles(city: city, corpora: corpora, port: port)
          announce("listening on http://127.0.0.1:\(port)")
        } catch {
          error.report()
          Glibc.exit(1)
        }
      }
    } catch {
      throw .cannotListen(port: port, reason: String(describing: error))
    }
  }

  private func loadCorpora() throws(CityCommandError) -> [CorpusSite] {
    var sites: [CorpusSite] = []
    for path in corpus {
      do {
        for site in try CorpusFolder.load(path) {
          sites.append(site.renamed(unlike: sites.map(\.id)))
        }
      } catch {
        throw .corpus(error)
      }
    }
    return sites
  }

  private func writeFiles(city: City, corpora: [CorpusSite], port: Int) throws(CityCommandError) {
    if let path = writeSites {
      let file = CitySitesFile(city: city, corpora: corpora, port: port)
      try write(file.text, to: path)
      let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
      for seeds in file.seeds { try write(seeds.text, to: folder + seeds.path) }
    }
    if let path = manifest {
      let writer = ManifestWriter(city: city, corpora: corpora, port: port)
      guard let json = try? writer.json() else { throw .cannotWrite(path: path) }
      try write(json, to: path)
    }
  }

  private func write(_ text: String, to path: String) throws(CityCommandError) {
    do {
      let url = URL(filePath: path)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    } catch {
      throw .cannotWrite(path: path)
    }
  }

  /// Reads standard input to its end on a thread of its own, then asks the server to end.
  private func endWhenStdinCloses() {
    DispatchQueue.global().async {
      // Not readLine(): it keeps the lock of the stream stdin, for which fflush(nil) would wait.
      var byte: UInt8 = 0
      // SAFETY: read(2) fills at most the one byte it is given.
      while unsafe read(0, &byte, 1) > 0 {}
      kill(getpid(), SIGTERM)
    }
  }

  private func announce(_ line: String) {
    print(line)
    fflush(nil)
  }
}
