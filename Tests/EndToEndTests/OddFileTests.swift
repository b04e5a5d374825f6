import Foundation
import Provenance
import TelltaleTestSupport
import Testing

@Suite("Files that are not what their names say", .enabled(if: TelltaleExecutable.isPresent, Program.absence))
struct OddFileTests {
  @Test("A pipe and a link to nowhere among the pictures are listed, and nothing waits for them")
  func pipe() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      let imagery = try plant.copyOfImagery(in: folder)
      #expect(unsafe mkfifo(imagery + "/pipe 2021-03-01.tif", 0o600) == 0)
      try FileManager.default.createSymbolicLink(
        atPath: imagery + "/gone 2021-03-02.tif", withDestinationPath: "../nowhere.tif")
      let program = try Program.start("watch", plant.site, imagery, "-o", folder + "/watched", "--json")
      let run = program.wait(seconds: 60)
      #expect(run.exit == .code(0), "\(run.complaint)")
      let json = try run.json()
      for name in ["pipe 2021-03-01.tif", "gone 2021-03-02.tif"] {
        #expect(json.exclusions[name] == "readFailed")
        #expect(json.reason(of: name).contains("ordinary file"), "\(json.reason(of: name))")
      }
      #expect(CaseFiles(folder + "/watched").features == plant.watched.features)
    }
  }

  @Test("Line breaks and orders to a terminal in a file's name do not reach the terminal")
  func names() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      let imagery = try plant.copyOfImagery(in: folder)
      try Data().write(to: URL(fileURLWithPath: imagery + "/a\n\u{1B}[2Jb.tif"))
      let run = try Program.run("watch", plant.site, imagery, "-o", folder + "/watched")
      #expect(run.exit == .code(0), "\(run.complaint)")
      #expect(!run.output.contains("\u{1B}"))
      #expect(run.output.contains("left out: a\u{FFFD}\u{FFFD}[2Jb.tif (readFailed)"), "\(run.output)")
      let json = try Program.json("report", folder + "/watched")
      #expect(json.exclusions["a\n\u{1B}[2Jb.tif"] == "readFailed")
    }
  }

  @Test("A picture that is NaN everywhere is said to be so")
  func notANumber() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      let imagery = try plant.copyOfImagery(in: folder)
      try Picture(plant.scene(2)).writeNaN(to: imagery + "/SIM_2021-07-01.tif")
      let json = try Program.json("watch", plant.site, imagery, "-o", folder + "/a.case")
      #expect(json.exclusions["SIM_2021-07-01.tif"] == "offPicture")
      #expect(json.reason(of: "SIM_2021-07-01.tif").contains("no number"), "\(json.reason(of: "SIM_2021-07-01.tif"))")
    }
  }

  @Test("A scene whose file was spoilt later is used as it was prepared, and never read from the spoilt file")
  func spoiltLater() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      let imagery = try plant.copyOfImagery(in: folder)
      let files = CaseFiles(folder + "/watched")
      _ = try Program.json("watch", plant.site, imagery, "-o", files.path)
      let spoilt = plant.scenes[3]
      try Data().write(to: URL(fileURLWithPath: imagery + "/" + spoilt))
      let json = try Program.json("watch", plant.site, imagery, "-o", files.path)
      #expect(json.used == plant.summary.used)
      #expect(json.exclusions[spoilt] == "readFailed")
      #expect(files.features == plant.watched.features)
      // Another picture in its place, and nothing prepared: the scene that the case knew cannot be read again.
      try FileManager.default.removeItem(atPath: imagery + "/" + spoilt)
      try FileManager.default.copyItem(atPath: plant.scene(5), toPath: imagery + "/" + spoilt)
      try FileManager.default.removeItem(atPath: files.path + "/cache")
      let again = try Program.json("report", files.path)
      let reasons = again["scenes"]?["excluded"]?.arrayValue?.compactMap { $0["reason"]?.stringValue } ?? []
      #expect(reasons.contains { $0.contains("another picture than when the case met it") }, "\(reasons)")
    }
  }

  @Test("A picture that was exported again under its own name takes the place of the old one")
  func exportedAgain() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      let imagery = try plant.copyOfImagery(in: folder)
      let files = CaseFiles(folder + "/watched")
      _ = try Program.json("watch", plant.site, imagery, "-o", files.path)
      try Picture(plant.scene(4)).write(as: .float32, to: imagery + "/" + plant.scenes[4])
      let json = try Program.json("watch", plant.site, imagery, "-o", files.path)
      #expect(try #require(json.used) + json.exclusions.count == plant.scenes.count)
    }
  }
}
