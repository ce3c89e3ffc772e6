import Bytes
import FoundationEssentials

/// Where the worker program lies.
package enum WorkerLocation {
  /// `$KUASOU_EXTRACT`, else `kuasou-extract` in the folder of the running program; nil when there is no such file.
  package static func find() -> String? {
    let files = FileManager.default
    if let path = ProcessInfo.processInfo.environment["KUASOU_EXTRACT"] {
      return files.isExecutableFile(atPath: path) ? path : nil
    }
    guard let own = try? LocalFileSystem().linkTarget("/proc/self/exe") else { return nil }
    let path = "\(LocalFileSystem.parent(of: own))/kuasou-extract"
    return files.isExecutableFile(atPath: path) ? path : nil
  }
}
