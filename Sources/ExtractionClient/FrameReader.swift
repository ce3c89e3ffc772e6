/// Takes frames from a stream one after the other; what came behind a frame is kept for the next.
package struct FrameReader: Sendable {
  /// Bytes that came behind the last frame, fewer than `firstRead`.
  private var rest: [UInt8] = []

  /// Bytes that the first read of a frame asks for: nearly all answers and most pages come whole with it.
  private static let firstRead = 32 << 10

  /// A reader of a stream's beginning.
  package init() {}

  /// Whether something came behind the last frame.
  package var holdsMore: Bool { !rest.isEmpty }

  /// Reads the next frame.
  ///
  /// - Parameter fill: receives into the array's bytes behind the first number, at least as many as the second says and at most to its
  ///   end; gives how many came.
  /// - Returns: nil when what came is no frame.
  package mutating func next<Failure: Error>(
    _ fill: (inout [UInt8], _ from: Int, _ least: Int) throws(Failure) -> Int
  ) throws(Failure) -> WorkerFrame? {
    var head = rest
    rest = []
    var count = head.count
    Self.grow(&head, to: Self.firstRead)
    let prefixLength = WorkerFrame.prefixLength
    if count < prefixLength { count += try fill(&head, count, prefixLength - count) }
    guard let prefix = WorkerFrame.Prefix(head[..<count]) else { return nil }
    let bodyStart = prefixLength + prefix.headerLength
    if count < bodyStart {
      Self.grow(&head, to: bodyStart)
      count += try fill(&head, count, bodyStart - count)
    }
    let known = min(count - bodyStart, prefix.bodyLength)
    var body = Array(head[bodyStart..<bodyStart + known])
    rest = Array(head[bodyStart + known..<count])
    if known < prefix.bodyLength {
      Self.grow(&body, to: prefix.bodyLength)
      _ = try fill(&body, known, prefix.bodyLength - known)
    }
    return WorkerFrame(kind: prefix.kind, header: Array(head[prefixLength..<bodyStart]), body: body)
  }

  private static func grow(_ bytes: inout [UInt8], to count: Int) {
    if bytes.count < count { bytes += [UInt8](repeating: 0, count: count - bytes.count) }
  }
}
