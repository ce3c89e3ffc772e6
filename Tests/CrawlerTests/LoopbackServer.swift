import Foundation
import Synchronization

/// A small HTTP server on 127.0.0.1 whose answers a test writes, down to the byte.
final class LoopbackServer: Sendable {
  /// What came in.
  struct Request: Sendable {
    var host: String
    var target: String
    var headers: [String: String]
    var at: ContinuousClock.Instant
  }

  /// What goes out.
  enum Answer: Sendable {
    /// A whole answer.
    case page(status: Int = 200, headers: [String] = ["Content-Type: text/html"], body: [UInt8])
    /// These bytes, then the connection is closed.
    case raw([UInt8])
    /// A head, then a byte now and then, for ever.
    case drip
    /// A head without length, then zeros for ever.
    case endless
    /// Nothing, for ever.
    case silence

    static func html(_ text: String) -> Answer { .page(body: Array(text.utf8)) }
    static func links(_ links: String...) -> Answer {
      .html("<html><title>页</title>" + links.map { "<a href=\"\($0)\">x</a>" }.joined() + "</html>")
    }
    static func redirect(_ location: String, _ more: String...) -> Answer {
      .page(status: 302, headers: ["Location: \(location)"] + more, body: [])
    }
    static func status(_ status: Int, _ headers: String...) -> Answer {
      .page(status: status, headers: headers, body: Array("status \(status)".utf8))
    }
  }

  let port: UInt16
  private let listener: Int32
  private let handler: @Sendable (Request) -> Answer
  private let log = Mutex<[Request]>([])
  private let isClosed = Mutex(false)

  /// A server that answers by `handler`; nil when no port can be had.
  init?(_ handler: @escaping @Sendable (Request) -> Answer) {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard listener >= 0 else { return nil }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    // SAFETY: the address is a local that lives for the calls, and its size is given.
    let isBound = unsafe withUnsafeMutablePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        unsafe bind(listener, address, size) == 0 && listen(listener, 256) == 0
          && getsockname(listener, address, &size) == 0
      }
    }
    guard isBound else {
      close(listener)
      return nil
    }
    self.listener = listener
    self.handler = handler
    port = UInt16(bigEndian: address.sin_port)
    Thread.detachNewThread { [self] in accept() }
  }

  /// What came in so far.
  var requests: [Request] { log.withLock { $0 } }

  /// Targets asked for, in order.
  var targets: [String] { requests.map(\.target) }

  /// Stops answering.
  func stop() {
    isClosed.withLock { $0 = true }
    shutdown(listener, Int32(SHUT_RDWR))
  }

  private var isStopped: Bool { isClosed.withLock { $0 } }

  private func accept() {
    while !isStopped {
      let connection = Glibc.accept(listener, nil, nil)
      guard connection >= 0 else { continue }
      Thread.detachNewThread { [self] in
        serve(connection)
        close(connection)
      }
    }
    close(listener)
  }

  private func serve(_ connection: Int32) {
    var pending: [UInt8] = []
    while let head = readHead(connection, &pending) {
      let lines = head.split(separator: "\r\n").map(String.init)
      let words = lines.first?.split(separator: " ").map(String.init) ?? []
      var headers: [String: String] = [:]
      for line in lines.dropFirst() {
        let parts = line.split(separator: ":", maxSplits: 1).map {
          $0.trimmingCharacters(in: .whitespaces)
        }
        if parts.count == 2 { headers[parts[0].lowercased()] = parts[1] }
      }
      let request = Request(
        host: headers["host"] ?? "", target: words.count > 1 ? words[1] : "", headers: headers,
        at: .now)
      log.withLock { $0.append(request) }
      guard send(handler(request), connection) else { return }
    }
  }

  private func readHead(_ connection: Int32, _ pending: inout [UInt8]) -> String? {
    let end = Array("\r\n\r\n".utf8)
    while true {
      if pending.count >= 4,
        let at = (0...(pending.count - 4)).first(where: { Array(pending[$0..<($0 + 4)]) == end })
      {
        defer { pending.removeFirst(at + 4) }
        return String(decoding: pending[..<at], as: UTF8.self)
      }
      var buffer = [UInt8](repeating: 0, count: 4096)
      // SAFETY: recv fills at most the buffer.
      let count = unsafe recv(connection, &buffer, buffer.count, 0)
      guard count > 0 else { return nil }
      pending += buffer[..<count]
    }
  }

  private func send(_ answer: Answer, _ connection: Int32) -> Bool {
    switch answer {
    case .page(let status, let headers, let body):
      let lines = ["HTTP/1.1 \(status) X", "Content-Length: \(body.count)"] + headers
      let hasBody = status != 304
      return write(
        Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + (hasBody ? body : []),
        connection)
    case .raw(let bytes):
      _ = write(bytes, connection)
      return false
    case .drip, .endless:
      let slow = if case .drip = answer { true } else { false }
      guard write(Array("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n".utf8), connection)
      else { return false }
      while !isStopped, write([UInt8](repeating: 32, count: slow ? 1 : 65_536), connection) {
        if slow { Thread.sleep(forTimeInterval: 0.2) }
      }
      return false
    case .silence:
      while !isStopped { Thread.sleep(forTimeInterval: 0.1) }
      return false
    }
  }

  private func write(_ bytes: [UInt8], _ connection: Int32) -> Bool {
    var done = 0
    while done < bytes.count {
      let rest = Array(bytes[done...])
      // SAFETY: the array is passed with its own count.
      let count = unsafe Glibc.send(connection, rest, rest.count, Int32(MSG_NOSIGNAL))
      guard count > 0 else { return false }
      done += count
    }
    return true
  }
}
