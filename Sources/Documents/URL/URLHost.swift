/// The standard's host parser and serialiser, section 3.5.
enum URLHost {
  /// Writes the host that `text` (UTF-8) means; false is "failure".
  static func write(
    _ text: ArraySlice<UInt8>, special: Bool, into output: inout [UInt8]
  ) -> Bool {
    if text.first == 0x5B {
      guard text.count >= 2, text.last == 0x5D,
        let address = IPv6Address(text.dropFirst().dropLast())
      else { return false }
      output += Array("[\(address)]".utf8)
      return true
    }
    if !special {
      if text.contains(where: { isForbidden($0) }) { return false }
      PercentEncoding.encode(text, .control, into: &output)
      return true
    }
    guard let domain = DomainName.ascii(PercentEncoding.decode(text)[...]) else { return false }
    guard DomainName.endsInNumber(domain) else {
      output += domain
      return true
    }
    guard let address = IPv4Address(domain[...]) else { return false }
    output += Array(address.description.utf8)
    return true
  }

  /// "forbidden host code point".
  static func isForbidden(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x00, 0x09, 0x0A, 0x0D, 0x20, 0x23, 0x2F, 0x3A, 0x3C, 0x3E, 0x3F, 0x40, 0x5B...0x5E, 0x7C:
      true
    default: false
    }
  }

  /// "forbidden domain code point".
  static func isForbiddenInDomain(_ byte: UInt8) -> Bool {
    isForbidden(byte) || byte < 0x20 || byte == 0x25 || byte == 0x7F
  }
}

/// An IPv4 address, and the spellings of one that browsers know.
package struct IPv4Address: Hashable, Sendable, CustomStringConvertible {
  /// The address, first byte highest.
  package let value: UInt32

  /// The address with this value.
  package init(value: UInt32) { self.value = value }

  /// The standard's "IPv4 parser": one to four parts, decimal, octal (0…) or hexadecimal (0x…); nil is "failure".
  package init?(_ text: ArraySlice<UInt8>) {
    var parts = text.split(separator: 0x2E, omittingEmptySubsequences: false)
    if parts.count > 1, parts.last?.isEmpty == true { parts.removeLast() }
    guard (1...4).contains(parts.count) else { return nil }
    var address: UInt64 = 0
    for (index, part) in parts.enumerated() {
      guard let number = Self.number(part) else { return nil }
      let isLast = index == parts.count - 1
      let limit: UInt64 = isLast ? 1 << UInt64(8 * (5 - parts.count)) : 256
      guard number < limit else { return nil }
      address += isLast ? number : number << UInt64(8 * (3 - index))
    }
    value = UInt32(truncatingIfNeeded: address)
  }

  /// Four decimal numbers with dots.
  package var description: String {
    "\(value >> 24).\(value >> 16 & 255).\(value >> 8 & 255).\(value & 255)"
  }

  /// "IPv4 number parser"; what does not fit 33 bits is held there, too large for any place.
  static func number(_ text: ArraySlice<UInt8>) -> UInt64? {
    guard let first = text.first else { return nil }
    var digits = text
    var radix: UInt64 = 10
    if first == 0x30 && text.count > 1 {
      let second = text[text.startIndex + 1]
      radix = second | 0x20 == 0x78 ? 16 : 8
      digits = text.dropFirst(radix == 16 ? 2 : 1)
    }
    var value: UInt64 = 0
    for digit in digits {
      guard let number = PercentEncoding.hexadecimal(digit), UInt64(number) < radix else {
        return nil
      }
      value = min(value * radix + UInt64(number), 1 << 33)
    }
    return value
  }
}

/// An IPv6 address.
package struct IPv6Address: Hashable, Sendable, CustomStringConvertible {
  /// The eight 16-bit pieces, first one first.
  package let pieces: [UInt16]

  /// The standard's "IPv6 parser" on the text between the brackets; nil is "failure".
  package init?(_ text: ArraySlice<UInt8>) {
    var pieces: [UInt16] = []
    var compress: Int?
    var rest = text
    if rest.first == 0x3A {
      guard rest.dropFirst().first == 0x3A else { return nil }
      rest = rest.dropFirst(2)
      compress = 0
    }
    while let next = rest.first {
      if pieces.count == 8 { return nil }
      if next == 0x3A {
        if compress != nil { return nil }
        rest = rest.dropFirst()
        compress = pieces.count
        continue
      }
      let digits = rest.prefix(4).prefix { PercentEncoding.hexadecimal($0) != nil }
      let after = rest.dropFirst(digits.count)
      if after.first == 0x2E {
        guard !digits.isEmpty, pieces.count <= 6, let tail = Self.dotted(rest) else { return nil }
        pieces += [UInt16(tail >> 16), UInt16(tail & 0xFFFF)]
        break
      }
      if let separator = after.first, separator != 0x3A || after.count == 1 { return nil }
      let value = digits.reduce(0) { $0 << 4 | UInt16(PercentEncoding.hexadecimal($1) ?? 0) }
      pieces.append(value)
      rest = after.dropFirst()
    }
    guard let whole = Self.expand(pieces, at: compress) else { return nil }
    self.pieces = whole
  }

  /// The shortest spelling: lower case, the longest run of zeros (of two or more) as `::`, RFC 5952.
  package var description: String {
    var best = 0..<0
    var start = 0
    for index in 0...8 where index == 8 || pieces[index] != 0 {
      if index - start > max(best.count, 1) { best = start..<index }
      start = index + 1
    }
    let text = { (part: ArraySlice<UInt16>) in
      part.map { String($0, radix: 16) }.joined(separator: ":")
    }
    if best.isEmpty { return text(pieces[...]) }
    return text(pieces[..<best.lowerBound]) + "::" + text(pieces[best.upperBound...])
  }

  /// Four decimal bytes without leading zeros, which end the address.
  private static func dotted(_ text: ArraySlice<UInt8>) -> UInt32? {
    let parts = text.split(separator: 0x2E, omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    var address: UInt32 = 0
    for part in parts {
      guard (1...3).contains(part.count), part.allSatisfy({ $0 &- 0x30 < 10 }),
        part.count == 1 || part.first != 0x30
      else { return nil }
      let value = part.reduce(0) { $0 * 10 + UInt32($1 - 0x30) }
      guard value <= 255 else { return nil }
      address = address << 8 | value
    }
    return address
  }

  private static func expand(_ pieces: [UInt16], at compress: Int?) -> [UInt16]? {
    guard let compress else { return pieces.count == 8 ? pieces : nil }
    guard pieces.count < 8 else { return nil }
    let zeros = Array(repeating: UInt16(0), count: 8 - pieces.count)
    return Array(pieces[..<compress]) + zeros + Array(pieces[compress...])
  }
}
