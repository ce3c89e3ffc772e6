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

  /// Puts frames behind what is there.
  mutating func append(_ frames: ArraySlice<WorkerFrame>) {
    var all = Array(rest)
    all.reserveCapacity(all.count + frames.reduce(0) { $0 + $1.length })
    for frame in frames { frame.append(to: &all) }
    (bytes, sent) = (all, 0)
  }

  /// Notes that so many bytes more have gone out.
  mutating func drop(_ count: Int) {
    sent += count
    if isEmpty { self = Outbox() }
  }
}
