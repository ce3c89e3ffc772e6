package import Bytes

extension IndexStore {
  /// Removes generations other than the current one, the newest good one before it and those that a reader holds, and files
  /// that none of these names.
  ///
  /// Only for the holder of `index.lock`.
  package func removeUnreferenced(
    on files: some FileSystem = LocalFileSystem()
  ) throws(IndexError) {
    guard let current = try currentNumber() else { return }
    let before = try generations().last { $0 < current && (try? open($0)) != nil }
    var kept = Set([current] + (before.map { [$0] } ?? []))
    for number in try generations() where !kept.contains(number) {
      let path = path(GenerationManifest.fileName(number))
      let isGone = try indexErrors { () throws(FileError) in
        try FileHold.remove(path, on: files)
      }
      if !isGone { kept.insert(number) }
    }
    // From here on nobody can come to hold a generation that is not among the kept ones.
    var wanted: Set<String> = []
    for number in kept {
      guard let manifest = try? manifest(number) else { continue }
      for segment in manifest.segments { wanted.formUnion([segment.fileName, segment.liveName]) }
    }
    try indexErrors { () throws(FileError) in
      for name in try LocalFileSystem().names(in: path("generations")) where name.hasSuffix(".tmp")
      { try files.remove(path("generations/\(name)")) }
      for name in try LocalFileSystem().names(in: path("segments"))
      where !wanted.contains("segments/\(name)") {
        try files.remove(path("segments/\(name)"))
      }
    }
  }

  /// A line about the generations on disk: "generations 3 held, 4, 5 held"; held are those that a reader has open.
  package func generationsLine() throws(IndexError) -> String {
    let numbers = try generations().map { number in
      "\(number)\(FileHold.isHeld(path(GenerationManifest.fileName(number))) ? " held" : "")"
    }
    return "generations \(numbers.joined(separator: ", "))"
  }
}
