import ArgumentParser
import Documents
import Glibc

/// `--data`, which most commands share.
struct DataOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The folder of pages, crawl state and index.",
      discussion: "Default: $KUASOU_DATA, else ./data.",
      valueName: "folder"))
  var data: String?

  /// The folder that is meant.
  var path: String { data ?? Environment.value("KUASOU_DATA") ?? "./data" }

  /// The data folder to read from.
  func open() throws(DataFolderError) -> DataFolder { try DataFolder.open(path) }

  /// The data folder to write into, made if need be.
  func create() throws(DataFolderError) -> DataFolder { try DataFolder.create(path) }
}

/// `--sites`, which the commands share that know sites.
struct SitesOption: ParsableArguments {
  @Option(help: ArgumentHelp("The list of sites.", valueName: "file"))
  var sites = "./sites.conf"

  /// The sites of a list without errors.
  ///
  /// - Throws: `CommandFailure` (exit 2) after every problem was printed.
  func load() throws -> [Site] {
    let file = SitesFile.read(path: sites)
    for problem in file.problems { Console.message(problem.text) }
    guard file.isUsable else {
      throw CommandFailure(
        usage: "\(sites) has errors",
        help: "mend the lines above; 'kuasou sites check' shows them again")
    }
    return file.sites
  }

  /// The labels of the sites for an index; none when the list is not there.
  func labels() throws -> [SiteLabel] { try load().map(\.label) }
}

/// `--ocr`, which the commands share that read files.
struct RecognitionOption: ParsableArguments {
  @Flag(
    help: ArgumentHelp(
      "Read scanned PDFs by optical character recognition.",
      discussion:
        "At most 20 pages a file, about a second each. Needs the Debian packages tesseract-ocr and tesseract-ocr-chi-sim."
    ))
  var ocr = false
}

extension Site {
  /// What an index keeps of the site.
  var label: SiteLabel {
    SiteLabel(
      id: id, name: name, kind: kind.rawValue, district: district, hosts: hosts.sorted())
  }
}

/// The process's environment.
enum Environment {
  /// The value of a variable; nil when it is unset or empty.
  static func value(_ name: String) -> String? {
    // SAFETY: getenv's string is copied at once; kuasou never calls setenv.
    guard let value = unsafe getenv(name) else { return nil }
    let text = unsafe String(cString: value)
    return text.isEmpty ? nil : text
  }
}
