import Foundation
import Geodesy
import Quantities
import Rasters
import Testing

@testable import Simulation

@Suite struct PlantTruthTests {
  private static let seeds: ClosedRange<UInt64> = 1...25

  @Test("Areas are those of the polygons on the ellipsoid, near pixels × gsd²", arguments: [1.0, 3, 5])
  func areas(_ gsd: Double) throws {
    let plant = try Simulator.plant(PlantOptions(seed: 2, gsd: gsd))
    for object in plant.truth {
      #expect(object.area == Geodesics.area(of: object.polygon))
      // UTM areas differ from the ground's by under 0.2 % anywhere in a zone.
      let planar = object.areaInPixels * gsd * gsd
      #expect(abs(object.area.magnitude / planar - 1) < 0.002)
    }
  }

  @Test("The new hall is 50 to 75 % smaller than hall A and nowhere under 4 px", arguments: seeds)
  func newHall(_ seed: UInt64) throws {
    let plant = try Simulator.plant(PlantOptions(seed: seed))
    let hall = try #require(plant.truth.first { $0.kind == .building })
    let reference = try #require(plant.truth.first { $0.name == "hall A" })
    let ratio = try #require(hall.ratios.first)
    #expect(ratio.to == "hall A")
    #expect(ratio.value == hall.area.magnitude / reference.area.magnitude)
    #expect((0.2499...0.5001).contains(ratio.value))
    #expect(plant.layout.newHall.leastAcrossInPixels >= 4)
    #expect((3...6).contains(plant.layout.halls.count))
  }

  @Test("Each event has at least 4 scenes before and 5 after it, and works come before the roof", arguments: seeds)
  func events(_ seed: UInt64) throws {
    let plant = try Simulator.plant(PlantOptions(seed: seed))
    for date in plant.truth.compactMap(\.date) {
      #expect(plant.scenes.count { $0.date < date } >= 4)
      #expect(plant.scenes.count { $0.date > date } >= 5)
    }
    #expect(plant.events.worksBegin < plant.events.roofingBegins)
    #expect(plant.events.roofingBegins < plant.events.roofClosed)
    #expect(plant.events.roofClosed.days(since: plant.events.roofingBegins) <= 20)
  }

  @Test("Changing things lie inside the site and apart from each other; the hall stands on its works", arguments: seeds)
  func placing(_ seed: UInt64) throws {
    let plant = try Simulator.plant(PlantOptions(seed: seed))
    for object in plant.truth {
      for corner in object.outlineInPixels {
        #expect((25...231).contains(corner.column) && (25...231).contains(corner.row), "\(object.id)")
      }
    }
    let layout = plant.layout
    let boxes = layout.halls.map(\.box) + [layout.newHall.box, layout.crane!.box]
    for (index, box) in boxes.enumerated() {
      for other in boxes.dropFirst(index + 1) { #expect(!box.overlaps(other)) }
    }
    let works = Coverage(of: [layout.works], on: FineGrid(plant.options)).cells(on: FineGrid(plant.options))
    let both = Coverage(of: [layout.works, layout.newHall.outline], on: FineGrid(plant.options))
      .cells(on: FineGrid(plant.options))
    let outside = both.reduce(0) { $0 + $1.fraction } - works.reduce(0) { $0 + $1.fraction }
    #expect(outside < 8, "\(outside) cells of the hall stand beside the works")
  }

  @Test("A crane is 4 to 10 px long, 2 to 4 px wide, over 9 px in area and over 3 σ in contrast", arguments: seeds)
  func crane(_ seed: UInt64) throws {
    let plant = try Simulator.plant(PlantOptions(seed: seed))
    let crane = try #require(plant.truth.first { $0.kind == .crane })
    #expect(crane.areaInPixels > 9)
    #expect((4...10).contains(plant.layout.crane!.box.length) && (2...4).contains(plant.layout.crane!.box.width))
    #expect(try #require(crane.contrast) >= 3)
    #expect(crane.change == .removed)
  }

  @Test("The twin has the same standing things and keeps its crane") func twin() throws {
    let busy = try Simulator.plant(PlantOptions(seed: 12))
    let quiet = try Simulator.plant(PlantOptions(seed: 12, quiet: true))
    #expect(busy.truth.filter { $0.kind == .standing } == quiet.truth.filter { $0.kind == .standing })
    #expect(Set(quiet.truth.map(\.kind)) == [.standing, .crane])
    #expect(busy.scenes == quiet.scenes)
    #expect(busy.sketches == quiet.sketches)
  }

  @Test("About a quarter of the scenes are cloudy and their cover is spread over 10 to 100 %") func clouds() throws {
    let scenes = try Self.seeds.flatMap { try Simulator.plant(PlantOptions(seed: $0)).scenes }
    let cloudy = scenes.map(\.cloudFraction).filter { $0 > 0 }
    let share = Double(cloudy.count) / Double(scenes.count)
    #expect(abs(share - 0.25) < 0.05)
    #expect(cloudy.allSatisfy { (0.0999...1).contains($0) })
    let mean = cloudy.reduce(0, +) / Double(cloudy.count)
    #expect(abs(mean - 0.55) < 0.06)
    let hazy = Double(scenes.count { $0.hazeDepth > 0 }) / Double(scenes.count)
    #expect(abs(hazy - 0.2) < 0.05)
  }

  @Test("Shifts have the stated spread, none over 3 px") func shifts() throws {
    let scenes = try Self.seeds.flatMap { try Simulator.plant(PlantOptions(seed: $0)).scenes }
    let rows = scenes.map(\.shiftInRows)
    let columns = scenes.map(\.shiftInColumns)
    #expect((rows + columns).allSatisfy { abs($0) <= 3 })
    let power = (rows + columns).reduce(0.0) { $0 + $1 * $1 }
    let spread = (power / Double(2 * rows.count)).squareRoot()
    #expect((0.65...1.0).contains(spread))
  }
}
