/// One body's way to a decision: the steps of `CharsetDecision` and what they learn on the way.
struct CharsetInquiry {
  /// Labels not believed so far.
  private(set) var refused: [RefusedLabel] = []
  private let labels: [(label: String, source: LabelSource)]

  init(httpLabel: String?, body: Span<UInt8>) {
    var labels: [(String, LabelSource)] = []
    if let httpLabel, !httpLabel.isEmpty { labels.append((httpLabel, .http)) }
    if let label = MetaPrescan.label(in: body, limit: CharsetDecision.prescanLimit) {
      labels.append((label, .page))
    }
    self.labels = labels
  }

  mutating func answer(
    _ body: Span<UInt8>, detector: ((Span<UInt8>) -> String?)?
  ) -> (Encoding, CharsetEvidence) {
    if let mark = ByteOrderMark(body) { return (mark.encoding, .byteOrderMark) }
    let profile = ByteProfile(body)
    if profile.isASCII { return ascii(body, profile, detector) }
    if let found = profile.zeroBytes { return (found, .zeroBytes) }
    if let found = utf8(profile) { return found }
    let sample = PairSample(body.extracting(droppingFirst: profile.firstHigh))
    if profile.utf8Errors == 0, !isContested(profile, sample) { return (.utf8, .validUTF8) }
    for (label, source) in labels {
      if let encoding = believed(label, source, profile, sample, body) {
        return (encoding, .label(label, source: source))
      }
    }
    if let name = detector?(body), let encoding = Encoding(detected: name),
      !sample.contradicts(encoding, profile)
    {
      return (encoding, .detector(name))
    }
    if sample.looksLikeEUCTW { return (.eucTW, .pairStatistics) }
    if sample.looksLikeBig5 { return (.big5, .pairStatistics) }
    return (.gb18030, sample.looksLikeGB ? .pairStatistics : .assumed)
  }

  /// A body of ASCII bytes: the label decides, for what a form or a script adds later; HZ and ISO-2022-JP are ASCII too.
  private mutating func ascii(
    _ body: Span<UInt8>, _ profile: ByteProfile, _ detector: ((Span<UInt8>) -> String?)?
  ) -> (Encoding, CharsetEvidence) {
    if profile.hasShifts, let name = detector?(body), let encoding = Encoding(detected: name),
      encoding == .hz || encoding == .iso2022JP
    {
      return (encoding, .detector(name))
    }
    for (label, source) in labels {
      guard let encoding = Encoding(label: label) else {
        refuse(label, source, .unknown)
        continue
      }
      switch encoding {
      case .replacement: refuse(label, source, .dangerous)
      case .utf16BE, .utf16LE: refuse(label, source, .contradicted)
      default: return (encoding, .label(label, source: source))
      }
    }
    return (.utf8, .onlyASCII)
  }

  /// Whether the bytes are so clearly UTF-8 that no label matters.
  private func utf8(_ profile: ByteProfile) -> (Encoding, CharsetEvidence)? {
    guard profile.utf8Errors == 0 else {
      let areFew = ByteProfile.areFew(profile.utf8Errors, amid: profile.longSequences)
      return areFew ? (.utf8, .mostlyUTF8(errors: profile.utf8Errors)) : nil
    }
    // A few pairs may be valid UTF-8 by chance; then a label for a pair encoding is the better evidence.
    let byChance = profile.longSequences == 0 && profile.sequences < 8
    return byChance ? nil : (.utf8, .validUTF8)
  }

  /// Whether a label names a pair encoding that the bytes may well be in.
  private func isContested(_ profile: ByteProfile, _ sample: PairSample) -> Bool {
    labels.contains { label, _ in
      guard let encoding = Encoding(label: label), encoding != .utf8 else { return false }
      return !encoding.isSingleByte && !sample.contradicts(encoding, profile)
    }
  }

  private mutating func believed(
    _ label: String, _ source: LabelSource, _ profile: ByteProfile, _ sample: PairSample,
    _ body: Span<UInt8>
  ) -> Encoding? {
    guard let encoding = Encoding(label: label) else {
      refuse(label, source, .unknown)
      return nil
    }
    if encoding == .replacement {
      refuse(label, source, .dangerous)
      return nil
    }
    let text = body.extracting(droppingFirst: profile.firstHigh)
    if sample.contradicts(encoding, profile) || sample.isNonsense(in: encoding, text) {
      refuse(label, source, .contradicted)
      return nil
    }
    return encoding
  }

  private mutating func refuse(
    _ label: String, _ source: LabelSource, _ reason: RefusedLabel.Reason
  ) {
    refused.append(RefusedLabel(label: label, source: source, reason: reason))
  }
}

/// What one walk over all bytes tells of them.
struct ByteProfile {
  /// No byte is above 0x7F.
  let isASCII: Bool
  /// An escape or `~{` is there, with which seven-bit encodings shift.
  let hasShifts: Bool
  /// Well-formed UTF-8 sequences of two bytes or more.
  let sequences: Int
  /// Those of three or four bytes.
  let longSequences: Int
  /// Maximal parts of ill-formed sequences; the count stops where the body is clearly not UTF-8.
  let utf8Errors: Int
  /// Where the first byte above 0x7F is; the end when there is none.
  let firstHigh: Int
  /// UTF-16 in this byte order, if every second of the first bytes is zero.
  let zeroBytes: Encoding?

  /// So many errors, and more of them than sequences, and the rest of the body isn't looked at.
  private static let enoughErrors = 1_000

  init(_ body: Span<UInt8>) {
    var sequences = 0
    var longSequences = 0
    var errors = 0
    var at = 0
    CommonText.skipASCII(body, &at)
    firstHigh = at
    while at < body.count {
      let triples = CommonText.skipTriples(body, &at)
      sequences &+= triples
      longSequences &+= triples
      if triples == 0 {
        let (length, valid) = UTF8Decoder.sequence(body, at)
        if valid { sequences += 1 } else { errors += 1 }
        if valid && length > 2 { longSequences += 1 }
        at += length
        if !valid, Self.isEnough(errors, sequences, longSequences, left: body.count - at) { break }
      }
      CommonText.skipASCII(body, &at)
    }
    (self.sequences, self.longSequences, utf8Errors) = (sequences, longSequences, errors)
    zeroBytes = Self.zeroBytes(body)
    isASCII = sequences == 0 && errors == 0 && zeroBytes == nil
    hasShifts = isASCII && Self.hasShifts(body)
  }

  /// Whether the body is clearly not UTF-8: whatever the bytes are that are `left`, too few sequences will stand against the errors.
  private static func isEnough(
    _ errors: Int, _ sequences: Int, _ longSequences: Int, left: Int
  ) -> Bool {
    errors > enoughErrors && errors > sequences
      || !areFew(errors, amid: longSequences + left / 3)
  }

  /// Whether the body is UTF-8 in spite of so many errors.
  static func areFew(_ errors: Int, amid longSequences: Int) -> Bool {
    errors * 10 <= longSequences
  }

  private static func hasShifts(_ body: Span<UInt8>) -> Bool {
    var last: UInt8 = 0
    for index in body.indices {
      let byte = body[index]
      if byte == 0x1B || (last == 0x7E && byte == 0x7B) { return true }
      last = byte
    }
    return false
  }

  private static func hasZero(_ bytes: Span<UInt8>) -> Bool {
    var at = 0
    while at &+ 8 <= bytes.count {
      if ByteWord(bytes, at).distance(to: 0) < 8 { return true }
      at &+= 8
    }
    return (at..<bytes.count).contains { bytes[$0] == 0 }
  }

  private static func zeroBytes(_ body: Span<UInt8>) -> Encoding? {
    let count = min(body.count, 1_024) & ~1
    guard count >= 8, hasZero(body.extracting(first: count)) else { return nil }
    var zeros = (even: 0, odd: 0)
    for index in stride(from: 0, to: count, by: 2) {
      if body[index] == 0 { zeros.even += 1 }
      if body[index + 1] == 0 { zeros.odd += 1 }
    }
    if zeros.odd * 4 >= count / 2 && zeros.even == 0 { return .utf16LE }
    return zeros.even * 4 >= count / 2 && zeros.odd == 0 ? .utf16BE : nil
  }
}
