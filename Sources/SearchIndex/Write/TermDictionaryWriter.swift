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
  mutating func add(key: UInt64, _ list: PostingsEncoder.Ended, spelling: [UInt8]?) {
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
    let hasPositions = IndexField.of(termKey: key)?.hasPositions == true
    if let single = list.single {
      appendVarint(0, to: &entries)
      appendVarint(UInt64(single.document), to: &entries)
      if hasPositions { appendVarint(UInt64(single.position), to: &entries) }
    } else {
      appendVarint(UInt64(list.documents), to: &entries)
      appendVarint(list.occurrences - UInt64(list.documents), to: &entries)
      appendVarint(UInt64(list.postingsLength), to: &entries)
      if hasPositions { appendVarint(UInt64(list.positionsLength), to: &entries) }
    }
    if TokenKey.isHashed(key) {
      let text = (spelling ?? []).prefix(SegmentLayout.spellingLimit)
      entries.append(UInt8(text.count))
      entries.append(contentsOf: text)
    }
    lastKey = key
    inBlock += 1
    termCount += 1
    postingsEnd += UInt64(list.postingsLength)
    positionsEnd += UInt64(list.positionsLength)
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
