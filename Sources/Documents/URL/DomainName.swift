/// Domain names: ASCII form by UTS 46, display form.
package enum DomainName {
  /// The standard's "domain to ASCII", not strict; nil is "failure".
  ///
  /// `domain` is UTF-8. A name that is all ASCII is put in lower case and never reaches ICU; the standard does not
  /// look into `xn--` labels then.
  package static func ascii(_ domain: ArraySlice<UInt8>) -> [UInt8]? {
    let plain = domain.allSatisfy { $0 < 0x80 }
    guard plain || domain.count <= longestForICU else { return nil }
    let result =
      plain
      ? domain.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
      : IDNA.shared.ascii(IDNAUpdate.apply(domain)[...])
    guard let result, !result.isEmpty,
      !result.contains(where: { URLHost.isForbiddenInDomain($0) })
    else { return nil }
    return result
  }

  /// The ASCII form of a domain, for `kuasou url to-ascii`; nil is "failure".
  package static func ascii(_ domain: String) -> String? {
    ascii(Array(domain.utf8)[...]).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Longer names with other letters than ASCII are refused: no name server knows a name above 253 bytes, and ICU's
  /// punycode takes time quadratic in a label.
  private static let longestForICU = 8_192

  /// The form of an ASCII domain that people read, with punycode labels as text; labels in error stay as they are.
  package static func unicode(_ domain: String) -> String {
    guard domain.utf8.count > 3, domain.contains("xn--") else { return domain }
    return IDNA.shared.unicode(Array(domain.utf8)[...]).map { String(decoding: $0, as: UTF8.self) }
      ?? domain
  }

  /// "ends in a number checker": whether the host must be an IPv4 address.
  static func endsInNumber(_ domain: [UInt8]) -> Bool {
    var parts = domain.split(separator: 0x2E, omittingEmptySubsequences: false)
    if parts.last?.isEmpty == true {
      if parts.count == 1 { return false }
      parts.removeLast()
    }
    guard let last = parts.last, !last.isEmpty else { return false }
    if last.allSatisfy({ $0 &- 0x30 < 10 }) { return true }
    let hexadecimal =
      last.first == 0x30 && last.count > 1 && last[last.startIndex + 1] | 0x20 == 0x78
    return hexadecimal && IPv4Address.number(last) != nil
  }
}
