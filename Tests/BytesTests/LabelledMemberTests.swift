import Bytes
import TestSupport
import Testing

/// RFC 1952 section 2.3.1.1 (extra fields) and RFC 1951 section 3.2.4 (stored blocks).
@Suite struct LabelledMemberTests {
  private let content = Array(
    ("WARC/1.1\r\n" + String(repeating: "扶持资金 ", count: 40)).utf8)
  private let label = (1...17).map { UInt8($0) }

  private func header(_ bytes: [UInt8]) -> LabelledMember? { LabelledMember(bytes.span) }

  private func stored(_ bytes: [UInt8]) -> Range<Int>? {
    LabelledMember(bytes.span)?.storedContent(in: bytes.span)
  }

  private func deflated() -> [UInt8] {
    var compressor = Gzip.Compressor(level: 1)
    return LabelledMember.deflated(content, label: label, by: &compressor)
  }

  @Test(arguments: [true, false])
  func `A member says its length and label, and any gzip reader reads it`(isStored: Bool) throws {
    let member = isStored ? LabelledMember.stored(content, label: label) : deflated()
    let file = member + [0x1F, 0x8B]

    let header = try #require(self.header(file))
    let read = header.label(in: file.span)
    let output = Gzip.decompress(file.span, limit: 1 << 20, oneMember: true)

    #expect(header.length == member.count)
    #expect(read.indices.map { read[$0] } == label)
    #expect(output.end == .complete)
    #expect(output.bytes == content)
    #expect(output.consumed == member.count)
    #expect(Gzip.content(ofMember: member.span, limit: content.count) == content)
  }

  @Test func `Stored content is found in place, deflated content is not`() throws {
    let plain = LabelledMember.stored(content, label: label)
    let empty = LabelledMember.stored([], label: label)

    let range = try #require(stored(plain))

    #expect(Array(plain[range]) == content)
    #expect(stored(deflated()) == nil)
    #expect(stored(empty)?.isEmpty == true)
  }

  @Test func `The longest stored block is found in place`() {
    let most = [UInt8](repeating: 65, count: LabelledMember.storedLimit)

    let whole = LabelledMember.stored(most, label: label)

    #expect(stored(whole)?.count == most.count)
  }

  @Test func `Every flipped byte is found and no cut traps`() {
    let good = LabelledMember.stored(content, label: label)
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
