import Foundation
import Geodesy
import Provenance
import Quantities
import TelltaleTestSupport
import Testing

@testable import Simulation

@Suite struct PhaseTests {
  private static let seeds: ClosedRange<UInt64> = 1...30

  private func options(_ seed: UInt64, phases: Bool = true) -> PlantOptions {
    PlantOptions(seed: seed, columns: 192, rows: 192, dates: 36, years: 3, phases: phases)
  }

  @Test("States of the new hall begin in their order, within the series", arguments: seeds)
  func order(_ seed: UInt64) throws {
    let plant = try Simulator.plant(options(seed))
    let hall = try #require(plant.truth.first { $0.id == "new-hall" })
    #expect(hall.phases.prefix(3).map(\.state) == ["preparing", "underConstruction", "complete"])
    #expect(hall.phases.count <= 4)
    let dates = hall.phases.map(\.date)
    #expect(zip(dates, dates.dropFirst()).allSatisfy { $0 < $1 }, "seed \(seed)")
    let scenes = plant.scenes.map(\.date)
    #expect(dates.allSatisfy { scenes[0] < $0 && $0 < scenes[scenes.count - 1] })
    #expect(hall.date == hall.phases[2].date)
    for standing in plant.truth where standing.id.hasPrefix("hall-") {
      #expect(standing.phases.count <= 1 && standing.phases.first?.date == standing.date)
      #expect((standing.change == nil) == standing.phases.isEmpty)
    }
    #expect(plant.truth.prefix(plant.sketches.count).allSatisfy { $0.change == nil })
  }

  @Test("Halls are roofed anew, extended and removed, each often enough to be tested on")
  func fates() throws {
    var counts: [String: Int] = [:]
    for seed in Self.seeds {
      for turn in try #require(Simulator.plant(options(seed)).phases).turns {
        switch turn.fate {
        case .roofed: counts["roofed", default: 0] += 1
        case .extended: counts["extended", default: 0] += 1
        case .removed: counts["removed", default: 0] += 1
        }
      }
    }
    #expect(counts.count == 3 && counts.values.allSatisfy { $0 >= 3 }, "\(counts)")
  }

  @Test(
    "Scenes before the first state and those of a plant without phases are alike on the hall's ground, later ones are not"
  )
  func pictures() throws {
    let simulator = try Simulator(options(5))
    let plant = simulator.plant()
    let hall = plant.layout.newHall.box
    let place = (row: Int(hall.centre.row), column: Int(hall.centre.column))
    func brightness(_ index: Int) -> Double {
      let raster = simulator.render(index)
      return Double(raster.samples[place.row * 192 + place.column])
    }
    let phases = try #require(plant.phases)
    let before = plant.scenes.indices.filter { plant.scenes[$0].date < phases.prepared }
    let after = plant.scenes.indices.filter {
      plant.scenes[$0].date > phases.roofClosed
        && phases.standing(plant.layout.newHall, nil, on: plant.scenes[$0].date) != nil
    }
    #expect(!before.isEmpty && !after.isEmpty)
    func median(_ indices: [Int]) -> Double {
      let values = indices.map(brightness).sorted()
      return values[values.count / 2]
    }
    #expect(abs(median(before) - median(after)) > 100)
  }

  @Test("truth.geojson tells states only of plants that have them")
  func truth() throws {
    func members(_ phases: Bool) throws -> [String] {
      let truth = PlantGeoJSON.truth(of: try Simulator.plant(options(3, phases: phases)))
      return (truth["features"]?.arrayValue ?? []).filter { $0["properties"]?["phases"] != nil }
        .compactMap { $0["properties"]?["id"]?.stringValue }
    }
    #expect(try members(true).contains("new-hall"))
    #expect(try members(false) == [])
  }
}
