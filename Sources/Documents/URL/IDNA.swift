import CICU

/// Owns ICU's UTS 46 processor: not transitional, with the bidi and joiner rules, without STD3 rules.
@safe
struct IDNA: Sendable {
  static let shared = IDNA()

  // SAFETY: the processor is opened once, never closed and immutable: ICU documents it as safe between threads.
  nonisolated(unsafe) private let handle: UnsafeMutableRawPointer?

  private init() {
    var status: Int32 = 0
    // UIDNA_CHECK_BIDI, CHECK_CONTEXTJ, NONTRANSITIONAL_TO_ASCII, NONTRANSITIONAL_TO_UNICODE of unicode/uidna.h.
    let options: UInt32 = 0x4 | 0x8 | 0x10 | 0x20
    // SAFETY: the result is only used when ICU reports success.
    let opened = unsafe kuasou_uidna_open(options, &status)
    unsafe handle = status <= 0 ? opened : nil
  }

  /// The errors that the standard forgives, as CheckHyphens and VerifyDnsLength are false.
  ///
  /// UIDNA_ERROR_EMPTY_LABEL, LABEL_TOO_LONG, DOMAIN_NAME_TOO_LONG, LEADING_HYPHEN, TRAILING_HYPHEN, HYPHEN_3_4.
  private static let forgiven: UInt32 = 0x3F
  /// ICU's U_BUFFER_OVERFLOW_ERROR.
  private static let bufferOverflow: Int32 = 15

  func ascii(_ name: ArraySlice<UInt8>) -> [UInt8]? {
    // SAFETY: as `convert` says.
    let (bytes, problems) = unsafe convert(name) {
      unsafe kuasou_uidna_to_ascii(handle, $0, $1, $2, $3, $4, $5)
    }
    return problems & ~Self.forgiven == 0 ? bytes : nil
  }

  func unicode(_ name: ArraySlice<UInt8>) -> [UInt8]? {
    // SAFETY: as `convert` says.
    unsafe convert(name) { unsafe kuasou_uidna_to_unicode(handle, $0, $1, $2, $3, $4, $5) }.bytes
  }

  private typealias Call = (
    UnsafePointer<CChar>?, Int32, UnsafeMutablePointer<CChar>?, Int32,
    UnsafeMutablePointer<UInt32>, UnsafeMutablePointer<Int32>
  ) -> Int32

  /// Calls ICU with room for its answer, and again with more room if it asks for it.
  private func convert(
    _ name: ArraySlice<UInt8>, _ call: Call
  ) -> (bytes: [UInt8]?, problems: UInt32) {
    guard unsafe handle != nil, name.count < 1 << 24 else { return (nil, 0) }
    var room = 4 * name.count + 64
    for _ in 0..<2 {
      var status: Int32 = 0
      var problems: UInt32 = 0
      var needed: Int32 = 0
      // SAFETY: ICU reads `name.count` bytes, writes at most `room` and returns how many it would have written.
      let bytes = unsafe [UInt8](unsafeUninitializedCapacity: room) { buffer, filled in
        needed = unsafe name.withUnsafeBytes { source in
          unsafe call(
            source.bindMemory(to: CChar.self).baseAddress, Int32(name.count),
            UnsafeMutableRawBufferPointer(buffer).bindMemory(to: CChar.self).baseAddress,
            Int32(room), &problems, &status)
        }
        filled = min(max(0, Int(needed)), room)
      }
      if status <= 0 { return (bytes, problems) }
      guard status == Self.bufferOverflow else { break }
      room = Int(needed) + 1
    }
    return (nil, 0)
  }
}
