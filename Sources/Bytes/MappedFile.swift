import CLinux

#if canImport(Glibc)
  import Glibc
#endif

/// A whole file mapped read-only into memory, unmapped when the last reference goes.
///
/// The mapping stays valid when the file is renamed or unlinked, which is how an old index generation is removed
/// under running searches. A file that is *shortened* under its mapping would raise SIGBUS on the lost pages; kuasou
/// never shortens a file that it has published.
@safe
package final class MappedFile: Sendable {
  /// The path that was opened, for messages.
  package let path: String
  /// The size in bytes when the file was opened.
  package let count: Int
  // SAFETY: the address is set once, points to `count` readable bytes until `deinit`, and is never written through.
  private nonisolated(unsafe) let address: UnsafeRawPointer

  /// Opens and maps `path`; an empty file is mapped as zero bytes.
  ///
  /// - Throws: `FileError.system` when the file can't be opened, is a folder or can't be mapped.
  package init(path: String) throws(FileError) {
    let file = try FileDescriptor.open(path, .read)
    let size = try file.size()
    self.path = path
    self.count = size
    guard size > 0 else {
      // SAFETY: a non-null address that is never read, because `count` is 0.
      unsafe address = UnsafeRawPointer(bitPattern: 16)!
      return
    }
    // SAFETY: a fresh private mapping of `size` bytes; the result is checked before use.
    let mapped = unsafe mmap(nil, size, PROT_READ, MAP_SHARED, file.number, 0)
    guard let mapped = unsafe mapped, unsafe mapped != MAP_FAILED else {
      throw .system(operation: "map", path: path, errno: errno)
    }
    unsafe address = UnsafeRawPointer(mapped)
  }

  deinit {
    if count > 0 {
      // SAFETY: exactly the mapping made in `init`; no span outlives `self`.
      unsafe _ = munmap(UnsafeMutableRawPointer(mutating: address), count)
    }
  }

  /// The file's bytes, for as long as `self` is held.
  package var bytes: Span<UInt8> {
    @_lifetime(borrow self)
    get {
      // SAFETY: `address` has `count` initialised bytes for as long as `self` lives, which the lifetime states.
      let span = unsafe Span<UInt8>(
        _unsafeStart: address.assumingMemoryBound(to: UInt8.self), count: count)
      return unsafe _overrideLifetime(span, borrowing: self)
    }
  }

  /// Gives back the memory of the whole pages in `range`, which count as this process's own until then.
  ///
  /// Bytes there can still be read: they are then fetched from the file anew.
  package func release(_ range: Range<Int>) {
    let page = 4096
    let start = (max(0, range.lowerBound) + page - 1) / page * page
    let end = min(range.upperBound, count) / page * page
    guard start < end else { return }
    // SAFETY: whole pages of our own mapping of a file, which come back from the file unchanged.
    unsafe _ = madvise(
      UnsafeMutableRawPointer(mutating: address + start), end - start, MADV_DONTNEED)
  }

  /// Tells the kernel that the whole file will be wanted soon.
  package func willNeed() {
    guard count > 0 else { return }
    // SAFETY: advice about our own mapping; it changes no content.
    unsafe _ = madvise(UnsafeMutableRawPointer(mutating: address), count, MADV_WILLNEED)
  }
}
