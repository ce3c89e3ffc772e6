import Synchronization

#if canImport(Glibc)
  import Glibc
#endif

/// Random numbers of the system's, fetched many at a time: asking for each costs more than what is made of it.
enum RandomSupply {
  /// What has been fetched and not been given out yet.
  private static let stock = Mutex<[UInt64]>([])

  /// How many numbers are fetched at once: 256 bytes, the most that getentropy(3) gives.
  private static let batch = 32

  /// Two numbers that have not been given out before.
  static func pair() -> (UInt64, UInt64) {
    stock.withLock { stock in
      if stock.isEmpty { stock = fetched() }
      return (stock.removeLast(), stock.removeLast())
    }
  }

  private static func fetched() -> [UInt64] {
    var numbers = [UInt64](repeating: 0, count: batch)
    let code = unsafe numbers.withUnsafeMutableBytes { bytes in
      // SAFETY: as many bytes are filled as the array has.
      unsafe getentropy(bytes.baseAddress, bytes.count)
    }
    if code == 0 { return numbers }
    // A system without the call; this generator asks it in other ways.
    var generator = SystemRandomNumberGenerator()
    return (0..<batch).map { _ in generator.next() }
  }
}
