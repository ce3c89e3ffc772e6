/// Takes frames from a stream one after the other; what came behind a frame is kept for the next.
package struct FrameReader: Sendable {
  /// Where frames' beginnings are received: kept, as a fresh one would have to be cleared for each frame.
  private var buffer: [UInt8] = []
  /// Bytes at its start that came behind the last frame.
  private var held = 0

  /// Bytes that the first read of a frame asks for: nearly all answers and most pages come whole with it, and some of the next with them.
  private static let firstRead = 64 << 10

  /// A reader of a stream's beginning.
  package init() {}

  /// Whether something came behind the last frame.
  package var holdsMore: Bool { held > 0 }

  /// Whether the next frame came whole behind the last one, so that reading it waits for nothing.
  package var holdsFrame: Bool {
    guard held >= WorkerFrame.prefixLength,
      let prefix = WorkerFrame.Prefix(buffer[..<WorkerFrame.prefixLength])
    else { return false }
    return held >= WorkerFrame.prefixLength + prefix.headerLength + prefix.bodyLength
  }

  /// Reads the next frame.
  ///
  /// - Parameter fill: receives into the array's bytes behind the first number, at least as many as the second says and at most to its
  ///   end; gives how many came.
  /// - Returns: nil when what came is no frame.
  package mutating func next<Failure: Error>(
    _ fill: (inout [UInt8], _ from: Int, _ least: Int) throws(Failure) -> Int
  ) throws(Failure) -> WorkerFrame? {
    var count = held
    held = 0
    Self.grow(&buffer, to: Self.firstRead)
    let prefixLength = WorkerFrame.prefixLength
    if count < prefixLength { count += try fill(&buffer, count, prefixLength - count) }
    guard let prefix = WorkerFrame.Prefix(buffer[..<min(count, prefixLength)]) else { return nil }
    let bodyStart = prefixLength + prefix.headerLength
    if count < bodyStart {
      Self.grow(&buffer, to: bodyStart)
      count += try fill(&buffer, count, bodyStart - count)
    }
    let known = min(count - bodyStart, prefix.bodyLength)
    let header = Array(buffer[prefixLength..<bodyStart])
    var body = Array(buffer[bodyStart..<bodyStart + known])
    hold(bodyStart + known..<count)
    if known < prefix.bodyLength {
      Self.grow(&body, to: prefix.bodyLength)
      _ = try fill(&body, known, prefix.bodyLength - known)
    }
    return WorkerFrame(kind: prefix.kind, header: header, body: body)
  }

  /// Keeps these bytes of the buffer for the next frame.
  private mutating func hold(_ range: Range<Int>) {
    held = range.count
    let isLong = buffer.count > 2 * Self.firstRead
    guard held > 0 || isLong else { return }
    let rest = Array(buffer[range])
    if isLong { buffer = [] }
    Self.grow(&buffer, to: held)
    buffer.replaceSubrange(..<held, with: rest)
  }

  private static func grow(_ bytes: inout [UInt8], to count: Int) {
    if bytes.count < count { bytes += [UInt8](repeating: 0, count: count - bytes.count) }
  }
}
