import Bytes
import FoundationEssentials

/// What optical character recognition runs: tesseract, which is no part of kuasou, by way of a launcher that confines it.
package struct RecognitionProgram: Sendable, Equatable {
  /// The launcher, `kuasou-extract`, which confines itself and becomes tesseract.
  package var launcher: String
  /// Tesseract's file.
  package var tesseract: String

  /// Tesseract started by that launcher.
  package init(launcher: String, tesseract: String) {
    self.launcher = launcher
    self.tesseract = tesseract
  }

  /// Why there is no recognition on this machine.
  package enum Missing: Error, Equatable, CustomStringConvertible {
    /// No program at this path.
    case program(String)
    /// The program is there, but not what it must have learned to read simplified Chinese.
    case language(String)

    package var description: String {
      switch self {
      case .program(let path): "scanned PDFs stay unread: there is no \(path)"
      case .language(let folder): "scanned PDFs stay unread: no chi_sim.traineddata in \(folder)"
      }
    }

    /// What a person can do about it.
    package var help: String {
      "install the Debian packages tesseract-ocr and tesseract-ocr-chi-sim"
    }
  }

  /// Tesseract as this machine has it: `$KUASOU_TESSERACT`, else Debian's.
  ///
  /// - Parameter data: the folder whose subfolders hold what it has learned.
  package static func find(
    launcher: String, data: String = "/usr/share/tesseract-ocr"
  ) throws(Missing) -> RecognitionProgram {
    let path =
      ProcessInfo.processInfo.environment["KUASOU_TESSERACT"] ?? "/usr/bin/tesseract"
    return try find(launcher: launcher, tesseract: path, data: data)
  }

  /// Tesseract at `tesseract`, when it is there and has learned to read Chinese.
  package static func find(
    launcher: String, tesseract: String, data: String
  ) throws(Missing) -> RecognitionProgram {
    guard FileManager.default.isExecutableFile(atPath: tesseract) else {
      throw .program(tesseract)
    }
    let files = LocalFileSystem()
    let versions = (try? files.names(in: data)) ?? []
    guard
      versions.contains(where: { files.exists("\(data)/\($0)/tessdata/chi_sim.traineddata") })
    else { throw .language(data) }
    return RecognitionProgram(launcher: launcher, tesseract: tesseract)
  }
}
