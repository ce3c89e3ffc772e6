/// One message between client and worker: a small header and a body of raw bytes.
///
/// On the wire, integers lowest byte first: magic "KXF1" (4 bytes), kind (u32), header length (u32), body length (u32), header, body.
package struct WorkerFrame: Sendable, Equatable {
  /// What a message is.
  package enum Kind: UInt32, Sendable {
    /// The worker's first message: who it is and how it is confined.
    case hello = 1
    /// What the client wants, the file's bytes in the body.
    case request = 2
    /// What the worker made of it: the wire form of an `ExtractedContent` in the body.
    case answer = 3
    /// The page that the client wanted drawn: a binary portable graymap in the body.
    case bitmap = 4
  }

  /// What the message is.
  package var kind: Kind
  /// A `WorkerHello` as JSON or the wire form of a `WorkerRequest`; empty for an answer.
  package var header: [UInt8]
  /// The file's bytes or the answer.
  package var body: [UInt8]

  /// A message of that kind.
  package init(kind: Kind, header: [UInt8], body: [UInt8] = []) {
    self.kind = kind
    self.header = header
    self.body = body
  }

  /// The length of what stands before the header.
  package static let prefixLength = 16
  /// A longer header is malformed.
  package static let longestHeader = 1 << 20
  /// A longer body is malformed.
  package static let longestBody = 256 << 20

  private static let magic: [UInt8] = Array("KXF1".utf8)

  /// How many bytes the frame has.
  package var length: Int { Self.prefixLength + header.count + body.count }

  /// The frame's bytes.
  package var encoded: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(length)
    append(to: &bytes)
    return bytes
  }

  /// Puts the frame's bytes behind others.
  package func append(to bytes: inout [UInt8]) {
    bytes.append(contentsOf: Self.magic)
    for value in [kind.rawValue, UInt32(header.count), UInt32(body.count)] {
      for shift in stride(from: UInt32(0), to: 32, by: 8) {
        bytes.append(UInt8(truncatingIfNeeded: value >> shift))
      }
    }
    bytes.append(contentsOf: header)
    bytes.append(contentsOf: body)
  }

  /// What a frame's first 16 bytes announce.
  package struct Prefix: Sendable, Equatable {
    /// The kind of frame.
    package let kind: Kind
    /// Bytes of the header.
    package let headerLength: Int
    /// Bytes of the body.
    package let bodyLength: Int

    /// Reads a prefix; nil when it is none or announces more than the limits.
    package init?(_ bytes: some Collection<UInt8>) {
      let bytes = Array(bytes.prefix(WorkerFrame.prefixLength))
      guard bytes.count == WorkerFrame.prefixLength, bytes.starts(with: WorkerFrame.magic),
        let kind = Kind(rawValue: Self.integer(bytes, at: 4))
      else { return nil }
      self.kind = kind
      headerLength = Int(Self.integer(bytes, at: 8))
      bodyLength = Int(Self.integer(bytes, at: 12))
      guard headerLength <= WorkerFrame.longestHeader, bodyLength <= WorkerFrame.longestBody else {
        return nil
      }
    }

    private static func integer(_ bytes: [UInt8], at offset: Int) -> UInt32 {
      bytes[offset..<offset + 4].reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }
  }
}
