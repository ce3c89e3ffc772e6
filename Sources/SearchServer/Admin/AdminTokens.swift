import Bytes

/// The tokens that let administrators in, known by their SHA-256 alone: 256 random bits need no slow hash.
package struct AdminTokens: Sendable {
  private let digests: [String]

  /// Reads a file with a line `sha256:HEX` a token; empty lines and those that begin with # are passed over.
  ///
  /// - Throws: `ServerError.adminTokens` when it can't be read or has another line.
  package init(path: String) throws(ServerError) {
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try LocalFileSystem().read(path, limit: 1 << 16)
    } catch { throw .adminTokens(path, problem: "\(error)") }
    let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
      .filter { !$0.hasPrefix("#") && !$0.allSatisfy(\.isWhitespace) }
    var digests: [String] = []
    for line in lines {
      let hex = line.dropFirst(7)
      guard line.hasPrefix("sha256:"), hex.utf8.count == 64,
        hex.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) })
      else { throw .adminTokens(path, problem: "it has a line that is no sha256:HEX") }
      digests.append(String(hex))
    }
    guard !digests.isEmpty else { throw .adminTokens(path, problem: "it names no token") }
    self.digests = digests
  }

  /// Whether `token` is one of them, in a time that tells nothing of how much of it is right.
  func contains(_ token: String) -> Bool {
    let digest = Array(SHA256.hex(Array(token.utf8)).utf8)
    return digests.reduce(false) { $1.utf8.elementsEqual(digest) || $0 }
  }

  /// A new token and the line that stands for it.
  package static func make() -> (token: String, line: String) {
    let token = Self.random()
    return (token, "sha256:\(SHA256.hex(Array(token.utf8)))")
  }

  /// 256 random bits of the system's generator as hexadecimal digits.
  static func random() -> String {
    var generator = SystemRandomNumberGenerator()
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: (0..<64).map { _ in digits[Int(generator.next(upperBound: UInt64(16)))] },
      as: UTF8.self)
  }
}
