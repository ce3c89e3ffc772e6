import Documents
import Synchronization

/// The answers to several requests, each put into its place by whichever thread has it; the asker is woken once, by the last.
final class AnswerSheet: Sendable {
  private struct State {
    var answers: [ExtractedContent?]
    var missing: Int
  }

  private let state: Mutex<State>
  private let asker: CheckedContinuation<[ExtractedContent], Never>

  /// A sheet with `count` places, one at least.
  init(count: Int, asker: CheckedContinuation<[ExtractedContent], Never>) {
    state = Mutex(State(answers: Array(repeating: nil, count: count), missing: count))
    self.asker = asker
  }

  /// Puts an answer into its place, which is still empty.
  func put(_ answer: ExtractedContent, at place: Int) {
    let all = state.withLock { state -> [ExtractedContent]? in
      state.answers[place] = answer
      state.missing -= 1
      return state.missing == 0 ? state.answers.compactMap(\.self) : nil
    }
    if let all { asker.resume(returning: all) }
  }
}
