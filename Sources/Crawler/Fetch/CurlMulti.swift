import CCurl
import Documents

#if canImport(Glibc)
  import Glibc
#endif

/// libcurl's multi handle with all of its transfers; used by one thread only.
///
/// Easy handles are pooled, connections are kept by the multi handle, and cookies and TLS sessions by a share handle, so that a
/// cookie that a host sets on one request comes back on the next.
@safe struct CurlMulti: ~Copyable {
  // SAFETY: both handles are made in init, freed in deinit, and never leave this type.
  private let multi: UnsafeMutableRawPointer
  private let share: UnsafeMutableRawPointer
  private let watch: SocketWatch
  private var idle: [CurlEasy] = []
  private var active: [CurlEasy.Key: CurlEasy] = [:]
  private let limits: FetchLimits
  private let clock: CrawlClock
  /// Hosts whose certificate couldn't be verified and that are put up with.
  private var unverified: Set<String> = []

  /// Nil when libcurl has no memory or the process no descriptor left.
  init?(limits: FetchLimits, clock: CrawlClock) {
    guard CurlEasy.isLibraryReady, let watch = SocketWatch() else { return nil }
    // SAFETY: plain constructors; what one of them made is freed when the other fails.
    guard let multi = unsafe curl_multi_init() else { return nil }
    guard unsafe watch.follow(multi), let share = unsafe curl_share_init() else {
      unsafe curl_multi_cleanup(multi)
      return nil
    }
    // SAFETY: the handle is live; no lock functions are needed as one thread uses it.
    _ = unsafe kuasou_curl_share(share, CURL_LOCK_DATA_COOKIE)
    _ = unsafe kuasou_curl_share(share, CURL_LOCK_DATA_SSL_SESSION)
    // More idle connections than hosts in any sites.conf seen, so that none is closed between two polite requests.
    _ = unsafe kuasou_curl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, 256)
    unsafe self.multi = unsafe multi
    unsafe self.share = unsafe share
    self.watch = watch
    self.limits = limits
    self.clock = clock
  }

  deinit {
    // SAFETY: all easy handles leave the multi handle before they are freed, and both before the share handle.
    for easy in active.values { unsafe easy.leave(multi) }
    for easy in active.values { easy.free() }
    for easy in idle { easy.free() }
    unsafe curl_multi_cleanup(multi)
    _ = unsafe curl_share_cleanup(share)
    // Closing its connections, the multi handle still says so.
    withExtendedLifetime(watch) {}
  }

  /// How many transfers are under way.
  var count: Int { active.count }

  /// Begins a transfer; false when libcurl refuses it.
  mutating func start(_ request: FetchRequest) -> Bool {
    let transfer = Transfer(request, limits, clock, began: clock.now)
    transfer.isUnverified = request.isTLSTolerant && unverified.contains(request.url.authority)
    return start(transfer)
  }

  private mutating func start(_ transfer: Transfer) -> Bool {
    guard let easy = idle.popLast() ?? CurlEasy() else { return false }
    // SAFETY: share and multi live as long as self, and so longer than the transfer.
    guard unsafe easy.prepare(transfer, share: share), unsafe easy.join(multi) else {
      easy.free()
      return false
    }
    active[easy.key] = easy
    return true
  }

  /// Moves on the transfers that can move, and takes out those that have ended.
  mutating func perform() -> [FetchEnd] {
    var running: Int32 = 0
    // SAFETY: the multi handle is live; the callbacks touch only transfers in `active`.
    for event in watch.takeEvents() {
      _ = unsafe curl_multi_socket_action(multi, event.socket, event.happened, &running)
    }
    if watch.takeDeadline() {
      _ = unsafe curl_multi_socket_action(multi, CURL_SOCKET_TIMEOUT, 0, &running)
    }
    var ends: [FetchEnd] = []
    var left: Int32 = 0
    while let message = unsafe curl_multi_info_read(multi, &left) {
      // SAFETY: the message is valid until the next call on the multi handle; what is needed is copied here.
      let (kind, handle, code) = unsafe (
        message.pointee.msg, message.pointee.easy_handle, message.pointee.data.result
      )
      guard kind == CURLMSG_DONE, let key = unsafe CurlEasy.key(of: handle),
        let easy = active.removeValue(forKey: key)
      else { continue }
      unsafe easy.leave(multi)
      if let end = finish(easy, code) { ends.append(end) }
    }
    return ends
  }

  /// The end of a transfer; nil when it begins anew without verifying the certificate.
  private mutating func finish(_ easy: CurlEasy, _ code: CURLcode) -> FetchEnd? {
    let transfer = easy.transfer
    let end = transfer.map { easy.end($0, code, clock) }
    easy.reset()
    if idle.count < 64 { idle.append(easy) } else { easy.free() }
    guard let transfer, let end else { return nil }
    if code == CURLE_PEER_FAILED_VERIFICATION, transfer.request.isTLSTolerant,
      !transfer.isUnverified
    {
      unverified.insert(transfer.request.url.authority)
      let again = Transfer(transfer.request, limits, clock, began: transfer.began)
      again.isUnverified = true
      if start(again) { return nil }
    }
    return end
  }

  /// Waits until a transfer moves, `wake` becomes readable, or the time is over.
  func wait(_ time: Duration, wake: Int32) {
    watch.wait(time, wake: wake)
  }

  /// Breaks off all transfers.
  mutating func cancelAll() -> [FetchEnd] {
    let all = active.values.sorted { $0.key < $1.key }
    active = [:]
    return all.compactMap { easy in
      // SAFETY: the handle is in the multi handle until here.
      unsafe easy.leave(multi)
      guard let transfer = easy.transfer else { return nil }
      easy.free()
      let now = clock.now
      let times = FetchTimes(answered: now, response: .zero, total: now.since(transfer.began))
      return FetchEnd(
        token: transfer.request.token, outcome: .failure(.stopped, at: times), body: [], detail: "")
    }
  }
}
