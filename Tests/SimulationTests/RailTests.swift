import Foundation
import Geodesy
import Provenance
import Quantities
import TelltaleTestSupport
import Testing

@testable import Simulation

@Suite struct RailTests {
  private static let seeds: ClosedRange<UInt64> = 1...12

  @Test("A plant without a spur has the bytes that it had before there were spurs") func bytesUnchanged() throws {
    let options = PlantOptions(seed: 7, columns: 128, rows: 128, dates: 6)
    try withTemporaryFolder { folder in
      try PlantWriter.write(options, to: folder, threads: 2)
      func hash(_ name: String) throws -> String { try ContentHash(ofFileAt: folder + "/" + name).hexadecimal }
      #expect(try hash("site.geojson") == "6862665b3dbc21d9dba02380151493a16cfa5296c77a3412486fe79c565ccb67")
      #expect(try hash("truth.geojson") == "ebb46a5eebd88066e2ca5532124a09e14ac32a5563cccc373a36939fd11e1aff")
      #expect(
        try hash("imagery/SIM_2021-03-14.tif") == "86d513264224dafa1ade7c4e350f6e850c2c1984ba69ba424f6b56d8abeba24e")
    }
  }

  @Test("Rakes lie on the spur, apart from each other, and have whole cars", arguments: seeds)
  func rakes(_ seed: UInt64) throws {
    let rail = try #require(try Simulator.plant(PlantOptions(seed: seed, railSpur: true)).rail)
    #expect(rail.occupancy.count == 24)
    #expect(rail.occupancy.contains { $0.stretches.isEmpty })
    for date in rail.occupancy {
      #expect((0...1).contains(date.clearShare))
      for stretch in date.stretches {
        #expect(stretch.from.magnitude >= 0 && stretch.to <= rail.length)
        #expect(stretch.to.magnitude - stretch.from.magnitude >= 3 * 13.4)
      }
      for (one, next) in zip(date.stretches, date.stretches.dropFirst()) {
        #expect(next.from.magnitude - one.to.magnitude >= 20)
      }
    }
    // Projected and geodesic length differ by under 0.2 %.
    #expect(abs(Geodesics.length(of: rail.line).magnitude / rail.length.magnitude - 1) < 0.002)
  }

  @Test("Only where rakes stand do scenes of a plant with and without traffic differ along the spur")
  func traffic() throws {
    let options = PlantOptions(seed: 3, columns: 160, rows: 160, dates: 8, railSpur: true)
    let plant = try Simulator.plant(options)
    let spur = try #require(plant.layout.rail)
    let traffic = RailTraffic(options, scenes: plant.scenes)
    let date = try #require(plant.scenes.indices.first { !traffic.rakes(of: $0, on: spur).isEmpty })
    let rakes = traffic.rakes(of: date, on: spur)
    #expect(traffic.rakes(of: date, on: spur) == rakes)
    #expect(rakes.allSatisfy { $0.cars.count >= 3 && $0.height > 2 })
  }

  @Test("Files name the line, and what stood on it date by date") func files() throws {
    let plant = try Simulator.plant(PlantOptions(seed: 5, railSpur: true))
    let rail = try #require(plant.rail)
    let site = try #require(PlantGeoJSON.site(of: plant)["features"]?.arrayValue?.last)
    #expect(site["properties"]?["role"]?.stringValue == "line")
    #expect(site["properties"]?["kind"]?.stringValue == "rail")
    #expect(site["geometry"]?["type"]?.stringValue == "LineString")
    let truth = try #require(PlantGeoJSON.truth(of: plant)["features"]?.arrayValue?.last?["properties"])
    let dates = try #require(truth["occupancy"]?.arrayValue)
    #expect(dates.count == rail.occupancy.count)
    for (written, date) in zip(dates, rail.occupancy) {
      #expect(written["scene"]?.stringValue == date.scene)
      #expect(abs((written["occupied"]?.doubleValue ?? -1) - date.occupied.magnitude) < 0.01)
    }
  }
}
