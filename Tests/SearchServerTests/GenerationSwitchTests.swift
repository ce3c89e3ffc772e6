import Bytes
import SearchServer
import TestSupport
import Testing

@Suite("A new generation")
struct GenerationSwitchTests {
  @Test("is served without a restart, while a session keeps the one it began with")
  func isServed() throws {
    let sample = try SampleIndex([SampleIndex.document(1)])
    let index = CurrentIndex(folder: sample.index)
    _ = index.refresh()
    let old = try #require(index.session)

    try sample.publish([SampleIndex.document(2)])
    let change = index.refresh()
    let new = try #require(index.session)

    guard case .opened(_, 2, let warnings) = change else {
      return #expect(Bool(false), "\(change)")
    }
    #expect(warnings.isEmpty)
    #expect(new.search(SearchQuery("资金")).total == 2)
    #expect(old.search(SearchQuery("资金")).total == 1)
    #expect(new.holdings.generation > old.holdings.generation)
  }

  @Test("is opened once")
  func isOpenedOnce() throws {
    let sample = try SampleIndex([SampleIndex.document(1)])
    let index = CurrentIndex(folder: sample.index)

    _ = index.refresh()

    #expect(index.refresh() == .none)
  }

  @Test("is no news where there is none")
  func isAbsent() throws {
    let index = CurrentIndex(folder: try SampleIndex().index)

    #expect(index.refresh() == .none)
    #expect(index.session == nil)
  }

  @Test("that is damaged is refused once and loudly, and the old one goes on")
  func isRefused() throws {
    let sample = try SampleIndex([SampleIndex.document(1)])
    let index = CurrentIndex(folder: sample.index)
    _ = index.refresh()

    let good = try LocalFileSystem().read("\(sample.index)/current")
    try sample.write(current: Array("garbage".utf8))
    let change = index.refresh()

    guard case .refused(let description, let help) = change else {
      return #expect(Bool(false), "\(change)")
    }
    #expect(!description.isEmpty && !help.isEmpty)
    #expect(index.refresh() == .none)
    #expect(index.session?.search(SearchQuery("资金")).total == 1)

    try sample.write(current: good)
    try sample.publish([SampleIndex.document(2)])
    guard case .opened(_, 2, _) = index.refresh() else { return #expect(Bool(false)) }
  }
}
