import Foundation

/// An open file of whose kind and size there is no doubt: what was checked is what is read.
struct OrdinaryFile {
  let path: String
  let size: Int
  private let limit: Int
  private let handle: FileHandle

  /// - Throws: `unreadable`, `notAFile`, and `tooLarge` by the size alone, before a byte is read.
  init(opening path: String, limit: Int) throws(DocumentError) {
    guard !path.utf8.contains(0), !path.isEmpty else {
      throw DocumentError(.unreadable, at: "file", "Its name is empty or broken.", mend: "Give the file's path.")
    }
    // Without waiting: a pipe that nobody writes to would keep the program for ever.
    let number = unsafe open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)
    guard number >= 0 else { throw Self.failure(path, errno) }
    handle = FileHandle(fileDescriptor: number, closeOnDealloc: true)
    self.path = path
    self.limit = limit
    var status = stat()
    guard unsafe fstat(number, &status) == 0 else { throw Self.failure(path, errno) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      let kind = Self.words(status.st_mode & S_IFMT)
      throw DocumentError(
        .notAFile, at: path, "This is \(kind), and only ordinary files are read.", mend: "Give the document itself.")
    }
    size = Int(status.st_size)
    guard size <= limit else { throw Self.tooLarge(path, size, limit) }
  }

  /// The first bytes, up to `count`.
  func beginning(_ count: Int) throws(DocumentError) -> [UInt8] {
    do {
      try handle.seek(toOffset: 0)
      return [UInt8](try handle.read(upToCount: count) ?? Data())
    } catch {
      throw Self.failure(path, error)
    }
  }

  /// - Throws: `tooLarge` where it grew meanwhile.
  func bytes() throws(DocumentError) -> Data {
    do {
      try handle.seek(toOffset: 0)
      let data = try handle.read(upToCount: limit + 1) ?? Data()
      if data.count <= limit { return data }
    } catch {
      throw Self.failure(path, error)
    }
    throw Self.tooLarge(path, limit + 1, limit)
  }

  /// Gives the bytes in pieces of at most 1 MiB.
  /// - Throws: `tooLarge` where it grew meanwhile; what `take` throws.
  func pieces(_ take: (Data) throws -> Void) throws {
    try handle.seek(toOffset: 0)
    var count = 0
    while let piece = try handle.read(upToCount: 1 << 20), !piece.isEmpty {
      count += piece.count
      guard count <= limit else { throw Self.tooLarge(path, count, limit) }
      try take(piece)
    }
  }

  private static func tooLarge(_ path: String, _ size: Int, _ limit: Int) -> DocumentError {
    DocumentError(
      .tooLarge, at: path,
      "It has \(DocumentLimits.words(size)), and at most \(DocumentLimits.words(limit)) are taken.",
      mend: "Cut out the part that matters, or save the text alone.")
  }

  private static func failure(_ path: String, _ code: Int32) -> DocumentError {
    let words = unsafe String(cString: strerror(code))
    if code == ELOOP {
      return DocumentError(
        .notAFile, at: path, "Its links lead round in a circle.", mend: "Give the document itself.", cause: words)
    }
    return DocumentError(
      .unreadable, at: path, "It cannot be opened: \(words).", mend: "Check its name and that it may be read.",
      cause: words)
  }

  private static func failure(_ path: String, _ error: any Error) -> DocumentError {
    DocumentError(
      .unreadable, at: path, "It cannot be read to its end.", mend: "Check that its disk answers.",
      cause: error.localizedDescription)
  }

  private static func words(_ kind: mode_t) -> String {
    switch kind {
    case S_IFDIR: "a folder"
    case S_IFIFO: "a pipe"
    case S_IFSOCK: "a socket"
    case S_IFBLK, S_IFCHR: "a device"
    default: "something else than a file"
    }
  }
}
