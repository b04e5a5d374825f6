import Evidence
import Foundation
import GRDB
import Places
import TelltaleTestSupport
import Testing

@testable import CaseStore

@Suite("Opening a case") struct OpeningTests {
  private let sites = CaseFixture.sites

  /// What `description` says after the place.
  private func words(_ body: () throws -> Void) -> String? {
    let error = #expect(throws: CaseError.self) { try body() }
    return error.map { "\($0.code.rawValue): \($0.reason) \($0.mend)" }
  }

  private func alter(_ path: String, _ sql: String) throws {
    let queue = try DatabaseQueue(path: path + "/case.gpkg")
    try queue.write { try $0.execute(sql: sql) }
    try queue.close()
  }

  @Test("A case is made in a folder that is absent, deep, or empty, with all its folders")
  func creating() throws {
    try withTemporaryFolder { folder in
      for path in [folder + "/a.case/", folder + "/x/y/b.case", folder + "/empty"] {
        if path.hasSuffix("empty") {
          try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        }
        let store = try CaseStore.create(at: path, sites: sites)
        try #expect(store.sites() == sites)
        let names = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
        #expect(names == [".lock", "cache", "case.gpkg", "imagery", "reports", "sources"])
      }
    }
  }

  @Test("A case of the format before findings is read as it is, and gets its tables when it is opened for writing")
  func upgrade() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/old.case"
      // Let go of the lock before another opens it.
      do { try CaseStore.create(at: path, sites: sites).set("kept", "as it was") }
      for sql in [
        "DROP TABLE findings", "DROP TABLE sources", "DROP TABLE assessments",
        "DELETE FROM gpkg_contents WHERE table_name IN ('findings', 'sources', 'assessments')",
        "DELETE FROM ledger", "ALTER TABLE ledger DROP COLUMN salt",
        "UPDATE settings SET value = '2' WHERE \"key\" = 'format'",
      ] { try alter(path, sql) }
      let reading = try CaseStore.open(path, for: .reading)
      #expect(try reading.findings().isEmpty && reading.setting("format") == "2")
      let writing = try CaseStore.open(path)
      #expect(try writing.setting("format") == "3" && writing.setting("kept") == "as it was")
      #expect(try writing.sites() == sites && writing.findings().isEmpty)
      try writing.append([LedgerAct("mark", by: "Kim", at: CaseFixture.at)])
      try writing.ledger().verify()
    }
  }

  @Test("The same sites in another order open the case; other sites do not")
  func sameSites() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/a.case"
      _ = try CaseStore.openOrCreate(path, sites: sites)
      _ = try CaseStore.openOrCreate(path, sites: sites.reversed())
      var others = sites
      others[1] = Site(id: "s2", name: "moved", polygons: sites[1].polygons)
      let refusal =
        "anotherCase: This is the case of other sites (Works \"A\", 製鉄所, spur), or its site file was changed. "
      #expect(
        words { _ = try CaseStore.openOrCreate(path, sites: others) } == refusal
          + "Choose another folder with -o; this case has found nothing yet and can also be deleted.")
      try CaseStore.open(path).replace(features: [CaseFixture.feature("f1")], observations: [])
      #expect(
        words { _ = try CaseStore.openOrCreate(path, sites: others) } == refusal
          + "Choose another folder with -o, or go back to the site file that the case was made with.")
    }
  }

  @Test("Folders that are no case are refused in these words")
  func notACase() throws {
    try withTemporaryFolder { folder in
      try FileManager.default.createDirectory(atPath: folder + "/full", withIntermediateDirectories: true)
      try Data().write(to: URL(fileURLWithPath: folder + "/full/thesis.odt"))
      try Data().write(to: URL(fileURLWithPath: folder + "/file"))
      let notEmpty =
        "notEmpty: The folder is no case and holds other files, such as thesis.odt. Choose a new or an empty folder."
      #expect(words { _ = try CaseStore.create(at: folder + "/full", sites: sites) } == notEmpty)
      #expect(words { _ = try CaseStore.openOrCreate(folder + "/full", sites: sites) } == notEmpty)
      let notAFolder =
        "notAFolder: A file stands where the case folder should be. Choose another name, or move the file away."
      #expect(words { _ = try CaseStore.openOrCreate(folder + "/file", sites: sites) } == notAFolder)
      #expect(words { _ = try CaseStore.open(folder + "/file") } == notAFolder)
      #expect(
        words { _ = try CaseStore.open(folder + "/none") }
          == "notACase: There is no such folder. Check the path, or make a case with watch or init.")
      #expect(
        words { _ = try CaseStore.open(folder + "/full") }
          == "notACase: The folder holds no case.gpkg. Check the path, or make a case with watch or init.")
      try #expect(FileManager.default.contentsOfDirectory(atPath: folder + "/full") == ["thesis.odt"])
    }
  }

  @Test("A case is not made over a case")
  func exists() throws {
    try withTemporaryFolder { folder in
      _ = try CaseStore.create(at: folder + "/a.case", sites: sites)
      #expect(
        words { _ = try CaseStore.create(at: folder + "/a.case", sites: sites) }
          == "exists: There is a case already. Choose another folder, or go on with this case.")
    }
  }

  @Test("What a process left that was killed while it made a case does not stand in the way")
  func halfMade() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/a.case"
      try FileManager.default.createDirectory(atPath: path + "/imagery", withIntermediateDirectories: true)
      for name in [".lock", ".case.gpkg.77-abc.part", ".case.gpkg.77-abc.part-journal"] {
        try Data("half".utf8).write(to: URL(fileURLWithPath: path + "/" + name))
      }
      _ = try CaseStore.openOrCreate(path, sites: sites)
      #expect(!FileManager.default.fileExists(atPath: path + "/.case.gpkg.77-abc.part"))
      #expect(!FileManager.default.fileExists(atPath: path + "/.case.gpkg.77-abc.part-journal"))
    }
  }

  @Test("Only one store writes at a time; readers are not kept out, and see what was committed")
  func oneWriter() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/a.case"
      var first: CaseStore? = try CaseStore.create(at: path, sites: sites)
      #expect(
        words { _ = try CaseStore.open(path) }
          == "inUse: Another program is writing to this case. Wait until it has ended, or end it.")
      #expect(words { _ = try CaseStore.openOrCreate(path, sites: sites) }?.hasPrefix("inUse") == true)
      let reader = try CaseStore.open(path, for: .reading)
      try first?.set("a", "1")
      try #expect(reader.setting("a") == "1")
      #expect(
        words { try reader.set("a", "2") } == "notWritable: The case was opened for reading only. Open it for writing.")
      first = nil
      try CaseStore.open(path).set("a", "3")
    }
  }

  @Test("A case of a newer Telltale is left alone")
  func newer() throws {
    try withTemporaryFolder { folder in
      _ = try CaseStore.create(at: folder + "/a.case", sites: sites)
      try alter(folder + "/a.case", "UPDATE settings SET value = '9' WHERE \"key\" = 'format'")
      #expect(
        words { _ = try CaseStore.open(folder + "/a.case") }
          == "newerVersion: The case has format 9; this Telltale reads "
          + "up to 3. Use the Telltale that made it, or a newer one.")
    }
  }

  @Test("A GeoPackage of another program is refused and left as it is")
  func foreign() throws {
    try withTemporaryFolder { folder in
      let queue = try DatabaseQueue(path: folder + "/case.gpkg")
      try queue.writeWithoutTransaction {
        try $0.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA application_id = \(0x4750_4B47); CREATE TABLE t (a)")
      }
      try queue.close()
      let before = FileManager.default.contents(atPath: folder + "/case.gpkg")
      #expect(
        words { _ = try CaseStore.open(folder) }
          == "notACase: The file is not one that Telltale made. Choose another folder.")
      #expect(FileManager.default.contents(atPath: folder + "/case.gpkg") == before)
    }
  }

  @Test("A damaged file is refused and left as it is", arguments: ["rubbish", "empty", "head", "middle", "cut"])
  func damaged(_ how: String) throws {
    try withTemporaryFolder { folder in
      let path = folder + "/a.case"
      try CaseFixture.fill(try CaseStore.create(at: path, sites: sites))
      var data = try #require(FileManager.default.contents(atPath: path + "/case.gpkg"))
      switch how {
      case "rubbish": data = Data("not a database, but long enough to look at".utf8)
      case "empty": data = Data()
      case "head": data.replaceSubrange(0..<100, with: Data(repeating: 7, count: 100))
      case "middle": data.replaceSubrange(4_096..<data.count, with: Data(repeating: 0xAA, count: data.count - 4_096))
      default: data = data.prefix(data.count / 2)
      }
      try data.write(to: URL(fileURLWithPath: path + "/case.gpkg"))
      let expected = how == "empty" ? "notACase: " : "damaged: The file is damaged and was left as it is. "
      #expect(words { _ = try CaseStore.open(path) }?.hasPrefix(expected) == true)
      #expect(FileManager.default.contents(atPath: path + "/case.gpkg") == data)
    }
  }

  @Test(
    "A row that Telltale did not write so is named",
    arguments: [
      ("UPDATE features SET properties = '{}' WHERE id = 'f1'", "table features, f1"),
      ("UPDATE features SET geom = x'4750' WHERE id = 'f1'", "table features, f1"),
      ("UPDATE scenes SET exclusion_code = 'boring' WHERE file = 'b.tif'", "table scenes, b.tif"),
      ("UPDATE scenes SET properties = '[' WHERE file = 'a.tif'", "table scenes, a.tif"),
      ("UPDATE sites SET role = 'none' WHERE id = 's2'", "table sites, s2"),
      ("UPDATE observations SET taken = '' WHERE feature = 'f1'", "table observations, f1"),
      ("DROP TRIGGER ledger_no_update; UPDATE ledger SET hash = 'x' WHERE sequence = 2", "table ledger, entry 2"),
    ])
  func damagedRow(_ sql: String, _ cause: String) throws {
    try withTemporaryFolder { folder in
      try CaseFixture.fill(try CaseStore.create(at: folder + "/a.case", sites: sites))
      try alter(folder + "/a.case", sql)
      let store = try CaseStore.open(folder + "/a.case")
      let error = #expect(throws: CaseError.self) {
        _ = (try store.sites(), try store.scenes(), try store.features(), try store.observations(), try store.ledger())
      }
      #expect(error?.code == .damaged && error?.cause == cause)
    }
  }

  @Test("A place where nobody may write is refused")
  func notWritable() throws {
    let error = #expect(throws: CaseError.self) { _ = try CaseStore.create(at: "/dev/null/a.case", sites: sites) }
    #expect(error?.code == .notWritable)
    #expect(error?.reason == "The case may not be written here.")
    #expect(error?.mend == "Choose a folder that you may write to.")
  }

  @Test("Of a case that stands, the mend is to permit writing or to use a copy, whatever the verb")
  func standingCase() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/a.case"
      try CaseFixture.fill(try CaseStore.create(at: path, sites: sites))
      // Nobody, root included, opens a folder as a file to lock.
      try FileManager.default.removeItem(atPath: path + "/.lock")
      try FileManager.default.createDirectory(atPath: path + "/.lock", withIntermediateDirectories: false)
      #expect(
        words { _ = try CaseStore.open(path) }
          == "notWritable: The case may not be written here. "
          + "Permit writing there, or copy the case to a folder that you may write to and use the copy."
      )
      try #expect(CaseStore.open(path, for: .reading).features() == CaseFixture.features)
    }
  }

  @Test(
    "A folder without the right to write can be read and not written", .enabled(if: geteuid() != 0, "root may write"))
  func readOnlyFolder() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/a.case"
      try CaseFixture.fill(try CaseStore.create(at: path, sites: sites))
      let manager = FileManager.default
      try manager.removeItem(atPath: path + "/.lock")
      try manager.setAttributes([.posixPermissions: 0o555], ofItemAtPath: path)
      defer { try? manager.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path) }
      try #expect(CaseStore.open(path, for: .reading).features() == CaseFixture.features)
      #expect(words { _ = try CaseStore.open(path) }?.hasPrefix("notWritable") == true)
    }
  }
}
