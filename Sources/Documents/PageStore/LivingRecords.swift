import Bytes

/// Which records of a page store still say something that no later record says anew.
///
/// Of a page or document these are its last word (answer, imported document or removal) and the last look that found nothing new
/// behind it. Records are numbered from 1 in the order of the store, so that an entry takes 24 bytes beside its key.
struct LivingRecords {
  private struct Entry {
    /// The last word's number; 0 for none.
    var word: UInt64 = 0
    /// The number of the last revisit behind it; 0 for none.
    var revisit: UInt64 = 0
    /// Whether the last word is a removal.
    var isGone = false
    /// Whether the last word replaces an earlier one.
    var replaces = false
  }

  private var entries: [PageKey: Entry] = [:]
  /// Pages whose last word is damaged: nothing of theirs is dropped.
  private var shielded: Set<PageKey> = []
  /// A damaged last word by the number of its file.
  private(set) var damage: [UInt32: FileError] = [:]

  /// Reads the labels of the whole store.
  ///
  /// - Complexity: O(records).
  /// - Throws: `FileError.corrupt` where it can't be told what a file holds.
  init(_ pages: PageStoreReader) throws(FileError) {
    var cursor = pages.cursor()
    var number: UInt64 = 0
    while let (_, label) = try cursor.nextLabel() {
      number += 1
      var entry = entries[label.key] ?? Entry()
      if label.kind == .revisit {
        entry.revisit = number
      } else {
        entry = Entry(word: number, isGone: label.kind == .gone, replaces: entry.word > 0)
      }
      entries[label.key] = entry
    }
  }

  /// Reads every last word that replaces another in full; where one is damaged, what it replaces is kept.
  mutating func readSuccessors(_ pages: PageStoreReader) throws(FileError) {
    var cursor = pages.cursor()
    var number: UInt64 = 0
    while true {
      var whole = cursor
      guard let (location, label) = try cursor.nextLabel() else { return }
      number += 1
      guard let entry = entries[label.key], entry.replaces, entry.word == number else { continue }
      do throws(FileError) {
        let found = try whole.next()
        guard found?.location != location || found.map({ PageLabel($0.record) }) != label else {
          continue
        }
        throw .corrupt(
          path: "\(pages.folder)/\(PageStore.fileName(location.file))",
          offset: Int(clamping: location.offset), problem: "the record is not what its label says")
      } catch .corrupt(let path, let offset, let problem) {
        shielded.insert(label.key)
        damage[location.file] = .corrupt(path: path, offset: offset, problem: problem)
      }
    }
  }

  /// Whether the record of that number is superseded by later ones.
  func isSuperseded(_ label: PageLabel, _ number: UInt64) -> Bool {
    guard let entry = entries[label.key], !shielded.contains(label.key) else { return false }
    return label.kind == .revisit ? entry.revisit != number : entry.word != number
  }

  /// Whether the last word on the record's page is that it is gone.
  func isGone(_ label: PageLabel) -> Bool { entries[label.key]?.isGone == true }
}
