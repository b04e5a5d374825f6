import Foundation
import Provenance
import TelltaleTestSupport
import Testing

@Suite("Atomic files") struct AtomicFileTests {
  private func names(_ folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
  }

  @Test("A file is written, then replaced, and nothing else is left", arguments: [0, 1, 3_000_000])
  func writing(_ size: Int) throws {
    try withTemporaryFolder { folder in
      let path = folder + "/a b é.json"
      try AtomicFile.write(Data("old".utf8), to: path)
      let data = Data(repeating: 7, count: size)
      try AtomicFile.write(data, to: path)
      #expect(FileManager.default.contents(atPath: path) == data)
      try #expect(names(folder) == ["a b é.json"])
    }
  }

  @Test("A folder in the file's place is refused and nothing is left behind")
  func folderInPlace() throws {
    try withTemporaryFolder { folder in
      try FileManager.default.createDirectory(atPath: folder + "/x/y", withIntermediateDirectories: true)
      #expect(throws: (any Error).self) { try AtomicFile.write(Data("new".utf8), to: folder + "/x") }
      try #expect(names(folder) == ["x"])
      try #expect(names(folder + "/x") == ["y"])
    }
  }

  @Test("A missing folder is an error")
  func missingFolder() throws {
    try withTemporaryFolder { folder in
      #expect(throws: (any Error).self) { try AtomicFile.write(Data("new".utf8), to: folder + "/none/x") }
      let left = try names(folder)
      #expect(left.isEmpty)
    }
  }

  @Test("A name as long as the file system allows can be written")
  func longName() throws {
    try withTemporaryFolder { folder in
      let name = String(repeating: "n", count: 250)
      try AtomicFile.write(Data("new".utf8), to: folder + "/" + name)
      try #expect(names(folder) == [name])
    }
  }

  @Test("Sweeping removes half-written files of killed processes, and nothing else")
  func sweep() throws {
    try withTemporaryFolder { folder in
      let left = AtomicFile.temporaryPath(for: folder + "/case.gpkg")
      for path in [left, folder + "/case.gpkg", folder + "/a.part", folder + "/.hidden"] {
        try Data("x".utf8).write(to: URL(fileURLWithPath: path))
      }
      AtomicFile.sweep(folder)
      try #expect(names(folder) == [".hidden", "a.part", "case.gpkg"])
      AtomicFile.sweep(folder + "/none")
    }
  }

  @Test("A write that the system cuts short leaves the old file whole and nothing behind")
  func cutShort() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("telltale-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try AtomicFile.write(Data("old".utf8), to: folder + "/x")
    // A process of its own, since the limit on a file's size holds for all of a process.
    await #expect(processExitsWith: .exitCode(42)) { [folder = folder as String] in
      signal(SIGXFSZ, SIG_IGN)
      var limit = rlimit(rlim_cur: 4_096, rlim_max: 4_096)
      unsafe setrlimit(fileSizeLimit, &limit)
      do {
        try AtomicFile.write(Data(repeating: 1, count: 100_000), to: folder + "/x")
      } catch { exit(42) }
    }
    #expect(FileManager.default.contents(atPath: folder + "/x") == Data("old".utf8))
    try #expect(names(folder) == ["x"])
  }
}

#if canImport(Glibc)
  private let fileSizeLimit = __rlimit_resource_t(UInt32(RLIMIT_FSIZE.rawValue))
#else
  private let fileSizeLimit = RLIMIT_FSIZE
#endif
