import Foundation
import TelltaleTestSupport
import Testing

@Suite(
  "Files that broke other readers", .enabled(if: TelltaleExecutable.isPresent, Program.absence),
  .enabled(if: SharedData.isPresent, Comment(rawValue: SharedData.skipReason)))
struct HostileFileTests {
  private func hostile() throws -> (folder: String, names: [String]) {
    let folder = try #require(SharedData.folder) + "/hostile-tiff"
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".tif") }.sorted()
    try #require(names.count > 100)
    return (folder, names)
  }

  @Test("All at once beside good scenes: each is listed with its code, and the result is as if they were not there")
  func allAtOnce() throws {
    let plant = try Plant.shared()
    let (folder, names) = try hostile()
    try withTemporaryFolder { own in
      let files = CaseFiles(own + "/a.case")
      let run = try Program.run("watch", plant.site, plant.imagery, folder, "-o", files.path, "--json")
      #expect(run.exit == .code(0), "\(run.complaint)")
      #expect(run.peakMemoryInKiB < 1 << 20)
      let json = try run.json()
      let left = json.exclusions
      #expect(names.allSatisfy { left[$0] != nil })
      #expect(json.used == plant.summary.used)
      #expect(files.features == plant.watched.features)
      for name in names { #expect(!json.reason(of: name).isEmpty, "\(name)") }
    }
  }

  @Test(
    "With corners and a date given, none costs 10 s, 1 GiB or the case, and their pixels are read too")
  func placed() throws {
    let plant = try Plant.shared()
    let (folder, names) = try hostile()
    try withTemporaryFolder { own in
      let files = try plant.watched.copied(to: own + "/a.case")
      let dated = try Program.json("add", files.path, folder, "--date", "2021-05-05")
      let left = dated.exclusions
      #expect(names.allSatisfy { left[$0] != nil || dated["scenes"]?["added"] != 0 })
      #expect(!left.values.contains("noDate"))
      let corners = try Picture(plant.scene(0)).corners()
      let whole = names.filter { left[$0] == "noCRS" }
      try #require(whole.count > 30)
      for name in whole {
        let program = try Program.start(
          "add", files.path, folder + "/" + name, "--corners", corners, "--date", "2021-05-05", "--quiet")
        // A guard against a hang, and the issue's own bound.
        let run = program.wait(seconds: 10)
        #expect(run.exit == .code(0), "\(name): \(run.complaint)")
        #expect(run.peakMemoryInKiB < 1 << 20, "\(name)")
      }
      let run = try Program.run("report", files.path, "--json")
      #expect(run.exit == .code(0), "\(run.complaint)")
      #expect(run.peakMemoryInKiB < 1 << 20)
      try plant.expectSameScenes(in: run.json())
    }
  }
}
