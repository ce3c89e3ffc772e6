import ExtractionClient
import TestSupport
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

  @Test("frames come out whole and in order however their bytes arrive")
  func arrival() throws {
    var random = SeededRandom()
    for _ in 0..<200 {
      let frames = (0..<Int.random(in: 0...5, using: &random)).map { _ in
        let sizes = [0, 3, 700, 33_000, 70_000]
        return WorkerFrame(
          kind: .request, header: random.bytes(sizes[Int.random(in: 0...3, using: &random)]),
          body: random.bytes(sizes[Int.random(in: 0...4, using: &random)]))
      }
      var stream = frames.flatMap(\.encoded)[...]
      var reader = FrameReader()
      var read: [WorkerFrame] = []
      while !stream.isEmpty || reader.holdsMore {
        let frame = reader.next { bytes, from, least in
          let room = bytes.count - from
          let count = min(stream.count, Int.random(in: least...room, using: &random))
          bytes.replaceSubrange(from..<from + count, with: stream.prefix(count))
          stream = stream.dropFirst(count)
          return count
        }
        read.append(try #require(frame))
      }
      #expect(read == frames, "seed \(SeededRandom.seed)")
    }
  }

  @Test("a reader knows whether the next frame has come whole")
  func whole() throws {
    let frame = WorkerFrame(kind: .request, header: [1, 2], body: [3, 4, 5]).encoded
    for more in 0...frame.count {
      var reader = FrameReader()
      let sent = frame + frame.prefix(more)
      _ = reader.next { bytes, from, _ in
        bytes.replaceSubrange(from..<from + sent.count, with: sent)
        return sent.count
      }

      #expect(reader.holdsFrame == (more == frame.count))
      #expect(reader.holdsMore == (more > 0))
    }
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
