import Bytes
import Synchronization
import Testing

/// Work on several threads comes out in its order, and a failure ends it.
struct ThreadsTests {
  private struct Failure: Error, Equatable { var index: Int }

  @Test(arguments: [1, 3]) func `results are taken in order`(limit: Int) throws {
    var taken: [Int] = []
    let make: @Sendable (Int) throws(Failure) -> Int = { index in
      // The first ones take longest.
      var sum = 0
      for step in 0..<(200 - index) * 100 { sum &+= step }
      return sum < 0 ? -1 : index
    }

    try Threads.forEach(200, limit: limit, make) { (index) throws(Failure) in taken.append(index) }

    #expect(taken == Array(0..<200))
  }

  @Test func `nothing is begun for no work`() throws {
    let make: @Sendable (Int) throws(Failure) -> Int = { index in index }
    try Threads.forEach(0, limit: 2, make) { (index) throws(Failure) in
      throw Failure(index: index)
    }
  }

  @Test func `the first failure is thrown and little more is begun`() {
    let begun = Mutex(0)
    var taken: [Int] = []
    let make: @Sendable (Int) throws(Failure) -> Int = { (index) throws(Failure) in
      begun.withLock { $0 += 1 }
      if index == 3 { throw Failure(index: index) }
      return index
    }

    #expect(throws: Failure(index: 3)) {
      try Threads.forEach(1_000_000, limit: 2, make) { (index) throws(Failure) in
        taken.append(index)
      }
    }

    #expect(taken == [0, 1, 2])
    #expect(begun.withLock { $0 } < 1_000_000)
  }

  @Test func `a failure to take ends the work`() {
    let begun = Mutex(0)
    let make: @Sendable (Int) throws(Failure) -> Int = { index in
      begun.withLock { $0 += 1 }
      return index
    }

    #expect(throws: Failure(index: 5)) {
      try Threads.forEach(1_000_000, limit: 2, make) { (index) throws(Failure) in
        if index == 5 { throw Failure(index: index) }
      }
    }

    #expect(begun.withLock { $0 } < 1_000_000)
  }
}
