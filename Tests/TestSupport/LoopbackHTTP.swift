import Glibc

/// A minimal HTTP client for servers under test on 127.0.0.1.
package enum LoopbackHTTP {
  /// What a server answered.
  package struct Answer: Sendable {
    /// The status, 0 when there was no answer.
    package let status: Int
    /// The header lines.
    package let head: String
    /// The body as text.
    package let body: String
  }

  /// Asks for `target` on `port` and reads to the end of the connection; nil when nothing listens there.
  package static func get(_ target: String, port: Int, method: String = "GET") -> Answer? {
    let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard socket >= 0 else { return nil }
    defer { _ = close(socket) }
    guard connect(socket, port) else { return nil }
    let request =
      "\(method) \(target) HTTP/1.1\r\nHost: localhost:\(port)\r\nConnection: close\r\n\r\n"
    var bytes = Array(request.utf8)
    let sent = unsafe bytes.withUnsafeMutableBytes { buffer in
      // SAFETY: the buffer lives for the call and its true size is given.
      unsafe send(socket, buffer.baseAddress, buffer.count, Int32(MSG_NOSIGNAL))
    }
    guard sent == bytes.count else { return nil }
    return answer(readAll(socket))
  }

  private static func connect(_ socket: Int32, _ port: Int) -> Bool {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(UInt16(port).bigEndian)
    address.sin_addr.s_addr = in_addr_t(UInt32(0x7F00_0001).bigEndian)
    // SAFETY: the local address is passed with its true size.
    return unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe Glibc.connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
  }

  private static func readAll(_ socket: Int32) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let got = unsafe chunk.withUnsafeMutableBytes { buffer in
        // SAFETY: recv fills at most the buffer's size.
        unsafe recv(socket, buffer.baseAddress, buffer.count, 0)
      }
      guard got > 0 else { return bytes }
      bytes.append(contentsOf: chunk[..<got])
    }
  }

  private static func answer(_ bytes: [UInt8]) -> Answer? {
    let text = String(decoding: bytes, as: UTF8.self)
    guard let gap = text.firstRange(of: "\r\n\r\n") else { return nil }
    let head = String(text[..<gap.lowerBound])
    let status = head.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
    return Answer(status: status, head: head, body: String(text[gap.upperBound...]))
  }
}
