import CCrypto

/// SHA-256 (FIPS 180-4) by libcrypto, for the payload digests of WARC records and the identity of page content.
///
/// Only identity, never secrets.
package enum SHA256 {
  /// The 32 bytes of the digest of `bytes`.
  ///
  /// - Complexity: O(n).
  package static func digest(_ bytes: [UInt8]) -> [UInt8] {
    // SAFETY: libcrypto reads `bytes` and writes the 32 bytes of a SHA-256; it fails only for want of memory.
    unsafe [UInt8](unsafeUninitializedCapacity: 32) { digest, filled in
      let isMade = unsafe bytes.withUnsafeBytes { input in
        unsafe EVP_Digest(
          input.baseAddress, input.count, digest.baseAddress, nil, EVP_sha256(), nil)
      }
      precondition(isMade == 1, "libcrypto has no memory")
      filled = 32
    }
  }

  /// The digest in lower-case hexadecimal, 64 digits.
  package static func hex(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(64)
    for byte in digest(bytes) {
      text.append((byte >> 4).hexDigit)
      text.append((byte & 15).hexDigit)
    }
    return String(decoding: text, as: UTF8.self)
  }
}
