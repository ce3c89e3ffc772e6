import Glibc

/// What `FUZZ_TARGET` names; the process ends with a list of the names when it is none of them.
private let target: FuzzTarget = {
  // SAFETY: getenv's string is copied at once; nothing calls setenv.
  let name = unsafe getenv("FUZZ_TARGET").map { unsafe String(cString: $0) } ?? ""
  guard let target = FuzzTarget(rawValue: name) else {
    print(
      "FUZZ_TARGET must be one of \(FuzzTarget.allCases.map(\.rawValue).joined(separator: " "))")
    exit(2)
  }
  return target
}()

/// libFuzzer's entry point.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  // SAFETY: libFuzzer passes `count` readable bytes, which are copied at once.
  unsafe target.run(Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}
