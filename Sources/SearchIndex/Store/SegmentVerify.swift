import Bytes

/// Something wrong with a file of the index.
package struct IndexProblem: Sendable, Equatable, CustomStringConvertible {
  /// The file.
  package let path: String
  /// What is wrong, a clause.
  package let problem: String

  package var description: String { "\(path): \(problem)" }
}

extension IndexStore {
  /// Reads every file of every generation that is there against its checksums and its structure; each generation is held meanwhile, so that a writer
  /// that removes it is not taken for damage.
  ///
  /// - Returns: nothing when all is sound.
  package func verify() -> [IndexProblem] {
    var problems: [IndexProblem] = []
    var seen: Set<String> = []
    do {
      for number in try generations() { verify(number, &seen, &problems) }
      // A generation that is named, is not there, and is named still.
      if let current = try currentNumber(), !(try generations().contains(current)),
        try currentNumber() == current
      {
        problems.append(
          IndexProblem(path: path("current"), problem: "generation \(current) is missing"))
      }
    } catch {
      problems.append(IndexProblem(path: folder, problem: error.description))
    }
    return problems
  }

  private func verify(
    _ number: UInt64, _ seen: inout Set<String>, _ problems: inout [IndexProblem]
  ) {
    let file = path(GenerationManifest.fileName(number))
    do {
      guard let hold = try hold(file) else { return }
      defer { withExtendedLifetime(hold) {} }
      for reference in try manifest(number).segments
      where seen.insert(reference.fileName + reference.liveName).inserted {
        do {
          problems += try open(reference).segment.verify()
        } catch {
          problems.append(
            IndexProblem(path: path(reference.fileName), problem: error.description))
        }
      }
    } catch {
      problems.append(IndexProblem(path: file, problem: error.description))
    }
  }

  /// A hold on a generation's manifest; nil for one that a writer has removed since it was listed.
  private func hold(_ file: String) throws(IndexError) -> FileHold? {
    do {
      return try FileHold(path: file)
    } catch {
      guard LocalFileSystem().exists(file) else { return nil }
      throw .file(error)
    }
  }
}

extension Segment {
  /// Reads the whole segment: checksums of all sections, then every list, position and document.
  package func verify() -> [IndexProblem] {
    var found = verifyChecksums()
    // What the checksums vouch for is decoded only to find faults of a writer; a damaged file has said enough.
    if found.isEmpty { found += verifyLists() + verifyDocuments() }
    return found.map { IndexProblem(path: path, problem: $0) }
  }

  /// Refuses a file of which a checksum does not match: what is derived from it would carry the damage on under right ones.
  ///
  /// - Complexity: one reading of the file.
  func requireSound() throws(IndexError) {
    guard let problem = verifyChecksums().first else { return }
    throw .file(.corrupt(path: path, offset: 0, problem: problem))
  }

  private func verifyChecksums() -> [String] {
    let file = file
    var problems: [String] = []
    do {
      let table = try SegmentTable(file.bytes, path: path)
      var covered = SegmentLayout.headerLength
      for (section, place) in table.places.sorted(by: { $0.value.lowerBound < $1.value.lowerBound })
      {
        if CRC32C.checksum(file.bytes.extracting(place)) != table.checksums[section] {
          problems.append("the checksum of section \(section) does not match")
        }
        for offset in covered..<max(covered, place.lowerBound) where file.bytes[offset] != 0 {
          problems.append("byte \(offset) between sections is not zero")
        }
        covered = place.upperBound
      }
      let end =
        file.count - SegmentLayout.trailerLength - table.places.count
        * SegmentLayout.tableEntryLength
      for offset in covered..<max(covered, end) where file.bytes[offset] != 0 {
        problems.append("byte \(offset) after the sections is not zero")
      }
    } catch {
      problems.append(error.description)
    }
    return problems
  }

  private func verifyLists() -> [String] {
    var problems: [String] = []
    var (termCount, postingCount, positionCount) = (UInt64(0), UInt64(0), UInt64(0))
    var terms = TermIterator(self)
    while let entry = terms.current {
      guard let field = IndexField.of(termKey: entry.key) else { break }
      let sums = verify(entry, field)
      if let problem = sums.problem { problems.append("term \(entry.key): \(problem)") }
      if problems.count > 20 { return problems }
      termCount += 1
      postingCount += UInt64(entry.documents)
      if field.hasPositions { positionCount += UInt64(entry.occurrences) }
      terms.advance()
    }
    if termCount != summary.termCount || postingCount != summary.postingCount
      || positionCount != summary.positionCount
    {
      problems.append("the summary's counts are not those of the lists")
    }
    return problems
  }

  private func verify(_ entry: TermEntry, _ field: IndexField) -> (problem: String?, Int) {
    let file = file
    let bytes = file.bytes
    var cursor = PostingsCursor(
      entry, documentCount: documentCount, hasPositions: field.hasPositions)
    var reader = PositionsCursor()
    var places: [UInt32] = []
    var (documents, occurrences) = (0, 0)
    var last: UInt32?
    cursor.load(0, bytes)
    while cursor.document != PostingsCursor.end {
      if let last, cursor.document <= last { return ("documents do not ascend", 0) }
      last = cursor.document
      documents += 1
      let frequency = cursor.frequency(bytes)
      occurrences += Int(frequency)
      if field.hasPositions {
        places.removeAll(keepingCapacity: true)
        reader.read(&cursor, into: &places, bytes)
        if places.count != Int(frequency) { return ("positions end early", 0) }
        if places.last ?? 0 > DocumentLimits.position {
          return ("a position is beyond all documents", 0)
        }
      }
      cursor.next(bytes)
    }
    if cursor.isDamaged { return ("a block can't be decoded", 0) }
    if documents != entry.documents { return ("it has not as many documents as it says", 0) }
    if occurrences != entry.occurrences { return ("it occurs not as often as it says", 0) }
    return (nil, occurrences)
  }

  private func verifyDocuments() -> [String] {
    let file = file
    var problems: [String] = []
    let numbers = numbersByArrival()
    if Set(numbers).count != documentCount { problems.append("two documents arrived at once") }
    for number in 1..<UInt32(max(1, documentCount))
    where norm(.body, number - 1) > norm(.body, number) {
      problems.append("documents are not ordered by length")
      break
    }
    for block in 0..<stored.blockCount {
      guard let records = stored.records(block, file.bytes) else {
        problems.append("block \(block) of stored documents can't be read")
        continue
      }
      var reader = ByteReader(records.span)
      for document in stored.documents(block, file.bytes) {
        guard let record = try? reader.array(try reader.count()),
          let id = DocumentRecord.id(record.span)
        else {
          problems.append("stored document \(document) is cut short")
          break
        }
        if KeyHash.of(id) != value64(.keyHash, numbers[Int(document)]) {
          problems.append("stored document \(document) is not the one of its key")
        }
      }
    }
    return Array(problems.prefix(20))
  }
}
