import Foundation
import TelltaleTestSupport
import Testing

@Suite("Folders that cannot be a case", .enabled(if: TelltaleExecutable.isPresent, Program.absence))
struct BadFolderTests {
  @Test("A file in the folder's place, and a path below a file, are refused, and the file stays as it was")
  func fileInPlace() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      let file = folder + "/taken"
      try Data("mine".utf8).write(to: URL(fileURLWithPath: file))
      try Program.expectRefusal(
        "watch", plant.site, plant.imagery, "-o", file, "--json",
        saying: file, "A file stands where the case folder should be", "Choose another name")
      try Program.expectRefusal(
        "watch", plant.site, plant.imagery, "-o", file + "/below", "--json",
        saying: file + "/below", "may not be written", "Choose a folder that you may write to")
      #expect(FileManager.default.contents(atPath: file) == Data("mine".utf8))
    }
  }

  @Test("A place that may not be written to is refused with the mend")
  func notWritable() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      var place = folder + "/locked"
      try FileManager.default.createDirectory(
        atPath: place, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o555])
      // Permissions do not hold root back; nobody makes folders in /proc.
      if geteuid() == 0 { place = "/proc" }
      try Program.expectRefusal(
        "watch", plant.site, plant.imagery, "-o", place + "/a.case", "--json",
        saying: place + "/a.case", "may not be written", "Choose a folder that you may write to")
      let results = try Program.run(
        "detect", plant.scene(0), plant.scene(11), "-o", place + "/changed", "--json")
      #expect(results.exit == .code(1))
      #expect(results.output.isEmpty)
      #expect(results.complaint.contains(place + "/changed"), "\(results.complaint)")
      let simulated = try Program.run("simulate", "--size", "128", "--dates", "12", "-o", place + "/plant")
      #expect(simulated.exit == .code(1))
      #expect(simulated.complaint.contains(place), "\(simulated.complaint)")
    }
  }

  @Test(
    "A case that may only be read is measured, with a word that nothing was recorded, and neither marked nor reported")
  func onlyRead() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      let files = try plant.watched.copied(to: folder + "/a.case")
      let feature = try #require(try files.featureList().first)
      let id = try #require(feature["id"]?.stringValue)
      let outline = folder + "/outline.geojson"
      try Data(feature.prettyText.utf8).write(to: URL(fileURLWithPath: outline))
      let place = try #require(SitePolygon.first(of: outline)?.exterior).reduce((0.0, 0.0, 0.0)) {
        ($0.0 + $1.longitude, $0.1 + $1.latitude, $0.2 + 1)
      }
      let point = "\(place.0 / place.2),\(place.1 / place.2)"
      let free = try [["--outline", outline], ["--at", point]].map {
        try Program.run(["measure", files.path] + $0 + ["--json"])
      }
      // Nobody, root included, opens a folder as a file to lock.
      try FileManager.default.removeItem(atPath: files.path + "/.lock")
      try FileManager.default.createDirectory(atPath: files.path + "/.lock", withIntermediateDirectories: false)
      let before = FileManager.default.contents(atPath: files.path + "/case.gpkg")
      for (index, way) in [["--outline", outline], ["--at", point]].enumerated() {
        let run = try Program.run(["measure", files.path] + way + ["--json"])
        #expect(run.exit == .code(0), "\(run.complaint)")
        #expect(run.output == free[index].output)
        #expect(run.complaint.hasPrefix("not recorded: "), "\(run.complaint)")
        #expect(run.complaint.contains("may not be written here") && run.complaint.contains("use the copy"))
        #expect(free[index].complaint.isEmpty)
      }
      for verb in [["report", files.path], ["mark", files.path, id, "--status", "accepted", "--by", "A"]] {
        let run = try Program.run(verb)
        #expect(run.exit == .code(1))
        #expect(run.complaint.contains("Permit writing there, or copy the case"), "\(run.complaint)")
        #expect(!run.complaint.contains(" -o"))
      }
      #expect(FileManager.default.contents(atPath: files.path + "/case.gpkg") == before)
    }
  }

  @Test("The case of another site is refused, and stays as it was")
  func anotherCase() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      let other = try plant.watched.copied(to: folder + "/a.case")
      let site = folder + "/other.geojson"
      let corner = try #require(SitePolygon.first(of: plant.site)?.exterior.first)
      let (east, north) = (corner.longitude, corner.latitude)
      try SitePolygon.write([(east, north), (east + 0.005, north), (east, north + 0.005)], name: "another", to: site)
      try Program.expectRefusal(
        "watch", site, plant.imagery, "-o", other.path, "--json",
        saying: other.path, "This is the case of other sites", "Simulated plant 7", "Choose another folder with -o")
      #expect(other.features == plant.watched.features)
      #expect(other.summary == plant.watched.summary)
      try Program.expectRefusal(
        "init", other.path, "--site", plant.site, saying: other.path, "There is a case already", "Choose another folder"
      )
    }
  }

  @Test("A folder with other things in it is refused, and stays as it was")
  func notEmpty() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      try Data("mine".utf8).write(to: URL(fileURLWithPath: folder + "/notes.txt"))
      for verb in [["watch", plant.site, plant.imagery, "-o", folder], ["init", folder, "--site", plant.site]] {
        let run = try Program.run(verb)
        #expect(run.exit == .code(1))
        #expect(run.complaint.contains("is no case and holds other files, such as notes.txt"), "\(run.complaint)")
        #expect(run.complaint.contains("Choose a new or an empty folder"), "\(run.complaint)")
      }
      #expect(CaseFiles(folder).files == ["notes.txt"])
    }
  }

  @Test("Verbs that want a case refuse a folder that is none, and one that is not there")
  func notACase() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      for (path, reason) in [(folder, "holds no case.gpkg"), (folder + "/none", "There is no such folder")] {
        for arguments in [
          ["report", path], ["add", path, plant.imagery], ["mark", path, "f-1", "--note", "a", "--by", "A. Analyst"],
        ] {
          let run = try Program.run(arguments)
          #expect(run.exit == .code(1))
          #expect(run.output.isEmpty)
          #expect(run.complaint.contains(path) && run.complaint.contains(reason), "\(run.complaint)")
          #expect(run.complaint.contains("make a case with watch or init"), "\(run.complaint)")
        }
      }
      let run = try Program.run("measure", folder + "/none", "--at", "1,1")
      #expect(run.exit == .code(1))
      #expect(run.complaint.contains(folder + "/none"), "\(run.complaint)")
      #expect(CaseFiles(folder).files.isEmpty)
    }
  }

  @Test("A damaged case.gpkg is refused and left as it is")
  func damaged() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      let damaged = try plant.watched.copied(to: folder + "/a.case")
      let bytes = Data("no database".utf8)
      try bytes.write(to: URL(fileURLWithPath: damaged.path + "/case.gpkg"))
      try Program.expectRefusal(
        "watch", plant.site, plant.imagery, "-o", damaged.path, saying: damaged.path, "damaged", "Put a copy back")
      #expect(FileManager.default.contents(atPath: damaged.path + "/case.gpkg") == bytes)
    }
  }

  @Test("A second writer is refused while the first one works")
  func inUse() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      let files = CaseFiles(folder + "/a.case")
      let first = try Program.start("watch", plant.site, plant.imagery, "-o", files.path)
      while first.isRunning, !FileManager.default.fileExists(atPath: files.path + "/case.gpkg") { usleep(500) }
      // Held still, so that it cannot end before the second has been refused.
      first.send(SIGSTOP)
      let second = try Program.run("watch", plant.site, plant.imagery, "-o", files.path)
      first.send(SIGCONT)
      let end = first.wait()
      #expect(second.exit == .code(1))
      #expect(second.complaint.contains("Another program is writing to this case"), "\(second.complaint)")
      #expect(end.exit == .code(0))
      #expect(files.features == plant.watched.features)
    }
  }
}
