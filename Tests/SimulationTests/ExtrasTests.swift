import Foundation
import Geodesy
import Rasters
import Testing

@testable import Simulation

@Suite("Plants with extras") struct ExtrasTests {
  private static let seeds: ClosedRange<UInt64> = 1...8

  private func options(_ seed: UInt64, extras: Bool = true) -> PlantOptions {
    PlantOptions(seed: seed, columns: 320, rows: 320, dates: 10, extras: extras)
  }

  @Test("Each kind comes to most plants, apart from all that stands, and the rest is as without them", arguments: seeds)
  func truth(_ seed: UInt64) throws {
    let (plant, bare) = (try Simulator.plant(options(seed)), try Simulator.plant(options(seed, extras: false)))
    #expect(Array(plant.truth.prefix(bare.truth.count)) == bare.truth)
    let extras = plant.truth.dropFirst(bare.truth.count)
    #expect(extras.count >= 4 && Set(extras.map(\.kind)).count == extras.count, "seed \(seed): \(extras.map(\.id))")
    for (extra, object) in zip(plant.layout.extras, extras) {
      #expect(object.date.map { plant.scenes[0].date < $0 && $0 < plant.scenes[9].date } == true)
      #expect(object.kind == .excavation ? extra.height <= -4 : extra.height >= 0)
      for hall in plant.layout.halls { #expect(!hall.box.overlaps(extra.box)) }
    }
  }

  @Test("Before the first of them the ground is as it stays without them, but for yard and siding; later it is not")
  func pictures() throws {
    let simulator = try Simulator(options(3))
    let bare = try Simulator(options(3, extras: false))
    let plant = simulator.plant()
    let pond = try #require(plant.truth.first { $0.kind == .water })
    let box = try #require(plant.layout.extras.first { $0.kind == .water }).box
    let pixel = Int(box.centre.row) * 320 + Int(box.centre.column)
    let date = try #require(pond.date)
    for (index, scene) in plant.scenes.enumerated() where scene.cloudFraction == 0 {
      let (own, other) = (simulator.render(index), bare.render(index))
      guard own.validity.flags[pixel] else { continue }
      // Near infrared: water takes nearly all of it.
      let (with, without) = (own.samples[3 * 320 * 320 + pixel], other.samples[3 * 320 * 320 + pixel])
      #expect(scene.date < date ? with == without : with < 0.5 * without, "\(scene.fileName)")
    }
  }

  @Test("The site's file names the loading yard and the siding; the quiet twin has them and nothing comes") func files()
    throws
  {
    let plant = try Simulator.plant(options(2))
    let features = try #require(PlantGeoJSON.site(of: plant)["features"]?.arrayValue)
    let kinds = features.compactMap { $0["properties"]?["kind"]?.stringValue }
    #expect(kinds.contains("loading") && kinds.contains("rail"))
    let quiet = PlantOptions(seed: 2, columns: 320, rows: 320, dates: 10, quiet: true, extras: true)
    let twin = try Simulator.plant(quiet)
    #expect(!twin.truth.contains { [.stockpile, .excavation, .water, .screen, .rail].contains($0.kind) })
  }
}
