import NIOCore
import NIOPosix

/// A TCP connection that sends whatever bytes a test wants, as a client would that means no good.
struct RawConnection: Sendable {
  private let channel: NIOAsyncChannel<ByteBuffer, ByteBuffer>

  /// A connection to a port of this machine.
  init(port: Int) async throws {
    channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .connect(host: "127.0.0.1", port: port) { channel in
        channel.eventLoop.makeCompletedFuture {
          try NIOAsyncChannel(wrappingChannelSynchronously: channel)
        }
      }
  }

  /// Sends each piece, then reads until the server closes; what it had sent by then.
  func exchange(_ pieces: [String], repeating last: String? = nil) async throws -> String {
    try await channel.executeThenClose { inbound, outbound in
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask {
          for piece in pieces { try await outbound.write(ByteBuffer(string: piece)) }
          while let last, !Task.isCancelled { try await outbound.write(ByteBuffer(string: last)) }
        }
        var received = ByteBuffer()
        do {
          for try await part in inbound { received.writeImmutableBuffer(part) }
        } catch is IOError {
          // The server may reset the connection while we still send.
        }
        group.cancelAll()
        _ = await group.nextResult()
        return String(buffer: received)
      }
    }
  }
}
