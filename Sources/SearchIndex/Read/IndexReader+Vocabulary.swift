import Bytes
import Tokenizer

/// What a document is headed by.
package struct DocumentHeading: Sendable, Equatable {
  /// Its title.
  package let title: String
  /// How its text begins; the last character may be cut.
  package let lead: String
  /// The column of its site that it stands in; empty where none is known.
  package let column: String
}

extension IndexReader {
  /// Calls `body` with every two neighbouring Han characters of the bodies, and every character with 0 after it, and how many
  /// documents have them. A term of several segments comes several times; dead documents are counted.
  ///
  /// - Complexity: O(terms).
  package func eachHanTerm(
    _ body: (_ first: UInt32, _ second: UInt32, _ documents: Int) -> Void
  ) {
    let end = IndexField.title.termKey(0)
    for part in parts {
      var iterator = TermIterator(part.segment)
      while let entry = iterator.current, entry.key < end {
        let token = IndexField.tokenKey(of: entry.key)
        let isPair = entry.key < IndexField.characters.termKey(0)
        if isPair == (token & 0x1F_FFFF != 0) {
          body(
            UInt32(truncatingIfNeeded: token >> 21), UInt32(token & 0x1F_FFFF), entry.documents)
        }
        iterator.advance()
      }
    }
  }

  /// Calls `body` with the heading of every live document whose block is whole, in the order in which they arrived.
  ///
  /// - Parameter lead: how many bytes of each text are wanted.
  ///
  /// - Complexity: O(stored bytes): every block is decompressed.
  package func eachHeading(lead: Int, _ body: (DocumentHeading) -> Void) {
    for part in parts {
      let file = part.segment.file
      let numbers = part.segment.numbersByArrival()
      for block in 0..<part.segment.stored.blockCount {
        guard let records = part.segment.stored.records(block, file.bytes) else { continue }
        var reader = ByteReader(records.span)
        for arrival in part.segment.stored.documents(block, file.bytes) {
          guard let length = try? reader.count(), let record = try? reader.array(length) else {
            break
          }
          guard part.isLive(numbers[Int(arrival)]) else { continue }
          if let heading = DocumentRecord.heading(record.span, lead: lead) { body(heading) }
        }
      }
    }
  }
}
