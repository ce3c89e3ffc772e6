import HTTPTypes
import HummingbirdCore
import Logging
import NIOCore

/// The engine's connection with a `PromptHandler` in it.
struct PromptChannel: ServerChildChannel {
  /// The engine's connection.
  let base: HTTP1Channel
  /// What answers at once.
  let answer: @Sendable (HTTPRequest, ClientAddress?) -> WireResponse?

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<HTTP1Channel.Value> {
    base.setup(channel: channel, logger: logger).flatMapThrowing { value in
      // Behind the handler that watches for idle connections, so that it sees these requests, too.
      let pipeline = channel.pipeline.syncOperations
      let watch = try pipeline.handler(type: HTTPConnectionStateHandler.self)
      try pipeline.addHandler(PromptHandler(answer), position: .after(watch))
      return value
    }
  }

  func handle(value: HTTP1Channel.Value, logger: Logger) async {
    await base.handle(value: value, logger: logger)
  }
}
