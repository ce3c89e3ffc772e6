extension WorkerFrame {
  /// Bytes that the first read of a frame asks for: nearly all answers and most pages come whole with it.
  private static let firstRead = 32 << 10

  /// Reads one frame from a stream that holds nothing behind it, as client and worker take turns.
  ///
  /// - Parameter fill: receives into the array's bytes behind the first number, at least as many as the second says and at most to its
  ///   end; gives how many came.
  /// - Returns: nil when what came is no frame, or more than one.
  package static func read<Failure: Error>(
    _ fill: (inout [UInt8], _ from: Int, _ least: Int) throws(Failure) -> Int
  ) throws(Failure) -> WorkerFrame? {
    var head = [UInt8](repeating: 0, count: firstRead)
    var count = try fill(&head, 0, prefixLength)
    guard let prefix = Prefix(head[..<count]) else { return nil }
    let bodyStart = prefixLength + prefix.headerLength
    if count < bodyStart {
      if head.count < bodyStart { head += [UInt8](repeating: 0, count: bodyStart - head.count) }
      count += try fill(&head, count, bodyStart - count)
    }
    let known = count - bodyStart
    guard known <= prefix.bodyLength else { return nil }
    var body = Array(head[bodyStart..<count])
    if known < prefix.bodyLength {
      body += [UInt8](repeating: 0, count: prefix.bodyLength - known)
      _ = try fill(&body, known, prefix.bodyLength - known)
    }
    return WorkerFrame(kind: prefix.kind, header: Array(head[prefixLength..<bodyStart]), body: body)
  }
}
