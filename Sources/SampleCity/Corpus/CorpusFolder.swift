import FoundationEssentials

/// A folder of real documents: each folder below it becomes a site that serves its files as they are.
package enum CorpusFolder {
  /// Reads what `--corpus` names: a folder, or a `.jsonl` file.
  ///
  /// - Throws: `CorpusError` when there is nothing to serve.
  package static func load(_ path: String) throws(CorpusError) -> [CorpusSite] {
    var isFolder = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw .unreadable(path: path)
    }
    if isFolder { return try sites(inFolder: path) }
    guard path.hasSuffix(".jsonl") else { throw .unknownKind(path: path) }
    return try CorpusLines.sites(inFile: path)
  }

  /// The bytes of a file; nil when it can't be read.
  package static let read: @Sendable (String) -> [UInt8]? = { path in
    FileManager.default.contents(atPath: path).map { [UInt8]($0) }
  }

  private static func sites(inFolder path: String) throws(CorpusError) -> [CorpusSite] {
    let root = path.hasSuffix("/") ? String(path.dropLast()) : path
    guard let names = try? FileManager.default.subpathsOfDirectory(atPath: root) else {
      throw .unreadable(path: path)
    }
    var groups: [String: [CorpusDocument]] = [:]
    for name in names.sorted() {
      guard let document = document(named: name, inFolder: root) else { continue }
      groups[group(of: name), default: []].append(document)
    }
    guard !groups.isEmpty else { throw .empty(path: path) }
    let rootName = root.split(separator: "/").last.map(String.init) ?? "corpus"
    var sites: [CorpusSite] = []
    for key in groups.keys.sorted() {
      let site = CorpusSite(
        id: siteID(key.isEmpty ? rootName : "\(rootName)-\(key)"),
        name: key.isEmpty ? rootName : key, documents: groups[key] ?? [])
      sites.append(site.renamed(unlike: sites.map(\.id)))
    }
    return sites
  }

  /// The first folder of a path, or nothing for a file at the root.
  private static func group(of name: String) -> String {
    guard let slash = name.firstIndex(of: "/") else { return "" }
    return String(name[..<slash])
  }

  private static func document(named name: String, inFolder root: String) -> CorpusDocument? {
    let file = name.split(separator: "/").last.map(String.init) ?? name
    guard !file.hasPrefix("."), let dot = file.lastIndex(of: "."),
      let type = mediaTypes[file[file.index(after: dot)...].lowercased()]
    else { return nil }
    return CorpusDocument(
      path: PercentEncoding.encode(Array("/\(name)".utf8)), title: file,
      body: .file(path: "\(root)/\(name)", type: type))
  }

  /// `corpus-` and what of the name may stand in a host name.
  static func siteID(_ name: String) -> String {
    let letters = name.lowercased().unicodeScalars.map { scalar -> Character in
      let isPlain = ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar)
      return isPlain ? Character(scalar) : "-"
    }
    let words = String(letters).split(separator: "-").joined(separator: "-")
    return "corpus-" + (words.isEmpty ? "site" : String(words.prefix(40)))
  }

  /// Content-Types by extension, none with a charset that nobody vouches for.
  private static let mediaTypes: [String: String] = {
    var types = [
      "html": "text/html", "htm": "text/html", "shtml": "text/html",
      "xhtml": "application/xhtml+xml", "xml": "application/xml", "et": "application/vnd.ms-excel",
      "dps": "application/vnd.ms-powerpoint", "odt": "application/vnd.oasis.opendocument.text",
      "ods": "application/vnd.oasis.opendocument.spreadsheet", "7z": "application/x-7z-compressed",
      "pdf": "application/pdf",
    ]
    for kind in AttachmentKind.allCases { types[kind.fileExtension] = kind.mediaType }
    return types
  }()
}
