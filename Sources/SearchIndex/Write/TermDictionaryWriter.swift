import Bytes
import Tokenizer

/// Builds the term dictionary from terms in ascending order of their keys.
struct TermDictionaryWriter {
  private(set) var data: [UInt8] = []
  private(set) var termCount: UInt64 = 0
  private var firstKeys = ByteWriter()
  private var dataOffsets = ByteWriter()
  private var postingsOffsets = ByteWriter()
  private var positionsOffsets = ByteWriter()
  private var keys: [UInt8] = []
  private var entries: [UInt8] = []
  private var inBlock = 0
  private var lastKey: UInt64 = 0
  private var postingsEnd: UInt64 = 0
  private var positionsEnd: UInt64 = 0

  /// Appends a term; `spelling` only for a hashed one.
  ///
  /// - Precondition: `key` is larger than the one before.
  mutating func add(
    key: UInt64, documents: UInt32, occurrences: UInt64, postingsLength: Int,
    positionsLength: Int, spelling: [UInt8]?
  ) {
    precondition(termCount == 0 || key > lastKey, "terms out of order")
    if inBlock == SegmentLayout.dictionaryBlock { closeBlock() }
    if inBlock == 0 {
      firstKeys.append(littleEndian: key)
      dataOffsets.append(littleEndian: UInt64(data.count))
      postingsOffsets.append(littleEndian: postingsEnd)
      positionsOffsets.append(littleEndian: positionsEnd)
    } else {
      appendVarint(key - lastKey, to: &keys)
    }
    // Most terms occur once: one byte says so.
    if documents == 1 && occurrences == 1 {
      appendVarint(0, to: &entries)
    } else {
      appendVarint(UInt64(documents), to: &entries)
      appendVarint(occurrences - UInt64(documents), to: &entries)
    }
    appendVarint(UInt64(postingsLength), to: &entries)
    if IndexField.of(termKey: key)?.hasPositions == true {
      appendVarint(UInt64(positionsLength), to: &entries)
    }
    if TokenKey.isHashed(key) {
      let text = (spelling ?? []).prefix(SegmentLayout.spellingLimit)
      entries.append(UInt8(text.count))
      entries.append(contentsOf: text)
    }
    lastKey = key
    inBlock += 1
    termCount += 1
    postingsEnd += UInt64(postingsLength)
    positionsEnd += UInt64(positionsLength)
  }

  /// Ends the last block and returns the content of `dictionaryIndex`.
  mutating func finish() -> [UInt8] {
    closeBlock()
    var index = ByteWriter()
    index.append(littleEndian: UInt64(firstKeys.count / 8))
    index.append(littleEndian: termCount)
    for part in [firstKeys, dataOffsets, postingsOffsets, positionsOffsets] {
      index.append(contentsOf: part.bytes)
    }
    return index.bytes
  }

  private mutating func closeBlock() {
    guard inBlock > 0 else { return }
    data.append(UInt8(inBlock))
    appendVarint(UInt64(keys.count), to: &data)
    data.append(contentsOf: keys)
    data.append(contentsOf: entries)
    keys.removeAll(keepingCapacity: true)
    entries.removeAll(keepingCapacity: true)
    inBlock = 0
  }
}
