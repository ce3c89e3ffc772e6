import Bytes
import Documents
import TestSupport
import Testing
import Tokenizer

@testable import SearchIndex

/// However often occurrences had to be put aside, and whoever did it, the segment is the same.
struct SegmentBuilderTests {
  private func segment(
    _ documents: [Document], budget: Int, threads: Int = 1, content: IndexedContent = .whole,
    _ folder: borrowing TemporaryFolder
  ) throws -> Segment {
    let path = folder.file("\(budget)-\(threads).kseg")
    var builder = try SegmentBuilder(
      path: path, memoryBudget: budget, threads: threads, content: content)
    for document in documents { _ = try builder.add(document) }
    _ = try builder.finish()
    return try Segment(path: path)
  }

  /// Documents with all kinds of tokens: long words, other scripts, and characters beyond U+FFFF.
  private func mixedDocuments(_ count: Int) -> [Document] {
    var random = SeededRandom()
    var documents = Corpus(count, &random).documents
    let parts = [
      "notification\(count)", " Привет ", "𠀀𠀁中𠀂", "中𠀀", "𠀃", "国发〔2009〕12号", "a1 ", "。", "扶持",
    ]
    for index in documents.indices where index % 7 == 0 {
      let extra = (0..<12).map { _ in parts.randomElement(using: &random) ?? "" }.joined()
      documents[index].text += extra + "word\(index % 100)longer " + documents[index].text
    }
    return documents
  }

  @Test func `many runs give the bytes of one`() throws {
    let documents = mixedDocuments(1200)
    let folder = try TemporaryFolder()

    let one = try segment(documents, budget: 64 << 20, folder)
    let many = try segment(documents, budget: 0, folder)

    #expect(many.verify().isEmpty)
    for section in SegmentSection.allCases {
      #expect(one.sectionBytes(section) == many.sectionBytes(section), "\(section)")
    }
    #expect(
      try LocalFileSystem().names(in: folder.path).sorted() == ["0-1.kseg", "67108864-1.kseg"])
  }

  @Test(arguments: [2, 5], [1 << 16, 64 << 20])
  func `several threads give the bytes of one`(threads: Int, budget: Int) throws {
    let documents = mixedDocuments(1500)
    let folder = try TemporaryFolder()

    let one = try segment(documents, budget: 64 << 20, folder)
    let several = try segment(documents, budget: budget, threads: threads, folder)

    for section in SegmentSection.allCases {
      #expect(one.sectionBytes(section) == several.sectionBytes(section), "\(section)")
    }
  }

  @Test func `the body's terms alone are those of the whole, with nothing else`() throws {
    let documents = mixedDocuments(300)
    let folder = try TemporaryFolder()
    let whole = try segment(documents, budget: 64 << 20, folder)

    let bare = try segment(documents, budget: 32 << 20, content: .bodyTerms, folder)

    #expect(bare.verify().isEmpty)
    let (all, alone) = (Self.lists(whole), Self.lists(bare))
    #expect(alone.map(\.key) == all.map(\.key).filter { IndexField.of(termKey: $0) == .body })
    #expect(alone == all.filter { IndexField.of(termKey: $0.key) == .body })
    #expect(bare.sectionBytes(.site) == whole.sectionBytes(.site))
    #expect(bare.sectionBytes(.date) == whole.sectionBytes(.date))
    #expect(whole.document(299)?.text != "" && bare.document(299)?.text == "")
  }

  /// A term's list as another segment may have it too.
  private struct List: Equatable {
    var key: UInt64
    var documents: Int
    var occurrences: Int
    var postingsLength: Int
    var positionsLength: Int
  }

  private static func lists(_ segment: Segment) -> [List] {
    var lists: [List] = []
    var iterator = TermIterator(segment)
    while let entry = iterator.current {
      lists.append(
        List(
          key: entry.key, documents: entry.documents, occurrences: entry.occurrences,
          postingsLength: entry.postings.count, positionsLength: entry.positions.count))
      iterator.advance()
    }
    return lists
  }

  @Test func `an inverter with little memory is not full before a document comes`() {
    var random = SeededRandom()
    let documents = Corpus(30, &random).documents
    var inverter = Inverter(memoryLimit: 256 << 10)
    let fullWhenEmpty = inverter.isFull

    let taken = documents.prefix { document in
      _ = inverter.add(document, arrival: 0)
      return !inverter.isFull
    }

    #expect(!fullWhenEmpty)
    #expect(taken.count > 1)
  }

  @Test func `the terms of a document are those that its segment has`() throws {
    let folder = try TemporaryFolder()
    for (number, document) in mixedDocuments(40).enumerated() {
      let path = folder.file("\(number).kseg")
      var builder = try SegmentBuilder(path: path, memoryBudget: 1 << 20)
      _ = try builder.add(document)
      _ = try builder.finish()
      let segment = try Segment(path: path)
      var (keys, lengths): (Set<UInt64>, [Int]) = ([], [0, 0, 0, 0])
      var iterator = TermIterator(segment)
      while let entry = iterator.current {
        keys.insert(entry.key)
        lengths[Int(IndexField.of(termKey: entry.key)?.rawValue ?? 3)] += entry.occurrences
        iterator.advance()
      }

      let terms = DocumentTerms(document)

      #expect(terms.terms == keys)
      #expect(terms.lengths[0..<3].map(Int.init) == Array(lengths[0..<3]))
    }
  }

  @Test(arguments: [1, 3])
  func `a builder that is dropped leaves no files`(threads: Int) throws {
    var random = SeededRandom()
    let folder = try TemporaryFolder()
    do {
      var builder = try SegmentBuilder(
        path: folder.file("a.kseg"), memoryBudget: 0, threads: threads)
      for document in Corpus(300, &random).documents { _ = try builder.add(document) }
    }

    #expect(try LocalFileSystem().names(in: folder.path).isEmpty)
  }

  @Test func `a full run limit asks for the end of the segment`() throws {
    var random = SeededRandom()
    let folder = try TemporaryFolder()
    var builder = try SegmentBuilder(path: folder.file("a.kseg"), memoryBudget: 0)
    for document in Corpus(2000, &random).documents where !builder.isFull {
      _ = try builder.add(document)
    }

    let (isFull, count) = (builder.isFull, builder.documentCount)
    #expect(isFull)
    #expect(count < 2000)
  }
}
