import Foundation
import Provenance
import TelltaleTestSupport
import Testing

@Suite("Running again", .enabled(if: TelltaleExecutable.isPresent, Program.absence))
struct RerunTests {
  @Test("A second run prepares no scene again, writes nothing anew, and says the same")
  func secondRun() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      let files = CaseFiles(folder + "/a.case")
      let first = try Program.run("watch", plant.site, plant.imagery, "-o", files.path, "--json")
      let prepared = files.prepared
      // What the stack keeps out for its weather was prepared before.
      let clouded = plant.summary.exclusions.values.filter { $0 == "cloud" || $0 == "haze" }
      try #require(prepared.count - clouded.count == plant.summary.used)
      let report = try FileManager.default.attributesOfItem(atPath: files.path + "/reports/latest/report.html")
      let second = try Program.run("watch", plant.site, plant.imagery, "-o", files.path, "--json")
      #expect(first.exit == .code(0) && second.exit == .code(0))
      #expect(second.output == first.output)
      #expect(files.prepared == prepared)
      let again = try FileManager.default.attributesOfItem(atPath: files.path + "/reports/latest/report.html")
      #expect(again[.systemFileNumber] as? Int == report[.systemFileNumber] as? Int)
    }
  }

  @Test("A report is written again from the prepared scenes alone: the pictures may be gone")
  func withoutPictures() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      let imagery = try plant.copyOfImagery(in: folder)
      let files = CaseFiles(folder + "/a.case")
      _ = try Program.json("watch", plant.site, imagery, "-o", files.path)
      let prepared = files.prepared
      try FileManager.default.removeItem(atPath: imagery)
      let json = try Program.json("report", files.path)
      #expect(json.used == plant.summary.used)
      #expect(files.prepared == prepared)
      #expect(files.features == plant.watched.features)
    }
  }

  @Test("Where the reference's file is gone the mend is told, and all is well again once it is back")
  func withoutReference() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      let imagery = try plant.copyOfImagery(in: folder)
      let files = CaseFiles(folder + "/watched")
      let reference = try #require(plant.scenes.last { plant.summary.exclusions[$0] == nil })
      let first = try Program.json("watch", plant.site, imagery, "-o", files.path, "--reference", reference)
      try FileManager.default.removeItem(atPath: files.path + "/cache")
      try FileManager.default.removeItem(atPath: imagery + "/" + reference)
      try Program.expectRefusal("report", files.path, saying: "reference scene could not be read", "--reference")
      try FileManager.default.copyItem(
        atPath: plant.imagery + "/" + reference, toPath: imagery + "/" + reference)
      #expect(try Program.json("report", files.path) == first)
    }
  }

  @Test("Pictures that were moved are known by their content, and none is prepared again")
  func movedPictures() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      let files = try plant.watched.copied(to: folder + "/watched")
      let prepared = files.prepared
      let imagery = try plant.copyOfImagery(in: folder, named: "elsewhere")
      #expect(try Program.json("watch", plant.site, imagery, "-o", files.path) == plant.summary)
      #expect(files.prepared == prepared)
    }
  }

  @Test("One added scene is prepared alone, and the result is that of all at once")
  func addedScene() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      let last = plant.scenes.count - 1
      let imagery = try plant.copyOfImagery(in: folder, 0..<last)
      let files = CaseFiles(folder + "/a.case")
      let before = try Program.json("watch", plant.site, imagery, "-o", files.path, "--reference", plant.scenes[2])
      let prepared = files.prepared
      try FileManager.default.copyItem(atPath: plant.scene(last), toPath: imagery + "/" + plant.scenes[last])
      let after = try Program.json("watch", plant.site, imagery, "-o", files.path)
      try #require(after.exclusions[plant.scenes[last]] == nil)
      #expect(after.used == before.used.map { $0 + 1 })
      #expect(files.prepared.count == prepared.count + 1)
      #expect(files.prepared.filter { prepared[$0.key] != nil } == prepared)
    }
  }

  @Test("A cache that was cut short, or cleared, is made again, with the same result")
  func damagedCache() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      let files = try plant.watched.copied(to: folder + "/watched")
      let warp = try #require(files.prepared.keys.sorted().first)
      let bytes = try #require(FileManager.default.contents(atPath: files.path + "/" + warp))
      try bytes.prefix(bytes.count / 2).write(to: URL(fileURLWithPath: files.path + "/" + warp))
      _ = try Program.json("report", files.path)
      #expect(files.features == plant.watched.features)
      #expect(FileManager.default.contents(atPath: files.path + "/" + warp) == bytes)
      try FileManager.default.removeItem(atPath: files.path + "/cache")
      _ = try Program.json("report", files.path)
      #expect(files.features == plant.watched.features)
      #expect(files.prepared.count == plant.watched.prepared.count)
    }
  }

  @Test("A report that was deleted or cut short is published again by the same command")
  func damagedReport() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      let files = try plant.watched.copied(to: folder + "/watched")
      for name in ["report.html", "features.geojson", "summary.json"] {
        try FileManager.default.removeItem(atPath: files.path + "/reports/latest/" + name)
        _ = try Program.json("watch", plant.site, plant.imagery, "-o", files.path)
        #expect(FileManager.default.fileExists(atPath: files.path + "/reports/latest/" + name), "\(name)")
        #expect(files.features == plant.watched.features)
        #expect(files.summary == plant.watched.summary)
      }
    }
  }

  @Test(
    "Many pictures with other bands, added later, do not turn out the scenes that the case was made with")
  func otherBands() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      let files = try plant.watched.copied(to: folder + "/a.case")
      let corners = try Picture(plant.scene(0)).corners()
      // Two of them once more in another brightness: files with the same bytes would count once.
      for index in 0..<plant.scenes.count + 2 {
        let shot = folder + "/shot \(index).png"
        let picture = try Picture(plant.scene(index % plant.scenes.count))
        try picture.writeScreenshot(brightest: index < plant.scenes.count ? 251 : 201, to: shot)
        _ = try Program.json("add", files.path, shot, "--corners", corners, "--date", "2023-03-\(10 + index)")
      }
      let json = try Program.json("report", files.path)
      plant.expectSameScenes(in: json)
    }
  }
}
