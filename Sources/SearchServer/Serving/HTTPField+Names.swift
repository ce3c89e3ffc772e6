import HTTPTypes

extension HTTPField.Name {
  static let referrerPolicy = named("Referrer-Policy")
  static let crossOriginOpenerPolicy = named("Cross-Origin-Opener-Policy")
  static let permissionsPolicy = named("Permissions-Policy")
  /// Not standard but what proxies write; RFC 7239 §7.4 compares it with `Forwarded`.
  static let xForwardedFor = named("X-Forwarded-For")

  private static func named(_ name: String) -> HTTPField.Name {
    guard let field = HTTPField.Name(name) else {
      preconditionFailure("\(name) is a token by RFC 9110 §5.6.2")
    }
    return field
  }
}
