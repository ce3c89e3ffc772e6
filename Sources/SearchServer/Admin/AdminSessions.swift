import Documents
import Synchronization

/// Who is let in now: sessions of eight hours, lost when the server ends.
final class AdminSessions: Sendable {
  /// A session as a page needs it.
  struct Session: Sendable, Equatable {
    /// What a form must carry to be believed, unknown to other web sites.
    let formToken: String
  }

  private struct Entry {
    let session: Session
    let ends: ContinuousClock.Instant
  }

  private let sessions = Mutex<[String: Entry]>([:])

  /// How long a session lasts.
  static let lifetime = Duration.seconds(8 * 3600)
  private static let capacity = 64
  private static let cookie = "kuasou_admin"

  /// Begins a session.
  ///
  /// - Returns: the value of its `Set-Cookie` field.
  func begin(isSecure: Bool, at now: ContinuousClock.Instant = .now) -> String {
    let (name, session) = (AdminTokens.random(), Session(formToken: AdminTokens.random()))
    sessions.withLock { sessions in
      sessions = sessions.filter { $0.value.ends > now }
      if sessions.count >= Self.capacity,
        let oldest = sessions.min(by: { $0.value.ends < $1.value.ends })?.key
      {
        sessions[oldest] = nil
      }
      sessions[name] = Entry(session: session, ends: now + Self.lifetime)
    }
    return Self.field(name, seconds: Int(Self.lifetime.components.seconds), isSecure)
  }

  /// The session that a `Cookie` field names; nil for none that goes on.
  func session(_ cookies: String, at now: ContinuousClock.Instant = .now) -> Session? {
    guard let name = Self.name(in: cookies) else { return nil }
    return sessions.withLock { $0[name] }.flatMap { $0.ends > now ? $0.session : nil }
  }

  /// Ends the session that a `Cookie` field names.
  ///
  /// - Returns: the value of the `Set-Cookie` field that takes the cookie back.
  func end(_ cookies: String, isSecure: Bool) -> String {
    if let name = Self.name(in: cookies) { sessions.withLock { $0[name] = nil } }
    return Self.field("", seconds: 0, isSecure)
  }

  private static func field(_ name: String, seconds: Int, _ isSecure: Bool) -> String {
    "\(cookie)=\(name); Path=/admin; Max-Age=\(seconds); HttpOnly; SameSite=Strict"
      + (isSecure ? "; Secure" : "")
  }

  private static func name(in cookies: String) -> String? {
    for pair in cookies.split(separator: ";") {
      let parts = pair.trimmingBlanks().split(separator: "=", maxSplits: 1)
      if parts.count == 2, parts[0] == cookie { return String(parts[1]) }
    }
    return nil
  }
}
