import Documents
import Glibc

/// One run of tesseract: an image of a page in, a table of its words out.
struct RecognitionRun {
  /// Why a page could not be read.
  struct Problem: Error, Equatable {
    var failure: ExtractionFailure
    var explanation: String
  }

  private let program: RecognitionProgram
  private let limits: RecognitionLimits

  /// A run of that program within those limits.
  init(_ program: RecognitionProgram, _ limits: RecognitionLimits) {
    self.program = program
    self.limits = limits
  }

  /// Recognises the page that `graymap` shows; blocks until tesseract has ended or was killed at its deadline.
  func table(of graymap: [UInt8]) throws(Problem) -> [UInt8] {
    var childEnd: Int32 = -1
    guard let socket = WorkerSocket(workerEnd: &childEnd) else { throw notStarted }
    let child = SocketChild.spawn(
      program.launcher, ["--ocr", program.tesseract], WorkerProcess.variables(),
      end: childEnd,
      silent: true)
    _ = close(childEnd)
    guard let child else { throw notStarted }
    let output = exchange(graymap, over: socket)
    // It closes its end as it exits, with its code settled; one that was made to stay behind, or is late, goes now.
    _ = kill(child, SIGKILL)
    let end = SocketChild.reap(child)
    return try judge(output, end)
  }

  private var notStarted: Problem {
    Problem(failure: .crashed, explanation: "\(program.launcher) could not be started")
  }

  private func exchange(
    _ graymap: [UInt8], over socket: borrowing WorkerSocket
  ) -> Result<[UInt8], WorkerSocket.Failure> {
    let deadline = ContinuousClock.now + limits.pageTime
    do throws(WorkerSocket.Failure) {
      try socket.send(graymap, by: deadline)
      socket.finishSending()
      return .success(try socket.receiveAll(limit: limits.tableBytes, by: deadline))
    } catch {
      return .failure(error)
    }
  }

  private func judge(
    _ output: Result<[UInt8], WorkerSocket.Failure>, _ end: SocketChild.End
  ) throws(Problem) -> [UInt8] {
    switch output {
    case .success(let table) where end.signal == 0 && end.code == 0: return table
    case .failure(.timeout):
      throw Problem(
        failure: .timeLimit, explanation: "tesseract was ended after \(limits.pageTime)")
    case .failure(.malformed):
      throw Problem(failure: .crashed, explanation: "tesseract wrote more than a page can hold")
    case .success, .failure(.closed):
      if end.signal == SIGXCPU {
        throw Problem(failure: .timeLimit, explanation: "tesseract used up its processor time")
      }
      let cause = end.signal == 0 ? "left with code \(end.code)" : "died by signal \(end.signal)"
      throw Problem(failure: .crashed, explanation: "tesseract \(cause)")
    }
  }
}
