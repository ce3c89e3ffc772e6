import CCurl
import Documents

#if canImport(Glibc)
  import Glibc
#endif

/// One libcurl easy handle and the transfer that it carries; owned by `CurlMulti`, which frees it.
///
/// The pointers that it stores are used by its own methods only, so using it is safe.
@safe final class CurlEasy {
  /// What a handle is known by: its address as a number.
  typealias Key = Int

  /// Whether libcurl's global state is set up; once for the process.
  static let isLibraryReady: Bool = curl_global_init(Int(CURL_GLOBAL_ALL)) == CURLE_OK

  // SAFETY: made in init, freed once by `free`, after which `CurlMulti` holds no reference to self any more.
  private let handle: UnsafeMutableRawPointer
  private(set) var transfer: Transfer?
  private var lists: [UnsafeMutablePointer<curl_slist>] = unsafe []

  /// Nil when libcurl has no memory.
  init?() {
    // SAFETY: a plain constructor.
    guard let handle = unsafe curl_easy_init() else { return nil }
    unsafe self.handle = unsafe handle
  }

  /// What this handle is known by.
  var key: Key { unsafe Int(bitPattern: handle) }

  /// What a handle of libcurl's is known by.
  static func key(of handle: UnsafeMutableRawPointer?) -> Key? {
    unsafe handle.map { Int(bitPattern: $0) }
  }

  /// Adds the handle to a multi handle.
  func join(_ multi: UnsafeMutableRawPointer) -> Bool {
    // SAFETY: both handles are live.
    unsafe curl_multi_add_handle(multi, handle) == CURLM_OK
  }

  /// Takes the handle out of its multi handle.
  func leave(_ multi: UnsafeMutableRawPointer) {
    // SAFETY: both handles are live.
    _ = unsafe curl_multi_remove_handle(multi, handle)
  }

  /// Frees the handle, which must have left its multi handle and may not be used again.
  func free() {
    releaseLists()
    // SAFETY: called once, by the owner, as its last use of this object.
    unsafe curl_easy_cleanup(handle)
  }

  /// Makes the handle ready for another transfer; connections, cookies and sessions stay.
  func reset() {
    // SAFETY: the handle is live and in no multi handle.
    unsafe curl_easy_reset(handle)
    releaseLists()
    transfer = nil
  }

  private func releaseLists() {
    // SAFETY: the lists were made by curl_slist_append for this handle, whose transfer is over.
    unsafe lists.forEach { unsafe curl_slist_free_all($0) }
    unsafe lists = []
  }

  /// Sets everything that a transfer needs; false when libcurl refuses an option.
  func prepare(_ transfer: Transfer, share: UnsafeMutableRawPointer) -> Bool {
    self.transfer = transfer
    let request = transfer.request
    var isGood = setText(CURLOPT_URL, request.url.href)
    isGood = setText(CURLOPT_PROTOCOLS_STR, "http,https") && isGood
    isGood = setText(CURLOPT_USERAGENT, request.userAgent) && isGood
    isGood = setText(CURLOPT_ACCEPT_ENCODING, "") && isGood
    isGood = setText(CURLOPT_PROXY, request.proxy ?? "") && isGood
    isGood = setText(CURLOPT_COOKIEFILE, "") && isGood
    if let file = request.caFile { isGood = setText(CURLOPT_CAINFO, file) && isGood }
    setNumbers(transfer)
    setHeaders(request)
    setAddresses(request)
    // SAFETY: the share handle outlives the transfer (see CurlMulti).
    isGood = unsafe kuasou_curl_set_share(handle, share) == CURLE_OK && isGood
    return setCallbacks(transfer) && isGood
  }

  private func setNumbers(_ transfer: Transfer) {
    let limits = transfer.limits
    let numbers: [(CURLoption, Int)] = [
      (CURLOPT_NOSIGNAL, 1), (CURLOPT_FOLLOWLOCATION, 0), (CURLOPT_HTTPGET, 1),
      (CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS)), (CURLOPT_TCP_KEEPALIVE, 1),
      (CURLOPT_TIMEOUT_MS, Self.milliseconds(limits.total)),
      (CURLOPT_CONNECTTIMEOUT_MS, Self.milliseconds(limits.connect)),
      (CURLOPT_LOW_SPEED_LIMIT, limits.slowBytes),
      (CURLOPT_LOW_SPEED_TIME, max(1, Self.milliseconds(limits.slowTime) / 1000)),
      (CURLOPT_SSL_VERIFYPEER, transfer.isUnverified ? 0 : 1), (CURLOPT_SSL_VERIFYHOST, 2),
      (CURLOPT_DNS_CACHE_TIMEOUT, 600),
    ]
    // SAFETY: the handle is live; libcurl copies numbers.
    for (option, value) in numbers { _ = unsafe kuasou_curl_set_long(handle, option, value) }
    let largest = curl_off_t(max(limits.htmlBytes, limits.fileBytes))
    if transfer.request.use != .robots {
      _ = unsafe kuasou_curl_set_offset(handle, CURLOPT_MAXFILESIZE_LARGE, largest)
    }
  }

  private static func milliseconds(_ duration: Duration) -> Int {
    Int(
      duration.components.seconds * 1000 + duration.components.attoseconds / 1_000_000_000_000_000)
  }

  private func setHeaders(_ request: FetchRequest) {
    var lines = [
      "Accept: text/html,application/xhtml+xml,application/pdf,text/plain;q=0.9,*/*;q=0.8",
      "Accept-Language: zh-CN,zh;q=0.9,en;q=0.5",
    ]
    if let etag = request.etag { lines.append("If-None-Match: \(Self.oneLine(etag))") }
    if let date = request.lastModified { lines.append("If-Modified-Since: \(Self.oneLine(date))") }
    setList(CURLOPT_HTTPHEADER, lines)
  }

  /// Pins the host's name to the addresses that were looked up and checked; IPv6 addresses go into brackets.
  private func setAddresses(_ request: FetchRequest) {
    guard let pin = Self.pin(request.url, request.addresses) else { return }
    setList(CURLOPT_RESOLVE, [pin])
  }

  /// What `CURLOPT_RESOLVE` takes: the host, its port and the addresses; nil where there are none or the host is an IPv6 address.
  static func pin(_ url: CrawlURL, _ addresses: [String]) -> String? {
    let authority = url.authority
    guard let first = authority.utf8.first, first != UInt8(ascii: "["), !addresses.isEmpty else {
      return nil
    }
    var pin = "+"
    pin += authority
    if !authority.utf8.contains(UInt8(ascii: ":")) { pin += url.isSecure ? ":443" : ":80" }
    var separator = ":"
    for address in addresses {
      pin += separator
      separator = ","
      if address.utf8.contains(UInt8(ascii: ":")) {
        pin += "[\(address)]"
      } else {
        pin += address
      }
    }
    return pin
  }

  private static func oneLine(_ text: String) -> String {
    String(decoding: text.utf8.filter { $0 >= 32 && $0 != 127 }, as: UTF8.self)
  }

  private func setList(_ option: CURLoption, _ lines: [String]) {
    // SAFETY: curl_slist_append copies the string; the list is kept until the transfer is over.
    var list: UnsafeMutablePointer<curl_slist>?
    for line in lines {
      guard let longer = unsafe curl_slist_append(list, line) else { break }
      unsafe list = unsafe longer
    }
    guard let list = unsafe list else { return }
    unsafe lists.append(list)
    _ = unsafe kuasou_curl_set_list(handle, option, list)
  }

  /// A number that libcurl knows of the transfer.
  func number(_ info: CURLINFO) -> Int {
    var value = 0
    // SAFETY: libcurl writes one long.
    _ = unsafe kuasou_curl_get_long(handle, info, &value)
    return value
  }

  /// A 64-bit number that libcurl knows of the transfer.
  func offset(_ info: CURLINFO) -> curl_off_t {
    var value: curl_off_t = 0
    // SAFETY: libcurl writes one curl_off_t.
    _ = unsafe kuasou_curl_get_offset(handle, info, &value)
    return value
  }

  /// A text that libcurl knows of the transfer.
  func text(_ info: CURLINFO) -> String {
    var value: UnsafeMutablePointer<CChar>?
    // SAFETY: libcurl points to a string of the handle's, which is copied at once.
    _ = unsafe kuasou_curl_get_string(handle, info, &value)
    return unsafe value.map { unsafe String(cString: $0) } ?? ""
  }

  /// libcurl's words for a code.
  static func words(_ code: CURLcode) -> String {
    // SAFETY: libcurl returns a static string.
    unsafe String(cString: curl_easy_strerror(code))
  }

  private func setText(_ option: CURLoption, _ text: String) -> Bool {
    // SAFETY: libcurl copies strings.
    unsafe kuasou_curl_set_string(handle, option, text) == CURLE_OK
  }

  private func setCallbacks(_ transfer: Transfer) -> Bool {
    // SAFETY: self.transfer keeps the object alive until the transfer is over and its callbacks can't come any more.
    let pointer = unsafe Unmanaged.passUnretained(transfer).toOpaque()
    let codes = unsafe [
      kuasou_curl_set_pointer(handle, CURLOPT_WRITEDATA, pointer),
      kuasou_curl_set_pointer(handle, CURLOPT_HEADERDATA, pointer),
      kuasou_curl_set_pointer(handle, CURLOPT_OPENSOCKETDATA, pointer),
      kuasou_curl_set_data_callback(handle, CURLOPT_WRITEFUNCTION, Self.onBody),
      kuasou_curl_set_data_callback(handle, CURLOPT_HEADERFUNCTION, Self.onHeader),
      kuasou_curl_set_socket_callback(handle, Self.onSocket),
    ]
    return codes.allSatisfy { $0 == CURLE_OK }
  }
}

// What libcurl calls while it moves transfers on.
extension CurlEasy {
  private typealias DataCallback =
    @convention(c) (UnsafeMutablePointer<CChar>?, Int, Int, UnsafeMutableRawPointer?) -> Int

  private static let onBody: DataCallback = { bytes, size, count, context in
    // SAFETY: libcurl passes size * count valid bytes and the pointer that setCallbacks set.
    guard let context = unsafe context, let bytes = unsafe bytes else { return 0 }
    let transfer = unsafe Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
    let buffer = unsafe UnsafeRawBufferPointer(start: bytes, count: size * count)
    let goesOn = unsafe transfer.take([UInt8](buffer))
    return goesOn ? size * count : -1
  }

  private static let onHeader: DataCallback = { bytes, size, count, context in
    // SAFETY: as for onBody.
    guard let context = unsafe context, let bytes = unsafe bytes else { return 0 }
    let transfer = unsafe Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
    let buffer = unsafe UnsafeRawBufferPointer(start: bytes, count: size * count)
    let line = unsafe Span<UInt8>(_unsafeBytes: buffer)
    guard transfer.head.add(line: line, transfer.limits) else {
      _ = transfer.end(.tooLarge)
      return -1
    }
    return size * count
  }

  private static let onSocket: curl_opensocket_callback = { context, _, address in
    // SAFETY: libcurl passes the pointer that setCallbacks set and a valid address; 16 bytes hold any that is written.
    guard let context = unsafe context, let address = unsafe address else { return CURL_SOCKET_BAD }
    let transfer = unsafe Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
    var bytes = [UInt8](repeating: 0, count: 16)
    let count = unsafe kuasou_curl_address_bytes(address, &bytes)
    guard transfer.allows(address: bytes.span.extracting(first: Int(count))) else {
      return CURL_SOCKET_BAD
    }
    return unsafe kuasou_curl_open_socket(address)
  }
}
