package import Hummingbird

/// What is known of a request besides its head: who is at the other end of the connection.
package struct ClientContext: RequestContext {
  /// The engine's own part.
  package var coreContext: CoreRequestContextStorage
  /// The other end; nil in tests without a socket.
  package let peer: ClientAddress?

  /// The context of a request that came over this channel.
  package init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
    peer = ClientAddress(source.channel.remoteAddress)
  }
}
