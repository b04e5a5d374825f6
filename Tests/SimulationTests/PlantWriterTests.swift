import Foundation
import Geodesy
import Provenance
import Quantities
import Rasters
import TelltaleTestSupport
import Testing

@testable import Simulation

@Suite struct PlantWriterTests {
  @Test("What is written is what was rendered, with its grid, date and credit") func readsBack() throws {
    let options = PlantOptions(seed: 21, columns: 128, rows: 128, dates: 10)
    try withTemporaryFolder { folder in
      let plant = try PlantWriter.write(options, to: folder, threads: 2)
      let names = try FileManager.default.contentsOfDirectory(atPath: folder + "/imagery").sorted()
      #expect(names == plant.scenes.map(\.fileName))
      let scene = plant.scenes[3]
      let file = try RasterFile(opening: folder + "/imagery/" + scene.fileName)
      let read = try file.read()
      #expect(read.samples == (try Simulator(options)).render(3).samples)
      let header = file.header
      #expect(header.metadata["ACQUISITIONDATETIME"] == scene.date.description)
      #expect(header.metadata["TIFFTAG_COPYRIGHT"] == "Simulated by Telltale, seed 21")
    }
  }

  @Test("The number of threads does not show in the files") func threads() throws {
    let options = PlantOptions(seed: 22, columns: 128, rows: 128, dates: 10)
    func files(_ threads: Int) throws -> [Data] {
      try withTemporaryFolder { folder in
        let plant = try PlantWriter.write(options, to: folder, threads: threads)
        let paths = plant.scenes.map { "imagery/" + $0.fileName } + ["site.geojson", "truth.geojson"]
        return try paths.map { try Data(contentsOf: URL(fileURLWithPath: folder + "/" + $0)) }
      }
    }
    #expect(try files(1) == files(3))
  }

  @Test("The site file has the site and rough sketches of halls that stand") func siteFile() throws {
    let plant = try Simulator.plant(PlantOptions(seed: 23))
    let site = try JSONValue(parsing: Data(PlantGeoJSON.site(of: plant).prettyText.utf8))
    let features = try #require(site["features"]?.arrayValue)
    #expect(features.first?["properties"]?["role"]?.stringValue == "site")
    #expect((3...4).contains(features.count))
    for (sketch, truth) in zip(plant.sketches, plant.truth) {
      #expect(sketch.name == truth.name)
      #expect(sketch.polygon != truth.polygon)
      for (rough, exact) in zip(sketch.polygon.exterior, truth.polygon.exterior) {
        // 1.5 px in both directions.
        #expect(Geodesics.distance(rough, exact).magnitude <= 1.5 * 3 * 1.42)
      }
    }
  }

  @Test("The truth file gives area, ratio and date of the new hall") func truthFile() throws {
    let plant = try Simulator.plant(PlantOptions(seed: 24))
    let truth = try JSONValue(parsing: Data(PlantGeoJSON.truth(of: plant).prettyText.utf8))
    let features = try #require(truth["features"]?.arrayValue)
    #expect(features.count == plant.truth.count)
    let hall = try #require(features.first { $0["properties"]?["kind"]?.stringValue == "building" }?["properties"])
    let object = try #require(plant.truth.first { $0.kind == .building })
    #expect(hall["change"]?.stringValue == "built")
    #expect(hall["date"]?.stringValue == object.date?.description)
    #expect(hall["area"]?.doubleValue == object.area.magnitude)
    #expect(hall["ratioTo"]?["hall A"]?.doubleValue == object.ratios[0].value)
  }

  @Test("A folder with scenes of another plant is refused, the same plant is written again") func folderInUse() throws {
    let options = PlantOptions(seed: 25, columns: 128, rows: 128, dates: 10)
    try withTemporaryFolder { folder in
      let imagery = folder + "/imagery"
      try FileManager.default.createDirectory(atPath: imagery, withIntermediateDirectories: true)
      let stray = imagery + "/SIM_1999-01-01.tif"
      try Data("x".utf8).write(to: URL(fileURLWithPath: stray))
      let error = try #require(throws: SimulationError.self) {
        try PlantWriter.write(options, to: folder, threads: 1)
      }
      #expect(error.code == .folderInUse)
      #expect(
        error.description == "\(imagery): The folder holds scenes of another plant (1), such as SIM_1999-01-01.tif. "
          + "Write to an empty folder, or delete the old one.")
      try FileManager.default.removeItem(atPath: stray)
      try PlantWriter.write(options, to: folder, threads: 1)
      try PlantWriter.write(options, to: folder, threads: 2)
    }
  }

  @Test("A folder that cannot be written is an error") func cannotWrite() {
    let options = PlantOptions(seed: 25, columns: 128, rows: 128, dates: 10)
    #expect(throws: (any Error).self) { try PlantWriter.write(options, to: "/dev/null/plant", threads: 1) }
  }

  @Test("The truth of clouds has the picture's shape, nothing in clear scenes, and in others at least their fraction")
  func cloudTruth() throws {
    let options = PlantOptions(seed: 26, columns: 128, rows: 128, dates: 8, years: 1)
    let scenes = try Simulator.plant(options).scenes
    for scene in scenes {
      let codes = CloudTruth(options: options, scene: scene).codes()
      #expect(codes.count == 128 * 128 && codes.allSatisfy { $0 <= 2 })
      let cloud = Double(codes.count { $0 == CloudTruth.cloud }) / Double(codes.count)
      if scene.cloudFraction == 0 {
        #expect(codes.allSatisfy { $0 == 0 })
      } else {
        // Over half of the full opacity, on the scene's own pixels, is fewer than optical depth 0.3 and more.
        #expect(cloud > scene.cloudFraction - 0.05)
      }
    }
    #expect(scenes.contains { $0.cloudFraction > 0 })
    try withTemporaryFolder { folder in
      try PlantWriter.write(options, to: folder, withCloudTruth: true, threads: 2)
      for scene in scenes {
        #expect(FileManager.default.fileExists(atPath: folder + "/masks/" + scene.fileName))
      }
    }
  }
}
