import Logging

/// One structured log line a request, without the client's address and without what was searched.
enum AccessLog {
  /// Paths longer than this are cut in the log.
  private static let maximumPath = 80

  /// Writes the line at level info.
  static func write(
    _ request: ServerRequest, status: Int, bytes: Int, _ time: Duration, to logger: Logger
  ) {
    guard logger.logLevel <= .info else { return }
    let microseconds =
      time.components.seconds * 1_000_000
      + time.components.attoseconds / 1_000_000_000_000
    logger.info(
      "request",
      metadata: [
        "method": "\(request.method)", "path": "\(inert(request.path))",
        "status": "\(status)", "bytes": "\(bytes)",
        "us": "\(microseconds)",
      ])
  }

  /// A path that can't start a line or a field of its own in the log.
  private static func inert(_ path: String) -> String {
    let bytes = path.utf8.prefix(maximumPath).map { (33...126).contains($0) ? $0 : 0x3F }
    return String(decoding: bytes, as: UTF8.self)
  }
}
