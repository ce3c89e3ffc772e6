package import Editorial
import SearchIndex
import Synchronization

/// The generation that is served now; switched while requests run, each of which keeps the one that it began with.
package final class CurrentIndex: Sendable {
  private let store: IndexStore
  private let state: Mutex<State>
  private let timeLimit: Duration
  private let editorialFolder: String?
  private let logsClicks: Bool
  private let documentCache: Int

  private struct State {
    /// The session of the generation, with all that does not come with the generation.
    private(set) var session: SearchSession?
    var editorial = Editorial()
    var hotQueries: [String] = []
    /// The published number when it was opened last.
    var seen: UInt64?
    /// The last complaint, so that one cause is told once.
    var complaint: String?

    /// Serves this session, or the present one, with what editors wrote and people look for.
    mutating func serve(_ new: SearchSession? = nil) {
      session = new ?? session
      session?.editorial = editorial
      session?.hotQueries = hotQueries
    }
  }

  /// What looking for a new generation brought.
  package enum Change: Sendable, Equatable {
    /// Nothing new.
    case none
    /// A generation is served that was not before; `warnings` say what was wrong on the way.
    case opened(number: UInt64, documents: Int, warnings: [String])
    /// What is published can't be served; the old generation, if any, goes on.
    case refused(description: String, help: String)
  }

  /// The index in this folder, of which nothing has been opened yet.
  ///
  /// - Parameters:
  ///   - timeLimit: after which a search answers with what it has found.
  ///   - editorialFolder: where synonyms.txt, best-bets.txt and ranking.txt are, if they are to be used.
  ///   - logsClicks: whether pages tell which result was opened.
  ///   - documentCache: the bytes of documents that are kept unpacked.
  package init(
    folder: String, timeLimit: Duration = .seconds(2), editorialFolder: String? = nil,
    logsClicks: Bool = false, documentCache: Int = 0
  ) {
    self.documentCache = documentCache
    self.logsClicks = logsClicks
    self.timeLimit = timeLimit
    self.editorialFolder = editorialFolder
    store = IndexStore(folder: folder)
    state = Mutex(State())
  }

  /// The generation to answer with; nil while none has been published.
  package var session: SearchSession? { state.withLock { $0.session } }

  /// Reads what editors wrote, if there is a folder for it; call it from one thread at a time.
  ///
  /// - Returns: what is wrong with it, when it has changed since.
  package func refreshEditorial() -> [EditorialProblem] {
    guard let editorialFolder else { return [] }
    let files = EditorialFiles(folder: editorialFolder)
    guard files.tag != state.withLock({ $0.editorial.tag }) else { return [] }
    let read = Editorial(files)
    state.withLock { state in
      state.editorial = read
      state.serve()
    }
    return read.problems
  }

  /// Looks whether another generation has been published and opens it; call it from one thread at a time.
  ///
  /// Nothing waits for it: the new generation is opened first and then put in place in one step.
  package func refresh() -> Change {
    do throws(IndexError) {
      guard let number = try store.currentNumber() else { return .none }
      let (seen, serving) = state.withLock { ($0.seen, $0.session?.holdings.generation) }
      guard number != seen else { return .none }
      let opened = try store.openCurrent()
      return adopt(opened, number: number, serving: serving)
    } catch {
      return refuse(error.description, error.help)
    }
  }

  /// Has pages show these as what many people look for, and the next help suggest them.
  func adopt(hotQueries: [String]) {
    state.withLock { state in
      state.hotQueries = hotQueries
      state.serve()
    }
  }

  /// Makes help for the generation that is served, where it has none yet: some seconds, while searches go on without. Call it from
  /// one thread at a time.
  package func prepareHelp() {
    guard let plain = session, !plain.holdings.hasHelp else { return }
    let helpful = plain.withHelp()
    state.withLock { state in
      if state.session?.holdings.generation == plain.holdings.generation { state.serve(helpful) }
    }
  }

  /// Puts what was opened in place, unless it only stands in for a damaged generation while an older one is served well.
  private func adopt(_ opened: OpenedIndex, number: UInt64, serving: UInt64?) -> Change {
    if let warning = opened.warnings.first, serving != nil {
      return refuse(warning, "run 'kuasou verify', then 'kuasou index' to publish again")
    }
    let session =
      opened.reader.generation == serving
      ? nil
      : SearchSession(
        opened.reader, timeLimit: timeLimit, logsClicks: logsClicks, documentCache: documentCache)
    return state.withLock { state in
      state.seen = number
      state.complaint = nil
      guard let session else { return .none }
      state.serve(session)
      return .opened(
        number: session.holdings.generation, documents: session.holdings.documents,
        warnings: opened.warnings)
    }
  }

  /// Tells one cause once, though it is met again at every look.
  private func refuse(_ description: String, _ help: String) -> Change {
    state.withLock { state in
      guard state.complaint != description else { return .none }
      state.complaint = description
      return .refused(description: description, help: help)
    }
  }
}
