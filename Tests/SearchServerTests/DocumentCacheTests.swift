import Documents
import SearchIndex
import Testing

@testable import SearchServer

@Suite("Documents kept unpacked")
struct DocumentCacheTests {
  private func hit(_ number: UInt32, segment: Int = 0) -> Hit {
    Hit(score: 0, segment: segment, document: number)
  }

  private func document(_ hit: Hit, size: Int = 1000) -> Document {
    Document(
      id: "\(hit.segment)/\(hit.document)", url: "", siteID: "", title: "",
      text: String(repeating: "a", count: size))
  }

  @Test("are read once, each segment's for itself")
  func readsOnce() {
    let cache = DocumentCache(limit: 1 << 20)
    var reads: [String] = []
    for asked in [hit(1), hit(2), hit(1), hit(1, segment: 1), hit(2), hit(1, segment: 1)] {
      let found = cache.document(asked) {
        reads.append("\($0.segment)/\($0.document)")
        return document($0)
      }
      #expect(found == document(asked))
    }

    #expect(reads == ["0/1", "0/2", "1/1"])
  }

  @Test("stay within the limit, and those asked for again stay longest")
  func staysWithin() {
    let cache = DocumentCache(limit: 1 << 20)
    var reads = 0
    for number in 0..<4000 as Range<UInt32> {
      _ = cache.document(hit(0)) {
        reads += 1; return document($0)
      }
      _ = cache.document(hit(8 * number)) { document($0) }
    }
    #expect(reads == 1)

    var kept = 0
    for number in 0..<4000 as Range<UInt32> {
      var wasRead = false
      // What can't be read is not kept, so that asking doesn't change what is.
      _ = cache.document(hit(8 * number)) { _ in
        wasRead = true; return nil
      }
      kept += wasRead ? 0 : 1
    }
    // One of eight shares has them all: 128 KiB of documents of 1.5 KB.
    #expect((40...87).contains(kept))
  }

  @Test("are none without room, none that is large, and none that can't be read")
  func keepsFew() {
    var reads = 0
    for (limit, size) in [(0, 1000), (1 << 20, 50_000)] {
      let cache = DocumentCache(limit: limit)
      for _ in 0..<2 {
        _ = cache.document(hit(1)) {
          reads += 1; return document($0, size: size)
        }
      }
    }
    let cache = DocumentCache(limit: 1 << 20)
    for _ in 0..<2 {
      #expect(
        cache.document(hit(1)) { _ in
          reads += 1; return nil
        } == nil)
    }

    #expect(reads == 6)
  }
}
