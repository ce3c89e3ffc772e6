import Bytes
import Synchronization

/// A temporary file beside a segment for what can't be written to it yet. It goes when it is let go.
final class SideFile: Sendable {
  private struct State: ~Copyable {
    let file: any OutputFile
    var reading: FileDescriptor?
    var count = 0
  }

  private let path: String
  private let files: any FileSystem
  private let state: Mutex<State>

  init(path: String, on files: any FileSystem) throws(IndexError) {
    self.path = path
    self.files = files
    do throws(FileError) {
      state = Mutex(State(file: try files.create(path)))
    } catch { throw .file(error) }
  }

  deinit { try? files.remove(path) }

  /// Bytes written so far.
  var count: Int { state.withLock { $0.count } }

  /// Appends bytes, at best many at once.
  func write(_ bytes: [UInt8]) throws(IndexError) {
    // SAFETY: bytes have no padding.
    try write(unsafe bytes.span.bytes)
  }

  /// Appends bytes, at best many at once.
  func write(_ bytes: RawSpan) throws(IndexError) {
    do throws(FileError) {
      try state.withLock { (state) throws(FileError) in
        try state.file.write(bytes)
        state.count += bytes.byteCount
      }
    } catch { throw .file(error) }
  }

  /// Hands all bytes over in chunks.
  func drain(_ take: ([UInt8]) throws(IndexError) -> Void) throws(IndexError) {
    var chunk = HeapBuffer<UInt8>(zeros: 1 << 20)
    var offset = 0
    while case let length = try read(at: offset, into: &chunk), length > 0 {
      try take(chunk.elements(first: length))
      offset += length
    }
  }

  /// Fills `numbers` from the byte `offset` on and returns how many bytes there were; fewer only at the end.
  func read(
    at offset: Int, into numbers: inout HeapBuffer<some FixedWidthInteger & BitwiseCopyable>
  ) throws(IndexError) -> Int {
    do throws(FileError) {
      return try state.withLock { (state) throws(FileError) in
        if state.reading == nil { state.reading = try FileDescriptor.open(path, .read) }
        var bytes = numbers.mutableBytes()
        return try state.reading?.read(at: offset, into: &bytes) ?? 0
      }
    } catch { throw .file(error) }
  }
}
