import Foundation
import Provenance
import TelltaleTestSupport
import Testing

@Suite("What could be seen", .enabled(if: TelltaleExecutable.isPresent, Program.absence))
struct ObservabilityTests {
  private func told(_ files: CaseFiles) throws -> JSONValue {
    try JSONValue(
      parsing: FileManager.default.contents(atPath: files.path + "/reports/latest/observability.json") ?? Data())
  }

  private static let reasons = [
    "seen", "cloud", "cloudShadow", "haze", "snow", "saturated", "terrainShadow", "offPicture", "readFailed",
    "misaligned", "tooCoarse", "occluded",
  ]

  @Test("Each zone and feature says of each date whether it was seen, why not, and what would have been seen")
  func dates() throws {
    let plant = try Plant.shared()
    let told = try told(plant.watched)
    #expect(told["building"]?["contrast"]?.doubleValue == 0.25 && told["building"]?["height"]?.doubleValue == 6)
    let zone = try #require(told["zones"]?.arrayValue?.first)
    let features = try #require(told["features"]?.arrayValue)
    #expect(
      try Set(features.compactMap { $0["id"]?.stringValue })
        == Set(plant.watched.featureList().compactMap { $0["id"]?.stringValue }))
    for item in [zone] + features {
      let scenes = try #require(item["scenes"]?.arrayValue)
      #expect(!scenes.isEmpty)
      for scene in scenes {
        let seen = try #require(scene["seen"]?.stringValue)
        #expect(Self.reasons.contains(seen))
        let smallest = try #require(scene["smallest"])
        if let value = smallest["value"]?.doubleValue {
          #expect(seen == "seen" && value > 0 && smallest["unit"] == "m2")
        } else {
          let reason = try #require(smallest["refused"]?.stringValue)
          #expect(seen == "seen" || reason == "not seen: \(seen)")
        }
      }
    }
    #expect(zone["statement"]?.stringValue?.isEmpty == false)
    #expect(plant.watched.html.contains("What could be seen"))
  }

  @Test("A zone under a new roof loses sight from the roof's date on; too small a zone says so; threads change nothing")
  func losses() throws {
    try withTemporaryFolder { folder in
      let plant = folder + "/plant"
      let made = try Program.run("simulate", "--seed", "95004", "--size", "160", "--dates", "20", "-o", plant)
      try #require(made.exit == .code(0), "\(made.complaint)")
      let truth = try JSONValue(parsing: Data(contentsOf: URL(fileURLWithPath: plant + "/truth.geojson")))
      let hall = try #require(truth["features"]?.arrayValue?.first { $0["id"] == "new-hall" })
      let site = try JSONValue(parsing: Data(contentsOf: URL(fileURLWithPath: plant + "/site.geojson")))
      let corner = try #require(hall["geometry"]?["coordinates"]?.arrayValue?.first?.arrayValue?.first)
      let (east, north) = (corner.arrayValue?[0].doubleValue ?? 0, corner.arrayValue?[1].doubleValue ?? 0)
      let dot: JSONValue = [
        "type": "Polygon",
        "coordinates": [
          [
            [.number(east), .number(north)], [.number(east + 1e-4), .number(north)],
            [.number(east + 1e-4), .number(north + 1e-4)], [.number(east), .number(north)],
          ]
        ],
      ]
      func zone(_ id: String, _ geometry: JSONValue) -> JSONValue {
        [
          "type": "Feature", "id": .string(id), "geometry": geometry,
          "properties": ["id": .string(id), "name": .string(id), "role": "zone", "site": "site"],
        ]
      }
      let document = JSONValue.object([
        .init("type", "FeatureCollection"),
        .init(
          "features",
          .array(
            (site["features"]?.arrayValue ?? []) + [
              zone("yard", try #require(hall["geometry"])), zone("dot", dot),
            ])),
      ])
      let path = folder + "/site.geojson"
      try Data(document.prettyText.utf8).write(to: URL(fileURLWithPath: path))
      let files = ["1", "3"].map { CaseFiles(folder + "/\($0).case") }
      for (threads, files) in zip(["1", "3"], files) {
        _ = try Program.json("watch", path, plant + "/imagery", "-o", files.path, "--threads", threads)
      }
      let told = try told(files[0])
      #expect(try self.told(files[1]) == told)
      let zones = try #require(told["zones"]?.arrayValue)
      let yard = try #require(zones.first { $0["id"] == "yard" })
      let loss = try #require(yard["losses"]?.arrayValue?.first)
      #expect((loss["share"]?.doubleValue ?? 0) > 0.5 && loss["kind"] == "building")
      let since = try #require(loss["notAfter"]?.stringValue)
      let later = (yard["scenes"]?.arrayValue ?? []).filter { ($0["date"]?.stringValue ?? "") >= since }
      #expect(!later.isEmpty && later.allSatisfy { $0["seen"] != "seen" })
      #expect(later.contains { $0["seen"] == "occluded" })
      #expect(files[0].html.contains("Loss of sight: from \(since.prefix(10)) on"))
      let small = try #require(zones.first { $0["id"] == "dot" })
      #expect(
        small["absence"]?["refused"]?.stringValue?.hasSuffix("of the pictures; 60 are needed.") == true,
        "\(small["absence"]?.compactText ?? "")")
    }
  }
}
