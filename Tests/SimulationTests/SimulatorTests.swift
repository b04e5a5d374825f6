import Foundation
import Geodesy
import Quantities
import Rasters
import Testing

@testable import Simulation

/// A plant small enough for debug builds.
func smallPlant(_ seed: UInt64, quiet: Bool = false) -> PlantOptions {
  PlantOptions(seed: seed, columns: 128, rows: 128, dates: 14, quiet: quiet)
}

@Suite struct SimulatorTests {
  @Test("A scene has the same bytes in any order and from another simulator") func determinism() throws {
    let first = try Simulator(smallPlant(3))
    let second = try Simulator(smallPlant(3))
    let forwards = [first.render(2), first.render(9)]
    let backwards = [second.render(9), second.render(2)]
    #expect(forwards[0] == backwards[1])
    #expect(forwards[1] == backwards[0])
    #expect(forwards[0] != forwards[1])
    #expect(try Simulator(smallPlant(4)).render(2) != forwards[0])
  }

  @Test("Values are whole digital numbers of a plausible reflectance, and absent pixels are 0") func numbers() throws {
    let simulator = try Simulator(smallPlant(5))
    let plant = simulator.plant()
    let clear = try #require(plant.scenes.first { $0.cloudFraction == 0 && !$0.hasNoDataCorner })
    let raster = simulator.render(clear.index)
    #expect(raster.samples.allSatisfy { $0 == $0.rounded() && $0 >= 1 && $0 <= 65_535 })
    let mean = raster.samples.reduce(0, +) / Float(raster.samples.count)
    #expect((500...5_000).contains(mean))
  }

  @Test("A missing corner is invalid and 0, the rest is valid", arguments: 1...3 as ClosedRange<UInt64>)
  func corner(_ seed: UInt64) throws {
    let plant = try Simulator.plant(PlantOptions(seed: seed, columns: 128, rows: 128, dates: 60, years: 4))
    let cut = try #require(plant.scenes.first { $0.hasNoDataCorner })
    let raster = try Simulator(plant.options).render(cut.index)
    #expect((1..<128 * 128).contains(raster.validity.validCount))
    for (index, isValid) in raster.validity.flags.enumerated() { #expect((raster.samples[index] > 0) == isValid) }
  }

  @Test("Fewer bands are the first of the four") func bands() throws {
    let four = try Simulator(smallPlant(6)).render(1)
    let three = try Simulator(PlantOptions(seed: 6, columns: 128, rows: 128, dates: 14, bands: 3)).render(1)
    #expect(three.bandCount == 3)
    #expect(three.samples == Array(four.samples.prefix(3 * 128 * 128)))
  }

  @Test("Before the first event the quiet twin is the same picture; afterwards it differs only near the events")
  func quietTwin() throws {
    let simulator = try Simulator(smallPlant(8))
    let twin = try Simulator(smallPlant(8, quiet: true))
    let plant = simulator.plant()
    let changes = plant.truth.filter { $0.change != nil }
    let firstEvent = try #require(changes.compactMap(\.date).min())
    for scene in plant.scenes where scene.date < firstEvent {
      #expect(simulator.render(scene.index) == twin.render(scene.index))
    }
    let last = try #require(plant.scenes.last { $0.cloudFraction < 0.2 })
    let busy = simulator.render(last.index)
    let quiet = twin.render(last.index)
    // Shadows, shift and blur reach out from the outlines.
    let reach = 20 * SunVector(last).cotangent / 3 + 6
    var differing = 0
    for row in 0..<128 {
      for column in 0..<128 where busy.samples[row * 128 + column] != quiet.samples[row * 128 + column] {
        differing += 1
        let isBeside = changes.contains { isNear($0.outlineInPixels, column: column, row: row, reach: reach) }
        #expect(isBeside, "pixel \(column), \(row) differs far from any event")
      }
    }
    #expect(differing > 100)
    #expect(twin.plant().truth.allSatisfy { $0.change == nil && $0.date == nil })
  }

  private func isNear(_ ring: [PixelPoint], column: Int, row: Int, reach: Double) -> Bool {
    let columns = ring.map(\.column)
    let rows = ring.map(\.row)
    return Double(column) > (columns.min() ?? 0) - reach && Double(column) < (columns.max() ?? 0) + reach
      && Double(row) > (rows.min() ?? 0) - reach && Double(row) < (rows.max() ?? 0) + reach
  }
}
