import Bytes
import Crawler
import Documents
import Indexer
import SearchIndex

/// Reads every byte of a data folder and compares it with its checksums.
struct DataCheck {
  /// What a check found.
  struct Outcome: Encodable {
    /// What was sound, a line each.
    var checked: [String] = []
    /// What is damaged, a line each.
    var problems: [String] = []
  }

  private let data: DataFolder

  /// A check of this folder.
  init(_ data: DataFolder) { self.data = data }

  /// Checks page store, crawl state and index; damage never ends the check.
  func run() -> Outcome {
    var outcome = Outcome()
    checkPages(&outcome)
    checkCrawlState(&outcome)
    checkIndex(&outcome)
    return outcome
  }

  private func checkPages(_ outcome: inout Outcome) {
    do {
      let check = try PageStoreCheck(PageStoreReader(data: data)).run()
      outcome.problems += check.problems
      if check.problems.isEmpty { outcome.checked.append("page store: \(check.records) records") }
    } catch { outcome.problems.append("\(error)") }
  }

  private func checkCrawlState(_ outcome: inout Outcome) {
    guard LocalFileSystem().exists("\(data.crawl)/state.sqlite") else { return }
    do {
      let problems = try CrawlStateCheck.problems(data: data)
      outcome.problems += problems
      if problems.isEmpty { outcome.checked.append("crawl state") }
    } catch { outcome.problems.append("\(error)") }
  }

  private func checkIndex(_ outcome: inout Outcome) {
    let store = IndexStore(folder: data.index)
    let problems = store.verify()
    outcome.problems += problems.map { "\($0)" }
    guard problems.isEmpty, let number = try? store.currentNumber() else { return }
    outcome.checked.append("index generation \(number)")
    do throws(FileError) {
      outcome.checked.append("skipped pages: \(try SkippedPages(data).count)")
    } catch { outcome.problems.append("\(error)") }
  }
}
