import ArgumentParser
import Bytes

/// Times the checksums that every file and page pays for.
struct ChecksumBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "checksums", abstract: "MB/s of CRC-32C and SHA-256.")

  func run() {
    let bytes = (0..<(64 << 20)).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    var seen: UInt32 = 0
    let crc = Stopwatch.median(of: 5) { seen ^= CRC32C.checksum(bytes) }
    let sha = Stopwatch.median(of: 3) { seen ^= UInt32(SHA256.digest(bytes)[0]) }
    let megabytes = Double(bytes.count) / 1e6
    print("CRC-32C\t\(Int(megabytes / crc)) MB/s")
    print("SHA-256\t\(Int(megabytes / sha)) MB/s\t\(seen & 1)")
  }
}
