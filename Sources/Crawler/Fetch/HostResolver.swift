import CCurl
import Dispatch

#if canImport(Glibc)
  import Glibc
#endif

/// Looks up host names off the fetch thread and says which addresses may be used.
///
/// `localhost` and names below it are 127.0.0.1 and ::1 without asking anyone (RFC 6761 §6.3), as glibc may not know the
/// names below it.
enum HostResolver {
  private static let threads = DispatchQueue(label: "kuasou.resolver", attributes: .concurrent)

  /// Looks up `name` and hands over the result, possibly on another thread.
  static func resolve(
    _ name: String, allowsPrivate: Bool, _ handler: @escaping @Sendable (ResolvedHost) -> Void
  ) {
    let lowered = name.lowercased()
    if lowered == "localhost" || lowered.hasSuffix(".localhost") {
      return handler(allowsPrivate ? .addresses(["127.0.0.1"]) : .refused("127.0.0.1"))
    }
    threads.async { handler(lookUp(lowered, allowsPrivate)) }
  }

  private static func lookUp(_ name: String, _ allowsPrivate: Bool) -> ResolvedHost {
    let bare = name.hasPrefix("[") ? String(name.dropFirst().dropLast()) : name
    // SAFETY: an all-zero addrinfo asks for everything.
    var hints = unsafe addrinfo()
    unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var first: UnsafeMutablePointer<addrinfo>?
    // SAFETY: getaddrinfo reads the string and hints and sets `first` to a list that is freed below.
    let code = unsafe getaddrinfo(bare, nil, &hints, &first)
    defer { unsafe freeaddrinfo(first) }
    guard code == 0 else {
      // SAFETY: gai_strerror returns a static string.
      return .failed(unsafe String(cString: gai_strerror(code)))
    }
    var found: [(text: String, isPublic: Bool)] = []
    var item = unsafe first
    while let info = unsafe item {
      // SAFETY: the list is valid until freeaddrinfo; 16 bytes hold any address.
      var bytes = [UInt8](repeating: 0, count: 16)
      let count = unsafe info.pointee.ai_addr.map { unsafe kuasou_address_bytes($0, &bytes) } ?? 0
      if let address = text(bytes, Int(count)), !found.contains(where: { $0.text == address.text })
      {
        found.append(address)
      }
      unsafe item = unsafe info.pointee.ai_next
    }
    return verdict(found, allowsPrivate)
  }

  private static func verdict(_ found: [(text: String, isPublic: Bool)], _ allowsPrivate: Bool)
    -> ResolvedHost
  {
    guard let first = found.first else { return .failed("it has no address") }
    // IPv4 first: few government networks route IPv6 well. Eight addresses are more than any host needs.
    let usable = found.filter { allowsPrivate || $0.isPublic }.map(\.text)
    let sorted = usable.filter { !$0.contains(":") } + usable.filter { $0.contains(":") }
    return sorted.isEmpty ? .refused(first.text) : .addresses(Array(sorted.prefix(8)))
  }

  private static func text(_ bytes: [UInt8], _ count: Int) -> (text: String, isPublic: Bool)? {
    switch count {
    case 4:
      return (
        "\(bytes[0]).\(bytes[1]).\(bytes[2]).\(bytes[3])",
        AddressRule.isPublic(ipv4: (bytes[0], bytes[1], bytes[2], bytes[3]))
      )
    case 16:
      let groups = stride(from: 0, to: 16, by: 2).map {
        String(UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]), radix: 16)
      }
      return (groups.joined(separator: ":"), AddressRule.isPublic(ipv6: bytes))
    default: return nil
    }
  }
}
