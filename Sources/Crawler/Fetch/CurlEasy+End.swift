import CCurl
import Documents

extension CurlEasy {
  /// What the transfer has brought, once libcurl says that it is over.
  func end(_ transfer: Transfer, _ code: CURLcode, _ clock: CrawlClock) -> FetchEnd {
    let times = times(clock)
    let token = transfer.request.token
    let isAnswer =
      code == CURLE_OK
      || (transfer.cut == .unwanted || transfer.cut == .enough) && transfer.head.status > 0
    guard isAnswer, transfer.head.status >= 100 else {
      let failure = Self.failure(code, transfer)
      return FetchEnd(
        token: token, outcome: .failure(failure, at: times), body: [], detail: Self.words(code))
    }
    var answer = FetchAnswer(
      status: transfer.head.status, headers: transfer.head.fields,
      bytes: Int(offset(CURLINFO_SIZE_DOWNLOAD_T)) + number(CURLINFO_HEADER_SIZE), times: times,
      address: text(CURLINFO_PRIMARY_IP))
    answer.isUnverified = transfer.isUnverified
    if transfer.request.use == .robots {
      answer.robotsBody = transfer.body
      transfer.body = []
    }
    return FetchEnd(token: token, outcome: .answer(answer), body: transfer.body, detail: "")
  }

  private func times(_ clock: CrawlClock) -> FetchTimes {
    let sent = Int64(offset(CURLINFO_PRETRANSFER_TIME_T))
    let first = Int64(offset(CURLINFO_STARTTRANSFER_TIME_T))
    let total = Int64(offset(CURLINFO_TOTAL_TIME_T))
    // Counted back from the end: the transfer may have begun later than it was ordered.
    let sinceFirst = first > 0 ? max(0, total - first) : 0
    return FetchTimes(
      answered: clock.moment(ago: .microseconds(sinceFirst)),
      response: .microseconds(max(0, first - sent)), total: .microseconds(total))
  }

  /// libcurl's verdict in our words.
  private static func failure(_ code: CURLcode, _ transfer: Transfer) -> FetchFailure {
    switch transfer.cut {
    case .refusedAddress: return .refusedAddress
    case .tooLarge: return .tooLarge
    case .tooSlow: return .slow
    case .none, .unwanted, .enough: break
    }
    switch code {
    case CURLE_COULDNT_RESOLVE_HOST: return .dns
    case CURLE_COULDNT_CONNECT, CURLE_COULDNT_RESOLVE_PROXY, CURLE_PROXY: return .connect
    case CURLE_OPERATION_TIMEDOUT: return transfer.head.status > 0 ? .slow : .timeout
    case CURLE_FILESIZE_EXCEEDED: return .tooLarge
    case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE,
      CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS:
      return .tls
    case CURLE_WEIRD_SERVER_REPLY, CURLE_UNSUPPORTED_PROTOCOL, CURLE_BAD_CONTENT_ENCODING,
      CURLE_URL_MALFORMAT, CURLE_HTTP2, CURLE_HTTP2_STREAM:
      return .protocolError
    default: return .broken
    }
  }
}
