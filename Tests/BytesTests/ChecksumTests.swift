import Bytes
import TestSupport
import Testing

/// Vectors of RFC 3720 appendix B.4 and FIPS 180-4 (NIST examples).
@Suite struct ChecksumTests {
  private static let vectors: [([UInt8], UInt32)] = [
    ([UInt8](repeating: 0, count: 32), 0x8A91_36AA),
    ([UInt8](repeating: 0xFF, count: 32), 0x62A8_AB43),
    ([UInt8](0...31), 0x46DD_794E),
    ([UInt8]("123456789".utf8), 0xE306_9283),
    ([], 0),
  ]

  @Test(arguments: vectors)
  func `CRC-32C equals the vectors of RFC 3720`(bytes: [UInt8], expected: UInt32) {
    #expect(CRC32C.checksum(bytes) == expected)
  }

  @Test func `CRC-32C does not depend on how the bytes are cut`() {
    var random = SeededRandom()
    let bytes = random.bytes(1000)
    for cut in [0, 1, 7, 8, 9, 500, 999, 1000] {
      var crc = CRC32C()
      crc.update(Array(bytes[..<cut]).span)
      crc.update(Array(bytes[cut...]).span)
      #expect(crc.value == CRC32C.checksum(bytes), "cut at \(cut)")
    }
  }

  @Test func `CRC-32C is the same with the processor's instruction and without`() {
    var random = SeededRandom()
    for count in Array(0...40) + [1000, 4096] {
      let bytes = random.bytes(count)
      var portable = CRC32C()
      portable.updatePortably(bytes.span)
      #expect(portable.value == CRC32C.checksum(bytes), "\(count) bytes")
    }
  }

  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func `SHA-256 equals the vectors of FIPS 180-4`(text: String, expected: String) {
    #expect(SHA256.hex(Array(text.utf8)) == expected)
  }

  @Test func `SHA-256 pads every length around a block's end`() {
    let digests = Set((54...66).map { SHA256.hex([UInt8](repeating: 97, count: $0)) })

    #expect(digests.count == 13)
    #expect(
      SHA256.hex([UInt8](repeating: 97, count: 64))
        == "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb")
  }
}
