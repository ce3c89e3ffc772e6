/// The pairs of bytes of a body's beginning, read as GBK, as Big5 and as EUC-TW.
///
/// The characters that make up running text lie in the first level of each standard's Han: GB 2312 rows 16–55 (3,755
/// characters), Big5 0xA440…0xC67E (5,401), CNS 11643 plane 1 rows 36–93 (5,401). The wrong reading puts half of the pairs elsewhere.
struct PairSample: ~Escapable {
  /// How one encoding's pairs fell.
  private struct Reading {
    var pairs = 0
    var common = 0
    /// Pairs whose second byte is no ASCII.
    var high = 0
    var errors = 0
    /// Share of common pairs, an error counting as two uncommon ones.
    var score: Double { pairs == 0 ? 0 : Double(common) / Double(pairs + 2 * errors) }
  }

  private static let limit = 65_536
  private let head: Span<UInt8>
  private let gb: Reading
  /// Nearly all pairs are common characters of CNS 11643, and a good part of them of neither GB 2312 nor Big5.
  private(set) var looksLikeEUCTW = false

  @_lifetime(copy body)
  init(_ body: Span<UInt8>) {
    head = body.extracting(first: min(body.count, Self.limit))
    gb = Self.read(head) { lead, trail in
      guard lead > 0x80, lead < 0xFF, trail > 0x3F, trail != 0x7F, trail < 0xFF else { return nil }
      return trail > 0xA0 && (lead &- 0xB0 < 40 || lead &- 0xA1 < 3)
    }
    if gb.score < 0.78, big5.score < 0.78 { looksLikeEUCTW = Self.isEUCTW(head) }
  }

  /// Read when it is asked for, which it seldom is: most bodies that are no UTF-8 are clearly GBK and say so.
  private var big5: Reading {
    Self.read(head) { lead, trail in
      guard lead > 0x86, lead < 0xFF, trail > 0x3F, trail < 0xFF, trail &- 0x7F > 0x21 else {
        return nil
      }
      return lead &- 0xA1 < 0x26
    }
  }

  private static func isEUCTW(_ head: Span<UInt8>) -> Bool {
    let reading = read(head) { lead, trail in
      guard lead == 0x8E || lead > 0xA0 && lead < 0xFF, trail > 0xA0, trail < 0xFF else {
        return nil
      }
      return lead &- 0xC4 < 58 || lead &- 0xA1 < 3
    }
    return reading.pairs >= 12 && reading.score >= 0.85
  }

  /// Most pairs are common simplified characters, and more so than as Big5.
  var looksLikeGB: Bool { gb.pairs >= 4 && gb.score >= 0.8 && gb.score > big5.score }

  /// Most pairs are common traditional characters, and far more so than as GBK.
  var looksLikeBig5: Bool {
    let big5 = big5
    return big5.pairs >= 4 && big5.score >= 0.8 && big5.score > gb.score + 0.1
  }

  /// Whether the pairs speak against `encoding` without decoding anything.
  func contradicts(_ encoding: Encoding, _ profile: ByteProfile) -> Bool {
    if looksLikeEUCTW { return encoding != .eucTW }
    return switch encoding {
    case .eucTW: looksChinese
    case .utf8: profile.utf8Errors > 0
    case .utf16BE, .utf16LE: profile.zeroBytes != encoding
    case .gbk, .gb18030: gb.score < 0.75 && looksLikeBig5
    case .big5: looksLikeGB && big5.score < 0.75
    case .hz, .iso2022JP: true
    default: encoding.isSingleByte && gb.pairs >= 8 && (looksChinese || isPaired)
    }
  }

  private var looksChinese: Bool { looksLikeGB || looksLikeBig5 }

  /// High bytes come by twos nearly without exception; words of a single-byte alphabet break that every few letters,
  /// and letters with accents stand alone.
  private var isPaired: Bool { gb.errors * 50 <= gb.pairs && gb.high * 2 >= gb.pairs }

  /// Whether the text that `encoding` makes of `body` speaks against it: more than a twentieth of what isn't ASCII
  /// means nothing, or it is Korean without Hangul or Japanese without kana where the pairs are common Chinese.
  ///
  /// `body` should begin where the first byte above 0x7F is.
  func isNonsense(in encoding: Encoding, _ body: Span<UInt8>) -> Bool {
    // Every pair that GBK may have means something, if only a private character.
    if gb.errors == 0, encoding == .gbk || encoding == .gb18030 { return false }
    let decoded = encoding.decode(body.extracting(first: min(body.count, Self.limit)))
    let others = decoded.utf8.reduce(0) { $0 + ($1 >= 0xC0 ? 1 : 0) }
    if decoded.replacements > 1 && decoded.replacements * 20 > others { return true }
    guard looksChinese else { return false }
    switch encoding {
    case .eucKR: return Self.native(decoded, encoding) * 4 < others * 3
    case .shiftJIS, .eucJP: return Self.native(decoded, encoding) * 10 < others
    default: return false
    }
  }

  private static func native(_ decoded: DecodedText, _ encoding: Encoding) -> Int {
    decoded.text.unicodeScalars.count { isNative($0.value, to: encoding) }
  }

  /// Hangul for Korean, hiragana and full-width katakana for Japanese.
  private static func isNative(_ code: UInt32, to encoding: Encoding) -> Bool {
    encoding == .eucKR ? (0xAC00...0xD7A3).contains(code) : (0x3041...0x30FE).contains(code)
  }

  /// Reads bytes above 0x7F as leads of pairs; `isCommon` is nil where the two can't be a pair.
  private static func read(
    _ bytes: Span<UInt8>, _ isCommon: (UInt8, UInt8) -> Bool?
  ) -> Reading {
    var reading = Reading()
    var at = 0
    while at < bytes.count {
      guard bytes[at] >= 0x80 else {
        at += at + 8 <= bytes.count ? ByteWord(bytes, at).leadingASCII : 1
        continue
      }
      guard at + 1 < bytes.count else { break }
      if let common = isCommon(bytes[at], bytes[at + 1]) {
        reading.pairs += 1
        if common { reading.common += 1 }
        if bytes[at + 1] >= 0x80 { reading.high += 1 }
        at += 2
      } else {
        reading.errors += 1
        at += 1
      }
    }
    return reading
  }
}
