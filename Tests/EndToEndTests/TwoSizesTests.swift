import Foundation
import Geodesy
import Places
import Provenance
import TelltaleTestSupport
import Testing
import Vectors

@Suite("Pictures of two pixel sizes", .enabled(if: TelltaleExecutable.isPresent, Program.absence))
struct TwoSizesTests {
  /// What a feature says, with its outline.
  private struct Found {
    let kind: String
    let change: String?
    let outline: [GeoPolygon]
    let dates: ClosedRange<String>?
    let witnesses: [String]
    let tooCoarse: [String]

    init(_ json: JSONValue) throws {
      let properties = try #require(json["properties"])
      kind = properties["kind"]?.stringValue ?? ""
      change = properties["change"]?.stringValue
      outline = try GeoJSON.polygons(from: json["geometry"] ?? .null)
      if let from = properties["notBefore"]?.stringValue, let to = properties["notAfter"]?.stringValue {
        dates = from...to
      } else {
        dates = nil
      }
      witnesses = (properties["scenesFor"]?.arrayValue ?? []).compactMap(\.stringValue)
      tooCoarse = (properties["notObservable"]?.arrayValue ?? []).filter { $0["reason"]?.stringValue == "tooCoarse" }
        .compactMap { $0["scene"]?.stringValue }
    }
  }

  private static func found(_ files: CaseFiles) throws -> [Found] { try files.featureList().map { try Found($0) } }

  /// The find that overlaps the plant's true change of that kind best, and when that truly happened.
  private static func match(_ kind: String, in found: [Found]) throws -> (found: Found, date: String) {
    let truth = try JSONValue(
      parsing: #require(FileManager.default.contents(atPath: TwoSizes.shared().folder + "/plant/truth.geojson")))
    let truthThing = try #require(
      truth["features"]?.arrayValue?.first {
        $0["properties"]?["kind"]?.stringValue == kind && $0["properties"]?["change"]?.stringValue != nil
      })
    let outline = try GeoJSON.polygons(from: truthThing["geometry"] ?? .null)
    let best = found.filter { $0.change != nil && $0.kind != "works" }
      .max { overlap($0.outline, outline) < overlap($1.outline, outline) }
    return (try #require(best), truthThing["properties"]?["date"]?.stringValue ?? "")
  }

  private static func overlap(_ one: [GeoPolygon], _ other: [GeoPolygon]) -> Double {
    Overlay.areas(of: one, and: other).intersectionOverUnion ?? 0
  }

  private static func isOf(_ folder: String, _ scene: String) throws -> Bool {
    try TwoSizes.shared().scenes(folder).contains { scene.hasPrefix($0.dropLast(4)) }
  }

  @Test("Both sizes are used, and what both show is one feature, for which scenes of both speak")
  func together() throws {
    let plant = try TwoSizes.shared()
    #expect((plant.summary.used ?? 0) > 15, "\(plant.summary.exclusions)")
    let hall = try Self.match("building", in: Self.found(plant.watched))
    #expect(hall.found.kind == "building" && hall.found.change == "built")
    #expect(try hall.found.witnesses.contains { try Self.isOf(plant.fine, $0) })
    #expect(try hall.found.witnesses.contains { try Self.isOf(plant.coarse, $0) })
    #expect(hall.found.dates?.contains(hall.date) ?? false, "\(String(describing: hall.found.dates)): \(hall.date)")
    #expect(Set(hall.found.witnesses).count == hall.found.witnesses.count)
  }

  @Test("The other size narrows the bracket, which still holds the truth")
  func bracket() throws {
    let plant = try TwoSizes.shared()
    try withTemporaryFolder { folder in
      let alone = CaseFiles(folder + "/fine.case")
      _ = try Program.json("watch", plant.site, plant.fine, "-o", alone.path)
      for kind in ["building", "clearedGround"] {
        let both = try Self.match(kind, in: Self.found(plant.watched))
        #expect(both.found.dates?.contains(both.date) ?? false, "\(kind): \(String(describing: both.found.dates))")
        let before = try Self.match(kind, in: Self.found(alone))
        #expect(try Self.days(both.found.dates) < Self.days(before.found.dates), "\(kind)")
      }
    }
  }

  private static func days(_ dates: ClosedRange<String>?) throws -> Double {
    let dates = try #require(dates)
    let ends = try [dates.lowerBound, dates.upperBound].map { try #require(ISO8601DateFormatter().date(from: $0)) }
    return ends[1].timeIntervalSince(ends[0]) / 86_400
  }

  @Test("Nothing is listed twice")
  func noDuplicates() throws {
    let found = try Self.found(TwoSizes.shared().watched).filter { $0.change != nil && $0.kind != "works" }
    try #require(found.count > 3)
    for (index, one) in found.enumerated() {
      for other in found[(index + 1)...] {
        let isOneTime = (one.dates.map { dates in other.dates.map { $0.overlaps(dates) } ?? true }) ?? true
        #expect(!isOneTime || Self.overlap(one.outline, other.outline) < 1.0 / 3, "\(one) and \(other)")
      }
    }
  }

  @Test("Of a crane too small for the coarse pictures they are listed as too coarse")
  func tooCoarse() throws {
    // Of the shared plant the coarse pictures see the crane.
    try withTemporaryFolder { folder in
      let plant = try TwoSizes.make(seed: 3, in: folder + "/plant")
      let crane = try #require(Self.found(plant.watched).first { $0.kind == "crane" && $0.change == "removed" })
      #expect(crane.tooCoarse.count > 5)
      #expect(try crane.tooCoarse.allSatisfy { try Self.isOf(plant.coarse, $0) })
      #expect(try !crane.witnesses.contains { try Self.isOf(plant.coarse, $0) })
    }
  }

  @Test("In which order the sizes come changes nothing but ids, where one reference is named")
  func order() throws {
    let plant = try TwoSizes.shared()
    let reference = try plant.scenes(plant.fine)[7]
    try withTemporaryFolder { folder in
      var features: [[JSONValue]] = []
      for (name, order) in [
        ("once", [[plant.fine, plant.coarse]]), ("fine", [[plant.fine], [plant.coarse]]),
        ("coarse", [[plant.coarse], [plant.fine]]),
      ] {
        let files = CaseFiles(folder + "/" + name + ".case")
        for (turn, folders) in order.enumerated() {
          let named = turn + 1 == order.count ? ["--reference", reference] : []
          _ = try Program.json(arguments: ["watch", plant.site] + folders + ["-o", files.path] + named)
        }
        features.append(try files.featureList().map(SamenessTests.withoutIDs))
      }
      try #require(features[0].count > 4)
      #expect(features[1] == features[0])
      #expect(features[2] == features[0])
    }
  }

  @Test("`prepare` says of each scene which stack it is of, and writes a sheet for each; a rerun prepares nothing")
  func prepare() throws {
    let plant = try TwoSizes.shared()
    try withTemporaryFolder { folder in
      let files = try plant.watched.copied(to: folder + "/a.case")
      let prepared = files.prepared
      let json = try Program.json("prepare", files.path, "--masks", folder + "/masks")
      #expect(files.prepared == prepared)
      #expect(json.keys == ["reference", "scenes"])
      let scenes = try #require(json["scenes"]?.arrayValue)
      for scene in scenes {
        let size = try #require(scene["stack"]?["gsd"]?.doubleValue)
        #expect(try size == (Self.isOf(plant.fine, scene["file"]?.stringValue ?? "") ? 3 : 6))
      }
      #expect(scenes.filter { $0["stack"]?["isReference"] == true }.count == 2)
      #expect(files.files.filter { $0.hasSuffix(".png") }.count == 2)
      #expect(CaseFiles(folder + "/masks").files.count == scenes.filter { $0["excluded"] == .null }.count)
      let run = try Program.run("prepare", files.path)
      for line in run.output.split(separator: "\n").dropLast(2) { #expect(line.count <= 80, "\(line)") }
      #expect(run.output.contains("Stack of 6.00 m") && run.output.contains("Stack of 3.00 m"))
    }
  }

  @Test("Coarse pictures whose files say that they lie elsewhere are found to lie where the fine ones do")
  func linked() throws {
    let plant = try TwoSizes.shared()
    try withTemporaryFolder { folder in
      let moved = folder + "/moved"
      try FileManager.default.createDirectory(atPath: moved, withIntermediateDirectories: true)
      for scene in try plant.scenes(plant.coarse) {
        try Picture(plant.folder + "/plant/imagery/" + scene)
          .writeAveraged(by: TwoSizes.factor, shift: (30, -24), to: moved + "/" + scene)
      }
      let files = CaseFiles(folder + "/a.case")
      _ = try Program.json(
        "watch", plant.site, plant.fine, moved, "-o", files.path, "--reference", plant.scenes(plant.fine)[7])
      let hall = try Self.match("building", in: Self.found(files))
      #expect(try hall.found.witnesses.contains { try Self.isOf(plant.fine, $0) })
      #expect(try hall.found.witnesses.contains { try Self.isOf(plant.coarse, $0) })
      #expect(hall.found.dates?.contains(hall.date) ?? false)
    }
  }

  @Test("One picture coarser than all others is left out and says that it is alone")
  func alone() throws {
    let plant = try TwoSizes.shared()
    try withTemporaryFolder { folder in
      let files = try plant.watched.copied(to: folder + "/a.case")
      let scene = try plant.scenes(plant.fine)[4]
      try Picture(plant.fine + "/" + scene).writeAveraged(by: 10, to: folder + "/SIM_2023-06-01.tif")
      _ = try Program.json("add", files.path, folder + "/SIM_2023-06-01.tif", "--date", "2023-06-01")
      let json = try Program.json("report", files.path)
      #expect(json.exclusions["SIM_2023-06-01.tif"] == "tooCoarse")
      let words = json.reason(of: "SIM_2023-06-01.tif")
      #expect(words.hasPrefix("Its pixel is 29.") || words.hasPrefix("Its pixel is 30."))
      #expect(
        words.hasSuffix(
          " m on the ground, the stack's 6.0 m, and no other picture is as coarse: a stack of its own needs 2."))
      #expect(json.used == plant.summary.used)
    }
  }
}
