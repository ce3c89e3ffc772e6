/// What has been said to a worker and not gone out yet.
struct Outbox {
  private var bytes: [UInt8]
  private var sent = 0

  /// An outbox with those bytes in it.
  init(_ bytes: [UInt8] = []) { self.bytes = bytes }

  /// Whether all has gone out.
  var isEmpty: Bool { sent == bytes.count }

  /// What has not gone out yet.
  var rest: ArraySlice<UInt8> { bytes[sent...] }

  /// Puts a frame behind what is there.
  mutating func append(_ frame: WorkerFrame) {
    bytes = isEmpty ? frame.encoded : rest + frame.encoded
    sent = 0
  }

  /// Notes that so many bytes more have gone out.
  mutating func drop(_ count: Int) {
    sent += count
    if isEmpty { self = Outbox() }
  }
}
