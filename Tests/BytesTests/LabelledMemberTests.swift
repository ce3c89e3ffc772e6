import Bytes
import TestSupport
import Testing

/// RFC 1952 section 2.3.1.1 (extra fields) and RFC 1951 section 3.2.4 (stored blocks).
@Suite struct LabelledMemberTests {
  private let content = Array("WARC/1.1\r\n扶持资金 扶持资金 扶持资金".utf8)
  private let label = (1...17).map { UInt8($0) }

  private func header(_ bytes: [UInt8]) -> LabelledMember? { LabelledMember(bytes.span) }

  private func stored(_ bytes: [UInt8]) -> Range<Int>? {
    LabelledMember(bytes.span)?.storedContent(in: bytes.span)
  }

  @Test(arguments: [Int32(0), 1, 6])
  func `A member says its length and label, and any gzip reader reads it`(level: Int32) throws {
    let member = LabelledMember.make(content, label: label, level: level)
    let file = member + [0x1F, 0x8B]

    let header = try #require(self.header(file))
    let read = header.label(in: file.span)
    let output = Gzip.decompress(file.span, limit: 1 << 20, oneMember: true)

    #expect(header.length == member.count)
    #expect(read.indices.map { read[$0] } == label)
    #expect(output.end == .complete)
    #expect(output.bytes == content)
    #expect(output.consumed == member.count)
  }

  @Test func `Stored content is found in place, deflated content is not`() throws {
    let plain = LabelledMember.make(content, label: label, level: 0)
    let deflated = LabelledMember.make(content, label: label, level: 1)
    let empty = LabelledMember.make([], label: label, level: 0)

    let range = try #require(stored(plain))

    #expect(Array(plain[range]) == content)
    #expect(stored(deflated) == nil)
    #expect(stored(empty)?.isEmpty == true)
  }

  @Test func `Content that no stored block holds is deflated at level 0`() {
    let long = [UInt8](repeating: 65, count: LabelledMember.storedLimit + 1)
    let most = Array(long.dropLast())

    let longer = LabelledMember.make(long, label: label, level: 0)
    let whole = LabelledMember.make(most, label: label, level: 0)
    let inflated = Gzip.decompress(longer.span, limit: 1 << 20)

    #expect(stored(longer) == nil)
    #expect(inflated.bytes == long)
    #expect(stored(whole)?.count == most.count)
  }

  @Test func `Every flipped byte is found and no cut traps`() {
    let good = LabelledMember.make(content, label: label, level: 0)
    for index in good.indices {
      var bad = good
      bad[index] ^= 0x55
      let isRead = stored(bad) != nil
      let output = Gzip.decompress(bad.span, limit: 1 << 20, oneMember: true)
      let isInflated = output.end == .complete && output.consumed == good.count
      #expect(!isRead, "byte \(index)")
      #expect(!isInflated, "byte \(index)")
      let cut = Array(good[..<index])
      #expect(header(cut) == nil)
    }
  }
}
