import Bytes
import Testing
import TestSupport

@testable import Charset

/// The standard's own tables for gb18030 and Big5, as lines of bytes and lines of text (shared data, suite encoding_rs).
@Suite(.enabled(if: SharedData.has("suites/encoding_rs"), "\(SharedData.absence)"))
struct StandardIndexTests {
  @Test(arguments: [("gb18030", Encoding.gb18030, 23_940), ("big5", .big5, 19_782)])
  func `every pair decodes to the code point of the standard's index`(
    name: String, encoding: Encoding, pairs: Int
  ) throws {
    let input = try Self.lines("\(name)_in.txt")
    let wanted = try Self.lines("\(name)_in_ref.txt")

    let wrong = zip(input, wanted).filter { encoding.decode($0).utf8 != $1 }

    #expect(input.count == wanted.count)
    #expect(input.count(where: { $0.count == 2 && $0[0] >= 0x80 }) == pairs)
    #expect(wrong.isEmpty)
  }

  @Test(arguments: [("gb18030", Encoding.gb18030), ("gb18030", .gbk), ("big5", .big5)])
  func `every code point of the index encodes to the standard's bytes`(
    name: String, encoding: Encoding
  ) throws {
    let input = try Self.lines("\(name)_out.txt")
    let wanted = try Self.lines("\(name)_out_ref.txt")

    let wrong = zip(input, wanted).filter { text, bytes in
      var encoder = ScalarEncoder(encoding)
      var output: [UInt8] = []
      for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
        _ = encoder.encode(scalar, into: &output)
      }
      // GBK alone has a byte for the euro sign.
      let euro = encoding == .gbk && text == Array("€".utf8)
      return output != (euro ? [0x80] : bytes)
    }

    #expect(input.count > 14_000)
    #expect(input.count == wanted.count)
    #expect(wrong.isEmpty)
  }

  private static func lines(_ name: String) throws -> [[UInt8]] {
    let path = SharedData.path("suites/encoding_rs/tests/test_data/\(name)")
    return try LocalFileSystem().read(path).split(
      separator: 0x0A, omittingEmptySubsequences: false
    ).map { Array($0) }
  }
}
