/// Where the server listens: a host and a port.
package struct ListenAddress: Sendable, Equatable, CustomStringConvertible {
  /// An IPv4 address, an IPv6 address without brackets, or a name.
  package let host: String
  /// The port; 0 lets the system pick a free one.
  package let port: Int

  /// This host and port.
  package init(host: String, port: Int) {
    self.host = host
    self.port = port
  }

  /// The address written "127.0.0.1:8080", "[::1]:8080", "localhost:8080" or ":8080" (loopback); nil for anything else.
  package init?(_ text: String) {
    guard let colon = text.lastIndex(of: ":") else { return nil }
    let digits = text[text.index(after: colon)...]
    var name = text[..<colon]
    if name.hasPrefix("["), name.hasSuffix("]") {
      name = name.dropFirst().dropLast()
      guard name.contains(":"), name.allSatisfy(Self.isAddressCharacter) else { return nil }
    } else {
      guard
        name.allSatisfy({ Self.isAddressCharacter($0) && $0 != ":" || Self.isNameCharacter($0) })
      else { return nil }
    }
    guard (1...5).contains(digits.count), digits.utf8.allSatisfy({ (48...57).contains($0) }),
      let port = Int(digits), port <= 65_535
    else { return nil }
    self.init(host: name.isEmpty ? "127.0.0.1" : String(name), port: port)
  }

  private static func isAddressCharacter(_ character: Character) -> Bool {
    character.isHexDigit && character.isASCII || character == ":" || character == "."
  }

  private static func isNameCharacter(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber || character == "-")
      || character == "."
  }

  /// The address as it is written, IPv6 in brackets.
  package var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
