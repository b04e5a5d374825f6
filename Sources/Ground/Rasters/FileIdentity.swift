import Foundation

/// Which file a path led to, and in which state: enough to know it again between two calls.
struct FileIdentity: Equatable {
  let path: String
  let device: UInt64
  let node: UInt64
  let byteCount: Int
  let modifiedSeconds: Int
  let modifiedNanoseconds: Int

  /// Looks at the file without opening it, so that a named pipe cannot hold the caller up.
  /// - Throws: `.unreadable` where there is nothing or no permission; `.unsupported` for folders, pipes, devices and
  ///   GDAL's virtual paths; `.readFailed` for an empty file.
  init(lookingAt path: String) throws(RasterError) {
    guard !path.hasPrefix("/vsi"), !path.utf8.contains(0) else {
      throw RasterError(
        .unsupported, at: path, "This is not a plain path.",
        mend: "Name a file on this machine; unpack archives and download remote pictures first.")
    }
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { throw Self.unreadable(path, errno) }
    let kind = status.st_mode & S_IFMT
    guard kind == S_IFREG else {
      let what = kind == S_IFDIR ? "a folder" : kind == S_IFIFO ? "a named pipe" : "a device or a socket"
      throw RasterError(.unsupported, at: path, "This is \(what), not a file.", mend: "Name the picture file itself.")
    }
    guard status.st_size > 0 else {
      throw RasterError(
        .readFailed, at: path, "The file is empty (0 bytes).", mend: "Copy or download the picture again.")
    }
    self.path = path
    device = UInt64(truncatingIfNeeded: status.st_dev)
    node = UInt64(truncatingIfNeeded: status.st_ino)
    byteCount = Int(status.st_size)
    #if canImport(Darwin)
      modifiedSeconds = status.st_mtimespec.tv_sec
      modifiedNanoseconds = status.st_mtimespec.tv_nsec
    #else
      modifiedSeconds = status.st_mtim.tv_sec
      modifiedNanoseconds = status.st_mtim.tv_nsec
    #endif
  }

  /// The first bytes, up to `count`.
  /// - Throws: `.unreadable` where the file cannot be opened or read.
  func firstBytes(_ count: Int) throws(RasterError) -> [UInt8] {
    // Should the path lead to a pipe by now, the open must not wait for its writer.
    let file = unsafe open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { throw Self.unreadable(path, errno) }
    defer { _ = close(file) }
    var bytes = [UInt8](repeating: 0, count: count)
    let got = unsafe bytes.withUnsafeMutableBytes { buffer in
      unsafe read(file, buffer.baseAddress, buffer.count)
    }
    guard got >= 0 else { throw Self.unreadable(path, errno) }
    return Array(bytes.prefix(got))
  }

  private static func unreadable(_ path: String, _ code: Int32) -> RasterError {
    switch code {
    case ENOENT, ENOTDIR:
      RasterError(.unreadable, at: path, "There is no such file.", mend: "Check the path.")
    case EACCES, EPERM:
      RasterError(
        .unreadable, at: path, "The file may not be read.", mend: "Give this user permission to read it.")
    default:
      RasterError(
        .unreadable, at: path, "The file cannot be opened.", mend: "Check the path and the disk.",
        cause: unsafe String(cString: strerror(code)))
    }
  }
}
