import ArgumentParser
import Logging
import SampleCity

/// `kuasou-city`: serves the sample city until it is told to end.
@main
struct CityCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kuasou-city",
    abstract: "Serves the sample city: 64 government web sites of an invented city on loopback.")

  @Option(help: "The port on 127.0.0.1; 0 lets the system choose.")
  var port = 8790

  @Option(help: "What all content depends on.")
  var seed: UInt64 = 2009

  @Flag(help: "Slow hosts answer at once.")
  var noDelays = false

  func run() async throws {
    var logger = Logger(label: "kuasou-city")
    logger.logLevel = .error
    let server = CityServer(
      responder: CityResponder(city: City(seed: seed)), delays: !noDelays, logger: logger)
    try await server.run(port: port) { port in
      print("listening on http://127.0.0.1:\(port)")
    }
  }
}
