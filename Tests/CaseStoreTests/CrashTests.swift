import Evidence
import Foundation
import GRDB
import TelltaleTestSupport
import Testing

@testable import CaseStore

@Suite("Killed and cut short", .serialized) struct CrashTests {
  /// One run's worth: everything numbered `number`, so that a mixture of two runs shows.
  static func commit(_ number: Int, to store: CaseStore) throws {
    try store.commit { transaction in
      try transaction.set("run", String(number))
      try transaction.save(scenes: [SceneRow(CaseFixture.scene("scene \(number)", date: "2020-01-01"))])
      let features = (0..<200).map { CaseFixture.feature("run \(number) feature \($0)") }
      try transaction.replace(features: features, observations: CaseFixture.observations)
      try transaction.append([LedgerAct("run \(number)", by: "telltale 0.1.0", at: CaseFixture.at)])
    }
  }

  /// Number of the run whose state the case holds; all its tables must agree on it.
  static func check(_ path: String) throws -> Int {
    let store = try CaseStore.open(path)
    let run = try #require(Int(store.setting("run") ?? "0"))
    try #expect(store.scenes().count == run)
    try #expect(store.scenes().allSatisfy { $0.scene?.path.hasPrefix("/home/alice/pictures/") == true })
    try #expect(store.features().count == (run == 0 ? 0 : 200))
    try #expect(store.features().allSatisfy { $0.id.hasPrefix("run \(run) ") })
    let ledger = try store.ledger()
    try ledger.verify()
    #expect(ledger.entries.count { $0.act != "state" } == run)
    return run
  }

  @Test(
    "A process killed at any moment leaves the last committed state",
    arguments: [3_000, 40_000, 90_000, 160_000, 310_000])
  func killedAnywhere(_ microseconds: Int) async throws {
    try await withTemporaryFolderAsync { folder in
      let path = folder + "/a.case"
      // Made here, since starting the child takes an unknown time.
      try Self.commit(1, to: try CaseStore.create(at: path, sites: CaseFixture.sites))
      await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String, microseconds = microseconds as Int] in
        let store = try CaseStore.open(path)
        Thread.detachNewThread {
          usleep(UInt32(microseconds))
          kill(getpid(), SIGKILL)
        }
        for number in 2... { try CrashTests.commit(number, to: store) }
      }
      let run = try Self.check(path)
      #expect(run >= 1)
      try Self.commit(run + 1, to: try CaseStore.open(path))
      try #expect(Self.check(path) == run + 1)
    }
  }

  @Test(
    "A process killed inside a commit that had reached the disk leaves a hot journal, which is rolled back",
    arguments: [CaseStore.Access.writing, .reading])
  func hotJournal(_ access: CaseStore.Access) async throws {
    try await withTemporaryFolderAsync { folder in
      let path = folder + "/a.case"
      try Self.commit(1, to: try CaseStore.create(at: path, sites: CaseFixture.sites))
      let before = FileManager.default.contents(atPath: path + "/case.gpkg")
      await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
        let store = try CaseStore.open(path)
        // A cache of five pages: the changes must go into the file before the commit.
        try store.queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA cache_size = 5; PRAGMA cache_spill = 1") }
        try store.commit { transaction in
          try transaction.replace(features: (0..<900).map { CaseFixture.feature("half \($0)") }, observations: [])
          kill(getpid(), SIGKILL)
        }
      }
      let journal = FileManager.default.contents(atPath: path + "/case.gpkg-journal")
      #expect((journal?.count ?? 0) > 512, "the kill came too early to test anything")
      #expect(FileManager.default.contents(atPath: path + "/case.gpkg") != before)
      if access == .reading { try #expect(CaseStore.open(path, for: .reading).features().count == 200) }
      try #expect(Self.check(path) == 1)
      #expect(!FileManager.default.fileExists(atPath: path + "/case.gpkg-journal"))
    }
  }

  @Test("A killed process gives the lock back, and while it lives it holds it against other processes")
  func lockOfAnotherProcess() async throws {
    try await withTemporaryFolderAsync { folder in
      let path = folder + "/a.case"
      var mine: CaseStore? = try CaseStore.create(at: path, sites: CaseFixture.sites)
      await #expect(processExitsWith: .exitCode(17)) { [path = path as String] in
        do { _ = try CaseStore.open(path) } catch let error as CaseError where error.code == .inUse { exit(17) }
      }
      #expect(mine != nil)
      mine = nil
      await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
        let store = try CaseStore.open(path)
        try store.set("killed", "1")
        kill(getpid(), SIGKILL)
      }
      try #expect(CaseStore.open(path).setting("killed") == "1")
    }
  }

  @Test("A commit whose body throws changes nothing, and the error is the body's own")
  func bodyThrows() throws {
    struct Stop: Error {}
    try withTemporaryFolder { folder in
      let path = folder + "/a.case"
      try Self.commit(1, to: try CaseStore.create(at: path, sites: CaseFixture.sites))
      do {
        let store = try CaseStore.open(path)
        #expect(throws: Stop.self) {
          try store.commit { transaction in
            try transaction.replace(features: [], observations: [])
            try transaction.set("run", "7")
            throw Stop()
          }
        }
      }
      try #expect(Self.check(path) == 1)
    }
  }

  @Test("A full disk loses nothing, and says so in these words")
  func diskFull() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/a.case"
      try Self.commit(1, to: try CaseStore.create(at: path, sites: CaseFixture.sites))
      do {
        let store = try CaseStore.open(path)
        try store.queue.writeWithoutTransaction { database in
          let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
          _ = try Int.fetchOne(database, sql: "PRAGMA max_page_count = \(pages + 10)")
        }
        let error = #expect(throws: CaseError.self) {
          try store.replace(features: (0..<2_000).map { CaseFixture.feature("many \($0)") }, observations: [])
        }
        #expect(error?.code == .diskFull)
        #expect(
          error?.description == "\(path)/case.gpkg: The disk is full; the case is as it was before this run. "
            + "Free some space and run again. (database or disk is full)")
        // The store goes on working.
        try Self.commit(2, to: store)
      }
      try #expect(Self.check(path) == 2)
    }
  }

  /// Folder on a file system of a few hundred KiB, such as `mount -t tmpfs -o size=400k tmpfs FOLDER`.
  private static let smallDisk = ProcessInfo.processInfo.environment["TELLTALE_SMALL_DISK"]

  @Test("A disk that is really full loses nothing", .enabled(if: smallDisk != nil, "TELLTALE_SMALL_DISK is not set"))
  func reallyFull() throws {
    let path = try #require(Self.smallDisk) + "/a.case"
    try? FileManager.default.removeItem(atPath: path)
    do {
      let store = try CaseStore.create(at: path, sites: CaseFixture.sites)
      try CaseFixture.fill(store)
      let error = #expect(throws: CaseError.self) {
        try store.replace(features: (0..<2_000).map { CaseFixture.feature("many \($0)") }, observations: [])
      }
      #expect(error?.code == .diskFull)
    }
    let store = try CaseStore.open(path)
    try #expect(store.features() == CaseFixture.features)
    try store.ledger().verify()
    // Nor does the list of imagery files lose anything where it cannot grow.
    let scenes = (0..<4_000).map { SceneRow(CaseFixture.scene("scene \($0)", date: "2020-01-01")) }
    let error = #expect(throws: CaseError.self) { try store.save(scenes: scenes) }
    #expect(error?.code == .diskFull)
    try #expect(store.scenes() == CaseFixture.sceneRows)
  }

  @Test("A write that the system refuses loses nothing")
  func writeFails() async throws {
    try await withTemporaryFolderAsync { folder in
      let path = folder + "/a.case"
      try Self.commit(1, to: try CaseStore.create(at: path, sites: CaseFixture.sites))
      await #expect(processExitsWith: .exitCode(17)) { [path = path as String] in
        let store = try CaseStore.open(path)
        signal(SIGXFSZ, SIG_IGN)
        let size = try FileManager.default.attributesOfItem(atPath: path + "/case.gpkg")[.size] as! Int
        var limit = rlimit(rlim_cur: rlim_t(size) + 40_960, rlim_max: rlim_t(size) + 40_960)
        unsafe setrlimit(fileSizeLimit, &limit)
        do {
          try store.replace(features: (0..<2_000).map { CaseFixture.feature("many \($0)") }, observations: [])
        } catch let error as CaseError where error.code == .writeFailed || error.code == .diskFull { exit(17) }
      }
      try #expect(Self.check(path) == 1)
    }
  }
}

#if canImport(Glibc)
  private let fileSizeLimit = __rlimit_resource_t(UInt32(RLIMIT_FSIZE.rawValue))
#else
  private let fileSizeLimit = RLIMIT_FSIZE
#endif
