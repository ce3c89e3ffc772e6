import NIOCore
import NIOHTTPTypes
import Synchronization

/// How many requests have come in and not been answered, over all connections.
package final class RequestGauge: Sendable {
  private let waiting = Atomic<Int>(0)
  private let limit: Int

  /// A gauge that calls the server overloaded when more than `limit` requests wait.
  package init(limit: Int) { self.limit = limit }

  /// Whether the next request should be turned away at once rather than join a queue that it would time out in.
  package var isOverloaded: Bool { waiting.load(ordering: .relaxed) > limit }

  /// How many wait now.
  package var count: Int { waiting.load(ordering: .relaxed) }

  /// Counts `change` more or fewer.
  package func add(_ change: Int) { waiting.wrappingAdd(change, ordering: .relaxed) }
}

/// Counts the requests of one connection, and closes a connection that sends a body which nobody asked for.
final class RequestGuard: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  private let gauge: RequestGauge
  private var open = 0
  private var bodyBytes = 0

  /// No request of ours has a body; this much of one is read and thrown away.
  private static let maximumBody = 64 * 1024

  init(_ gauge: RequestGauge) { self.gauge = gauge }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head:
      bodyBytes = 0
      open += 1
      gauge.add(1)
    case .body(let part):
      bodyBytes += part.readableBytes
      guard bodyBytes <= Self.maximumBody else {
        context.close(promise: nil)
        return
      }
    case .end: break
    }
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    if case .end = unwrapOutboundIn(data), open > 0 {
      open -= 1
      gauge.add(-1)
    }
    context.write(data, promise: promise)
  }

  func channelInactive(context: ChannelHandlerContext) {
    gauge.add(-open)
    open = 0
    context.fireChannelInactive()
  }
}
