import Foundation
import Provenance
import TelltaleTestSupport
import Testing

@Suite("Imagery that cannot be used", .enabled(if: TelltaleExecutable.isPresent, Program.absence))
struct BadImageryTests {
  @Test("No scenes: an empty folder is refused, and pictures added to it complete the case")
  func noScenes() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      let imagery = try plant.copyOfImagery(in: folder, 0..<0)
      let path = folder + "/a.case"
      try Program.expectRefusal(
        "watch", plant.site, imagery, "-o", path, "--json",
        saying: "imagery", "No picture file was found",
        "Give folders or files that hold GeoTIFF, JPEG 2000, NITF, ENVI, PNG or JPEG pictures")
      #expect(CaseFiles(path).halfWritten.isEmpty)
      #expect(CaseFiles(path).summary == nil)
      _ = try Program.json("watch", plant.site, plant.imagery, "-o", path)
      #expect(CaseFiles(path).features == plant.watched.features)
    }
  }

  @Test("A folder of pictures that does not exist is refused by its name")
  func noFolder() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      try Program.expectRefusal(
        "watch", plant.site, folder + "/nowhere", "-o", folder + "/a.case",
        saying: folder + "/nowhere", "There is no such file or folder", "Check the path")
    }
  }

  @Test("One scene only is refused, and the others complete the case")
  func oneScene() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      let imagery = try plant.copyOfImagery(in: folder, 0..<1)
      let path = folder + "/a.case"
      try Program.expectRefusal(
        "watch", plant.site, imagery, "-o", path, "--json",
        saying: "imagery", "Only one scene of 1 file", "change needs at least 2", "Add pictures of other dates")
      #expect(CaseFiles(path).halfWritten.isEmpty)
      #expect(CaseFiles(path).summary == nil)
      let json = try Program.json("watch", plant.site, plant.imagery, "-o", path)
      #expect(json.used == plant.summary.used)
    }
  }

  @Test("Where no scene can be used, the refusal says why of each kind")
  func noneUsable() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      let imagery = try plant.copyOfImagery(in: folder, 0..<0)
      try Picture(plant.scene(0)).write(dated: false, to: imagery + "/undated.tif")
      try Picture(plant.scene(1)).write(placed: false, to: imagery + "/unplaced.tif")
      try Data().write(to: URL(fileURLWithPath: imagery + "/empty.tif"))
      try Program.expectRefusal(
        "watch", plant.site, imagery, "-o", folder + "/a.case",
        saying: "None of the 3 files can be used", "1 noDate", "1 noCRS", "1 readFailed", "Mend")
    }
  }

  @Test("Each bad file is left out with its code and the mend, and the run goes on as if it were not there")
  func badFilesAmongGood() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      let imagery = try plant.copyOfImagery(in: folder)
      let bad = try Self.writeBadFiles(plant, to: imagery)
      let path = folder + "/a.case"
      let json = try Program.json("watch", plant.site, imagery, "-o", path)
      let before = plant.summary.exclusions
      #expect(json.exclusions.merging(before) { $1 } == json.exclusions)
      for (file, expected) in bad {
        #expect(json.exclusions[file] == expected.code, "\(file)")
        let reason = json.reason(of: file)
        for word in expected.words { #expect(reason.contains(word), "\(file): \(reason)") }
      }
      #expect(json.exclusions.count == before.count + bad.count)
      // A scene whose date is known and whose pixels are not counts as one that could not see.
      let features = try CaseFiles(path).featureList()
      #expect(features.map { $0.withoutSight } == (try plant.watched.featureList().map { $0.withoutSight }))
      for feature in features where feature["properties"]?["change"] != .null {
        let unseen = feature["properties"]?["notObservable"]?.arrayValue ?? []
        #expect(
          unseen.contains {
            $0["reason"] == "readFailed" && $0["scene"]?.stringValue?.hasPrefix("SIM_2021-02-01") ?? false
          })
      }
      let html = CaseFiles(path).html
      for file in bad.keys { #expect(html.contains(file), "\(file) is not in the report") }
    }
  }

  private static func writeBadFiles(
    _ plant: Plant, to folder: String
  ) throws -> [String: (code: String, words: [String])] {
    func write(_ bytes: Data, _ name: String) throws { try bytes.write(to: URL(fileURLWithPath: folder + "/" + name)) }
    let whole = try Data(contentsOf: URL(fileURLWithPath: plant.scene(0)))
    try write(whole.prefix(whole.count / 2), "SIM_2021-02-01.tif")
    try write(Data("<!DOCTYPE html><html><body>404 Not Found</body></html>".utf8), "SIM_2021-02-02.tif")
    try write(Data(), "SIM_2021-02-03.tif")
    try write(whole, "SIM_2023-02-04.tif")
    try write(Data("BM not a format that is read".utf8), "SIM_2021-02-05.bmp")
    let picture = try Picture(plant.scene(1))
    try picture.write(dated: false, to: folder + "/undated.tif")
    try picture.write(placed: false, to: folder + "/SIM_2021-02-06.tif")
    return [
      "SIM_2021-02-01.tif": ("readFailed", ["missing or damaged", "again"]),
      "SIM_2021-02-02.tif": ("unsupported", ["HTML page", "fetch the picture itself"]),
      "SIM_2021-02-03.tif": ("readFailed", ["empty (0 bytes)", "again"]),
      "SIM_2023-02-04.tif": ("duplicate", ["same bytes", plant.scenes[0]]),
      "SIM_2021-02-05.bmp": ("unsupported", ["not like a TIFF, PNG, JPEG, JPEG 2000 or NITF picture"]),
      "undated.tif": ("noDate", ["when it was taken", "--date"]),
      "SIM_2021-02-06.tif": ("noCRS", ["no coordinate reference system", "--corners"]),
    ]
  }

  @Test("A picture that is NaN everywhere is left out as unseen, and the run goes on as if it were not there")
  func notANumber() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      let imagery = try plant.copyOfImagery(in: folder)
      try Picture(plant.scene(2)).writeNaN(to: imagery + "/SIM_2021-07-01.tif")
      let path = folder + "/a.case"
      let json = try Program.json("watch", plant.site, imagery, "-o", path)
      let code = try #require(json.exclusions["SIM_2021-07-01.tif"])
      #expect(["offPicture", "readFailed", "misaligned", "unsupported"].contains(code))
      #expect(!json.reason(of: "SIM_2021-07-01.tif").isEmpty)
      #expect(json.used == plant.summary.used)
      #expect(try CaseFiles(path).featureList().count == plant.watched.featureList().count)
    }
  }

  @Test("A picture of 8 bits is used next to those of 16, and changes no more than the same picture in 16")
  func mixedDepths() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      let tags = ["ACQUISITIONDATETIME": "2021-06-26T06:30:00Z"]
      var counts: [Int] = []
      for type in [SampleKind.bytes, .words] {
        let imagery = try plant.copyOfImagery(in: folder, named: "\(type)")
        try Picture(plant.scene(2)).write(
          as: type == .bytes ? .uint8 : .uint16, tags: tags, to: imagery + "/SIM_2021-06-26.tif")
        let json = try Program.json("watch", plant.site, imagery, "-o", folder + "/\(type).case")
        #expect(json.exclusions["SIM_2021-06-26.tif"] == nil, "\(json.reason(of: "SIM_2021-06-26.tif"))")
        counts.append(try #require(json["features"]?.intValue))
      }
      #expect(abs(counts[0] - counts[1]) <= 1 + counts[1] / 4, "\(counts[0]) in 8 bits, \(counts[1]) in 16")
    }
  }

  @Test(
    "A bad file that was mended under its own name is used, and no longer listed as left out")
  func mended() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      let imagery = try plant.copyOfImagery(in: folder)
      let files = CaseFiles(folder + "/watched")
      let file = URL(fileURLWithPath: imagery + "/" + plant.scenes[4])
      let whole = try Data(contentsOf: file)
      for bad in [Data(), whole.prefix(whole.count / 2), Data("<html></html>".utf8)] {
        try bad.write(to: file)
        let json = try Program.json("watch", plant.site, imagery, "-o", files.path)
        #expect(json.exclusions[plant.scenes[4]] != nil)
      }
      try whole.write(to: file)
      #expect(try Program.json("watch", plant.site, imagery, "-o", files.path) == plant.summary)
    }
  }

  @Test(
    "A refusal for want of scenes says why the other files cannot be used")
  func oneUsable() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      let imagery = try plant.copyOfImagery(in: folder, 0..<1)
      try Picture(plant.scene(1)).write(dated: false, to: imagery + "/undated.tif")
      try Picture(plant.scene(2)).write(placed: false, to: imagery + "/unplaced.tif")
      try Program.expectRefusal(
        "watch", plant.site, imagery, "-o", folder + "/a.case", "--json",
        saying: "Only one scene of 3 files", "noDate", "noCRS")
    }
  }

  private enum SampleKind { case bytes, words }
}

extension JSONValue {
  /// A feature without the list of scenes that could not see it.
  fileprivate var withoutSight: JSONValue {
    let properties = (self["properties"]?.members ?? []).filter { $0.key != "notObservable" }
    return .object((members ?? []).map { $0.key == "properties" ? .init("properties", .object(properties)) : $0 })
  }
}
