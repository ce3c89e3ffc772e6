import Bytes
import Documents
import TestSupport
import Testing

@testable import SearchIndex

/// What the dictionary finds is what its blocks say when they are read from front to back.
struct TermDictionaryTests {
  /// Documents with terms of all kinds: in one document, in few, in many, and spelt words.
  private func documents(_ random: inout SeededRandom) -> [Document] {
    var documents = Corpus(1500, &random).documents
    for index in documents.indices {
      for _ in 0..<6 {
        let character = Unicode.Scalar(UInt32.random(in: 0x4E00...0x4FFF, using: &random))
        documents[index].text.unicodeScalars.append(character ?? "一")
      }
      documents[index].text += " w\(index % 40)" + " remarkable\(index % 90)"
    }
    return documents
  }

  @Test func `each term is found with its entry, and none that is not there`() throws {
    var random = SeededRandom()
    let fixture = try IndexFixture()
    try fixture.add(documents(&random))
    let segment = try #require(try fixture.open().parts.first).segment
    let file = segment.file
    let bytes = file.bytes
    var (found, last) = (0, nil as UInt64?)

    for block in 0..<segment.terms.blockCount {
      for entry in segment.terms.entries(block: block, bytes) {
        let spelling = entry.spelling.map { bytes[$0] }
        #expect(segment.terms.find(entry.key, spelling: spelling, bytes) == entry)
        if let last, last + 1 < entry.key {
          #expect(segment.terms.find(entry.key - 1, bytes) == nil)
        }
        (found, last) = (found + 1, entry.key)
      }
    }

    #expect(found == segment.terms.termCount && found > 2000)
  }
}
