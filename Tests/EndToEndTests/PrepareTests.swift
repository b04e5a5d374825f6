import Foundation
import Places
import Provenance
import Rasters
import TelltaleTestSupport
import Testing

@Suite("The stack alone", .enabled(if: TelltaleExecutable.isPresent, Program.absence))
struct PrepareTests {
  private static let sheet = "/reports/prepare/contact-sheet.png"

  /// A case of the plant with the scenes at `indices` added, or all.
  private func makeCase(in folder: String, _ indices: Range<Int>? = nil) throws -> CaseFiles {
    let plant = try Plant.shared()
    let files = CaseFiles(folder + "/a.case")
    _ = try Program.json("init", files.path, "--site", plant.site)
    let imagery = try plant.copyOfImagery(in: folder, indices)
    _ = try Program.json("add", files.path, imagery)
    return files
  }

  @Test("--json prints one object of the contract's form, the same as `align` prints")
  func form() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      let files = try makeCase(in: folder)
      let json = try Program.json("prepare", files.path)
      #expect(json.keys == ["reference", "scenes"])
      let scenes = try #require(json["scenes"]?.arrayValue)
      #expect(scenes.compactMap { $0["file"]?.stringValue } == plant.scenes)
      for scene in scenes {
        #expect(
          scene.keys.filter { $0 != "effectiveGsd" } == [
            "clear", "date", "excluded", "file", "gsd", "sensor", "shift", "transform",
          ])
        #expect(scene["date"]?.stringValue?.hasSuffix("Z") ?? false)
        guard scene["excluded"] == .null else {
          #expect(scene["excluded"]?.keys == ["code", "reason"])
          continue
        }
        #expect((0...1).contains(scene["clear"]?.doubleValue ?? -1))
        #expect(scene["shift"]?.keys == ["ce90Metres", "columns", "rows"])
        #expect(
          scene["transform"]?.keys == ["agreeing", "field", "heldOut", "kind", "matrix", "tried", "unsupported"])
      }
      let reference = try #require(scenes.first { $0["file"] == json["reference"] })
      #expect(reference["shift"] == ["ce90Metres": 0, "columns": 0, "rows": 0])
    }
  }

  @Test("What it prepared serves the report, which is that of a whole run byte for byte")
  func thenReport() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      let files = try makeCase(in: folder)
      let first = try Program.run("prepare", files.path, "--json")
      #expect(first.exit == .code(0), "\(first.complaint)")
      let prepared = files.prepared
      #expect(!prepared.isEmpty)
      let again = try Program.run("prepare", files.path, "--json", "--threads", "1")
      #expect(again.output == first.output)
      _ = try Program.json("report", files.path)
      #expect(files.prepared == prepared)
      #expect(files.features == plant.watched.features)
      #expect(files.halfWritten.isEmpty)
    }
  }

  @Test("Killed in the middle, it does the rest when it is run again", arguments: [SIGKILL, SIGINT])
  func stopped(_ signal: Int32) throws {
    try withTemporaryFolder { folder in
      let files = try makeCase(in: folder)
      let whole = try files.copied(to: folder + "/whole.case")
      let wanted = try Program.run("prepare", whole.path, "--json")
      let first = try Program.start("prepare", files.path, "--json")
      while first.isRunning, files.prepared.count < 4 { usleep(200) }
      first.send(signal)
      let end = first.wait()
      #expect(end.exit != .code(0) && end.output.isEmpty)
      let rerun = try Program.run("prepare", files.path, "--json")
      #expect(rerun.exit == .code(0), "\(rerun.complaint)")
      #expect(rerun.output == wanted.output)
      let sheets = [files, whole].map { FileManager.default.contents(atPath: $0.path + Self.sheet) }
      // The title bears the case's name, so the two sheets differ; each is there.
      #expect(sheets.allSatisfy { ($0?.count ?? 0) > 10_000 })
      #expect(files.halfWritten.isEmpty, "\(files.halfWritten)")
    }
  }

  @Test("The table fits 80 columns and names the contact sheet, which is a picture")
  func table() throws {
    try withTemporaryFolder { folder in
      let files = try makeCase(in: folder)
      let run = try Program.run("prepare", files.path)
      #expect(run.exit == .code(0) && run.complaint.isEmpty)
      let lines = run.output.split(separator: "\n")
      #expect(lines.first?.split(separator: " ").first == "scene")
      for line in lines.dropLast() { #expect(line.count <= 80, "\(line)") }
      #expect(lines.last == "Contact sheet: \(files.path)\(Self.sheet)")
      let sheet = try RasterFile(opening: files.path + Self.sheet)
      #expect(sheet.header.driver == "PNG" && sheet.header.columns > 300 && sheet.header.bandCount == 3)
    }
  }

  @Test("--masks writes for each used scene which pixels were seen, or why not")
  func masks() throws {
    try withTemporaryFolder { folder in
      let files = try makeCase(in: folder)
      let json = try Program.json("prepare", files.path, "--masks", folder + "/masks")
      let used = (json["scenes"]?.arrayValue ?? []).filter { $0["excluded"] == .null }
      let names = CaseFiles(folder + "/masks").files
      #expect(names.count == used.count)
      var grids: Set<Grid> = []
      for (name, scene) in zip(names, used) {
        #expect(name.hasPrefix((scene["file"]?.stringValue ?? "?").replacingOccurrences(of: ".tif", with: "")))
        let file = try RasterFile(opening: folder + "/masks/" + name)
        #expect(file.header.sampleType == .uint8 && file.header.bandCount == 1)
        grids.insert(try #require(file.header.grid))
        let values = Set(try file.read().samples)
        #expect(values.allSatisfy { $0 >= 0 && Int($0) < Visibility.allCases.count })
        #expect(values.contains(0))
      }
      #expect(grids.count == 1)
    }
  }

  @Test("--reference chooses the scene that the others are moved onto, and the case keeps it")
  func reference() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      let files = try makeCase(in: folder)
      let first = try Program.json("prepare", files.path)
      let other = try #require(plant.scenes.first { $0 != first["reference"]?.stringValue })
      let json = try Program.json("prepare", files.path, "--reference", other)
      #expect(json["reference"]?.stringValue == other)
      #expect(try Program.json("prepare", files.path)["reference"]?.stringValue == other)
      try Program.expectRefusal(
        "prepare", files.path, "--reference", "nowhere.tif", "--json",
        saying: "nowhere.tif: No usable scene of the case has this id or file name.")
    }
  }

  @Test("A case without pictures is refused with the way to add some")
  func noScenes() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      _ = try Program.json("init", folder + "/a.case", "--site", plant.site)
      try Program.expectRefusal(
        "prepare", folder + "/a.case", "--json",
        saying: "a.case: The case has no pictures yet. Add some: telltale add CASE FILE")
      try Program.expectRefusal("prepare", folder + "/none.case", saying: "none.case")
    }
  }

  @Test("Scenes that are all cloud, or constant, are left out by reason; without two others there is no stack")
  func cloudsAndConstants() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      let files = CaseFiles(folder + "/a.case")
      _ = try Program.json("init", files.path, "--site", plant.site)
      let imagery = try plant.copyOfImagery(in: folder, 0..<1)
      var cloudy = try Picture(plant.scene(1))
      cloudy.cover(seed: 3)
      try cloudy.write(to: imagery + "/cloudy_2021-03-30.tif")
      var flat = try Picture(plant.scene(2))
      flat.flatten()
      try flat.write(to: imagery + "/flat_2021-06-25.tif")
      _ = try Program.json("add", files.path, imagery)
      let run = try Program.run("prepare", files.path, "--json", "--reference", plant.scenes[0])
      #expect(run.exit == .code(1))
      #expect(run.complaint.hasPrefix("error: imagery: Only one scene of 3 files can be used"), "\(run.complaint)")
      let json = try run.json()
      #expect(json["reference"]?.stringValue == plant.scenes[0])
      let codes = (json["scenes"]?.arrayValue ?? []).map { $0["excluded"]?["code"]?.stringValue }
      #expect(codes == [nil, "misaligned", "misaligned"])
      let reasons = (json["scenes"]?.arrayValue ?? []).map { $0["excluded"]?["reason"]?.stringValue ?? "" }
      #expect(reasons[1].hasPrefix("It cannot be aligned: "))
      #expect(
        reasons[2] == "It cannot be aligned: it holds no structure, every pixel has the same value.")
      let plain = try Program.run("prepare", files.path)
      #expect(plain.exit == .code(1))
      #expect(plain.output.contains("left out (misaligned): It cannot be aligned: it holds no structure"))
      #expect(!FileManager.default.fileExists(atPath: files.path + Self.sheet))
      // With the others it is a stack all the same, and the sheet shows those that are left out.
      _ = try Program.json("add", files.path, plant.imagery)
      let whole = try Program.json("prepare", files.path)
      #expect(whole["scenes"]?.arrayValue?.count == plant.scenes.count + 2)
      #expect(FileManager.default.fileExists(atPath: files.path + Self.sheet))
    }
  }
}

extension Picture {
  /// Cloud over everything: bright, and smooth over many pixels, with nothing of the ground.
  mutating func cover(seed: Int) {
    fill { column, row in
      let (c, r) = (Double(column), Double(row))
      return 0.8 + 0.1 * sin(c / 23 + Double(seed)) * cos(r / 31) + 0.05 * sin((c + r) / 41)
    }
  }

  /// One value everywhere.
  mutating func flatten() { fill { _, _ in 0.5 } }
}
