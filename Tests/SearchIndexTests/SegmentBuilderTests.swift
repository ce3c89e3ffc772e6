import Bytes
import Documents
import TestSupport
import Testing

@testable import SearchIndex

/// However often occurrences had to be put aside, the segment is the same.
struct SegmentBuilderTests {
  private func segment(
    _ documents: [Document], budget: Int, _ folder: borrowing TemporaryFolder
  ) throws -> Segment {
    let path = folder.file("\(budget).kseg")
    var builder = try SegmentBuilder(path: path, memoryBudget: budget)
    for document in documents { _ = try builder.add(document) }
    _ = try builder.finish()
    return try Segment(path: path)
  }

  @Test func `many runs give the bytes of one`() throws {
    var random = SeededRandom()
    var documents = Corpus(1200, &random).documents
    for index in documents.indices where index % 50 == 0 {
      documents[index].text += "notification\(index % 100) Привет " + documents[index].text
    }
    let folder = try TemporaryFolder()

    let (one, many) = (
      try segment(documents, budget: 64 << 20, folder), try segment(documents, budget: 0, folder)
    )

    #expect(many.verify().isEmpty)
    for section in SegmentSection.allCases {
      #expect(one.sectionBytes(section) == many.sectionBytes(section), "\(section)")
    }
    #expect(try LocalFileSystem().names(in: folder.path).sorted() == ["0.kseg", "67108864.kseg"])
  }

  @Test func `a builder that is dropped leaves no files`() throws {
    var random = SeededRandom()
    let folder = try TemporaryFolder()
    do {
      var builder = try SegmentBuilder(path: folder.file("a.kseg"), memoryBudget: 0)
      for document in Corpus(300, &random).documents { _ = try builder.add(document) }
    }

    #expect(try LocalFileSystem().names(in: folder.path).isEmpty)
  }
}
