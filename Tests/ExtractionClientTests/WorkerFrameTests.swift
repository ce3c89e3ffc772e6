import ExtractionClient
import Testing

@Suite("Frames")
struct WorkerFrameTests {
  @Test("a frame is its magic, kind, two lengths, header and body")
  func bytes() {
    let frame = WorkerFrame(kind: .request, header: [1, 2], body: [3])

    #expect(
      frame.encoded == Array("KXF1".utf8) + [2, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 1, 2, 3])
  }

  @Test("a prefix announces what follows")
  func prefix() throws {
    let prefix = try #require(
      WorkerFrame.Prefix(WorkerFrame(kind: .answer, header: [], body: [9, 9]).encoded))

    #expect(prefix.kind == .answer)
    #expect(prefix.headerLength == 0)
    #expect(prefix.bodyLength == 2)
  }

  @Test("foreign magic, unknown kinds and huge lengths are refused")
  func refused() {
    var bytes = WorkerFrame(kind: .hello, header: [], body: []).encoded
    bytes[0] = 0
    #expect(WorkerFrame.Prefix(bytes) == nil)
    #expect(
      WorkerFrame.Prefix(Array("KXF1".utf8) + [9, 0, 0, 0] + [UInt8](repeating: 0, count: 8)) == nil
    )
    #expect(
      WorkerFrame.Prefix(Array("KXF1".utf8) + [1, 0, 0, 0] + [UInt8](repeating: 255, count: 8))
        == nil)
    #expect(WorkerFrame.Prefix([]) == nil)
  }
}
