import ArgumentParser
import Bytes
import Documents

/// `kuasou import`: files into the page store.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Take documents or archived pages into the page store.",
    discussion: """
      FILE is JSON Lines (id, text; url, title, site, date, source, issuer, documentNumber may be there) or WARC, plain \
      or compressed by gzip or zstd. The next 'kuasou index' indexes them.
      """)

  @OptionGroup var data: DataOption
  @Argument(help: "The files to take in.") var files: [String]
  @Flag(help: "Print the counts as JSON.") var json = false

  func run() throws {
    let folder = try data.create()
    for file in files { _ = try FileDescriptor.open(file, .read) }
    var writer = try PageStoreWriter(data: folder, holder: "kuasou import")
    var rows: [ImportRow] = []
    for file in files {
      let outcome = try PageImport().run(path: file, into: &writer)
      for problem in outcome.problems { Console.message("kuasou: warning: \(problem)") }
      rows.append(ImportRow(file: file, stored: outcome.stored, refused: outcome.refused))
      if outcome.stored == 0 {
        throw CommandFailure(
          "\(file) holds no document",
          help: "give JSON Lines with \"id\" and \"text\" on every line, or a WARC file")
      }
    }
    if json {
      try Console.printJSON(rows)
    } else {
      for row in rows { print("\(row.file)\t\(row.stored) stored\t\(row.refused) refused") }
    }
  }
}

/// What one file brought, as `--json` prints it.
private struct ImportRow: Encodable {
  let file: String
  let stored: Int
  let refused: Int
}

/// `kuasou export`: the page store as one WARC file.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write the page store as one WARC 1.1 file.")

  @OptionGroup var data: DataOption
  @Option(
    help: ArgumentHelp(
      "The file to write; compressed when its name ends in .gz.", valueName: "file"))
  var warc: String

  func run() throws {
    let pages = try PageStoreReader(data: try data.open())
    let count = try PageExport(pages).write(to: warc, compressed: warc.hasSuffix(".gz"))
    print("\(warc)\t\(count) records")
  }
}
