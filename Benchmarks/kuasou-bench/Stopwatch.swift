import Glibc

/// Measures the processor time of this process, which other processes' load does not stretch.
struct Stopwatch {
  private let start = Stopwatch.now

  /// CPU seconds since the watch was made.
  var seconds: Double { Self.now - start }

  private static var now: Double {
    var time = timespec()
    // SAFETY: clock_gettime fills the local struct.
    unsafe _ = clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// The median of `repetitions` timings of `work`, in CPU seconds, after one run that is not counted.
  static func median(of repetitions: Int, _ work: () -> Void) -> Double {
    work()
    let times = (0..<max(1, repetitions)).map { _ in
      let watch = Stopwatch()
      work()
      return watch.seconds
    }
    return times.sorted()[times.count / 2]
  }
}
