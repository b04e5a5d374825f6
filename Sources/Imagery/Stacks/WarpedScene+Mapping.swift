import Foundation

extension WarpedScene {
  /// A scene from its cache file, whose pages take memory only while they are read; `nil` where the file is not there
  /// or not whole.
  package init?(mapping path: String) {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { _ = close(descriptor) }
    var about = stat()
    guard unsafe fstat(descriptor, &about) == 0, about.st_size > 0 else { return nil }
    let size = Int(about.st_size)
    guard let bytes = unsafe mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), unsafe bytes != MAP_FAILED
    else { return nil }
    let data = unsafe Data(
      bytesNoCopy: bytes, count: size, deallocator: .custom { unsafe munmap($0, $1) })
    self.init(fileContents: data)
    isMapped = true
  }

  /// Smaller files are left in memory: to read their pages again would cost more than they take.
  private static let releasedFrom = 64 << 20

  /// Lets go of the memory that the file's pages take in this process; what is read again comes from the system's cache.
  package func releasePages() {
    guard isMapped, storage.count >= Self.releasedFrom else { return }
    unsafe storage.withUnsafeBytes { bytes in
      // Pages of a private mapping that was never written to are the file's own, whether they are here or not.
      if let base = bytes.baseAddress {
        _ = unsafe madvise(UnsafeMutableRawPointer(mutating: base), bytes.count, MADV_DONTNEED)
      }
    }
  }
}
