import Bytes
import Crawler
import Documents
import Indexer
import QueryLog
import SearchIndex

/// An error of a module that comes with advice.
protocol HelpfulError: Error, CustomStringConvertible {
  /// What a person can do about it.
  var help: String { get }
}

extension FileError: HelpfulError {}
extension DataFolderError: HelpfulError {}
extension CrawlError: HelpfulError {}
extension IndexError: HelpfulError {}
extension IndexJobError: HelpfulError {}
extension QueryLogError: HelpfulError {}

/// The end of a command that could not do its job: one sentence, one line of help, an exit code.
struct CommandFailure: Error, Equatable {
  /// One sentence without a full stop.
  let message: String
  /// What a person can do about it.
  let help: String
  /// 1 when the job failed, 2 when it was asked for wrongly.
  let exitCode: Int32

  /// The job failed.
  init(_ message: String, help: String) {
    self.message = message
    self.help = help
    exitCode = 1
  }

  /// The command was used or configured wrongly.
  init(usage message: String, help: String) {
    self.message = message
    self.help = help
    exitCode = 2
  }

  /// The failure that an error of a module amounts to; nil for errors of the argument parser, which knows how to show them.
  init?(_ error: any Error) {
    switch error {
    case let failure as CommandFailure: self = failure
    case let error as any HelpfulError: self.init(error.description, help: error.help)
    default: return nil
    }
  }

  /// Prints the failure to stderr in the form that every command shares.
  func show() {
    Console.message("kuasou: error: \(message)\nhelp: \(help)")
  }
}
