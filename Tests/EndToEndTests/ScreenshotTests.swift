import Foundation
import Provenance
import TelltaleTestSupport
import Testing

@Suite("Pictures without CRS", .enabled(if: TelltaleExecutable.isPresent, Program.absence))
struct ScreenshotTests {
  @Test("A picture without CRS or date is a used scene once its corners and its date are given")
  func corners() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      let files = CaseFiles(folder + "/a.case")
      let imagery = try plant.copyOfImagery(in: folder, 0..<11)
      let picture = try Picture(plant.scene(11))
      let shot = folder + "/shot.tif"
      try picture.write(dated: false, placed: false, to: shot)
      let before = try Program.json("watch", plant.site, imagery, "-o", files.path)
      let refused = try Program.run("add", files.path, shot)
      #expect(refused.exit == .code(1))
      #expect(refused.output.contains("shot.tif (noDate)"), "\(refused.output)")
      let added = try Program.json("add", files.path, shot, "--corners", picture.corners(), "--date", "2023-01-02")
      #expect(added.keys == ["case", "scenes"] && added["scenes"]?.keys == ["added", "excluded"])
      #expect(added["scenes"]?["added"] == 1)
      let after = try Program.json("report", files.path)
      #expect(after.exclusions["shot.tif"] == nil, "\(after.reason(of: "shot.tif"))")
      #expect(after.used == before.used.map { $0 + 1 })
    }
  }

  @Test("A case can be made from screenshots alone, step by step")
  func screenshotsAlone() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      let files = CaseFiles(folder + "/shots.case")
      let made = try Program.json("init", files.path, "--site", plant.site)
      #expect(made["case"] == "shots.case")
      for (index, scene) in plant.scenes.enumerated() {
        let picture = try Picture(plant.scene(index))
        let shot = folder + "/view \(index).png"
        try picture.writeScreenshot(to: shot)
        let date = String(scene.dropFirst(4).prefix(10))
        let added = try Program.json("add", files.path, shot, "--corners", picture.corners(), "--date", date)
        #expect(added["scenes"]?["added"] == 1, "\(added)")
      }
      let json = try Program.json("report", files.path)
      #expect(try #require(json.used) >= 6, "\(json.exclusions)")
      #expect(json.exclusions.values.allSatisfy { !["noCRS", "noDate", "unsupported", "readFailed"].contains($0) })
      #expect(files.html.contains("view 0.png") || files.html.contains("view_0"))
    }
  }

  @Test("A screenshot's date and corners can each be given anew without repeating the other")
  func givenAnew() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      let files = try plant.watched.copied(to: folder + "/a.case")
      let shot = folder + "/shot.png"
      let picture = try Picture(plant.scene(0))
      try picture.writeScreenshot(to: shot)
      let undated = try Program.run("add", files.path, shot, "--corners", picture.corners())
      #expect(undated.exit == .code(1))
      #expect(undated.complaint.contains("add --date 2018-06-23 to the same command"), "\(undated.complaint)")
      let placed = try Program.run("add", files.path, shot, "--corners", picture.corners(), "--date", "2021-05-05")
      #expect(placed.output.contains("added: shot.png, 2021-05-05"), "\(placed.output)")
      let redated = try Program.run("add", files.path, shot, "--date", "2021-05-06")
      #expect(redated.output.contains("added: shot.png, 2021-05-06"), "\(redated.output)")
      let moved = try Program.run("add", files.path, shot, "--corners", picture.corners())
      #expect(moved.output.contains("added: shot.png, 2021-05-06"), "\(moved.output)")
    }
  }

  @Test(
    "Corners and dates that cannot be are refused with what was given",
    arguments: [
      ("1,1 2,1 2,2", "2021-05-05", "corners"), ("500,1 501,1 501,2 500,2", "2021-05-05", "500"),
      ("60.06,35.02 60.07,35.02 60.07,35.01 60.06,35.01", "2021-13-05", "2021-13-05"),
      ("60.06,35.02 60.07,35.02 60.07,35.01 60.06,35.01", "2999-01-01", "2999-01-01"),
    ])
  func badCorners(_ corners: String, _ date: String, _ word: String) throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      let files = try plant.watched.copied(to: folder + "/a.case")
      let shot = folder + "/shot.png"
      try Picture(plant.scene(0)).writeScreenshot(to: shot)
      let run = try Program.run("add", files.path, shot, "--corners", corners, "--date", date)
      #expect(run.exit == .code(1) || run.exit == .code(2))
      #expect((run.output + run.complaint).contains(word), "\(run.output)\(run.complaint)")
      #expect(try Program.json("report", files.path).used == plant.summary.used)
    }
  }
}
