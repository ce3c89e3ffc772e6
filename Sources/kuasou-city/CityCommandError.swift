import Glibc
import SampleCity

/// What keeps the city from being served.
enum CityCommandError: Error, CustomStringConvertible {
  case corpus(CorpusError)
  case cannotListen(port: Int, reason: String)
  case cannotWrite(path: String)

  /// What happened, in one sentence.
  var description: String {
    switch self {
    case .corpus(let error): error.description
    case .cannotListen(let port, let reason): "can't serve on 127.0.0.1:\(port) (\(reason))"
    case .cannotWrite(let path): "can't write \(path)"
    }
  }

  /// What to do about it.
  var help: String {
    switch self {
    case .corpus(let error): error.help
    case .cannotListen: "is another program using the port? give another --port, or 0 to pick one"
    case .cannotWrite: "check that the folder exists and may be written"
    }
  }

  /// Says so on standard error.
  func report() {
    Self.writeToStandardError("kuasou-city: error: \(description)\nhelp: \(help)\n")
  }

  /// Writes text to standard error.
  static func writeToStandardError(_ text: String) {
    let bytes = Array(text.utf8)
    // SAFETY: write(2) reads `bytes.count` bytes of the array, which lives for the call.
    _ = unsafe write(STDERR_FILENO, bytes, bytes.count)
  }
}
