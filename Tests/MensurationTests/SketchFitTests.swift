import Foundation
import Geodesy
import Quantities
import Rasters
import Simulation
import Statistics
import Testing

@testable import Mensuration

@Suite("Sketches fitted to edges")
struct SketchFitTests {
  private func sketch(_ ring: [PixelPoint], seed: UInt64, by error: Double = 1.5) -> [PixelPoint] {
    var generator = SeededGenerator(seed: seed)
    return ring.map {
      PixelPoint(
        column: $0.column + generator.uniform(-error...error), row: $0.row + generator.uniform(-error...error))
    }
  }

  @Test("Sides that a person drew 1.5 pixels off come to lie on the hall's, whatever its tone", arguments: 1...8)
  func findsSides(_ seed: Int) throws {
    var hall = LitHall()
    hall.roof = seed % 2 == 0 ? 0.5 : 0.2
    let drawn = sketch(hall.ring(), seed: UInt64(seed))
    let outline = try #require(
      SketchFit.outline(
        hall.picture(seed: UInt64(seed)), window: LitHall.window, sketch: drawn, aspect: .init(gsd: 3)))
    let box = try #require(OrientedBox(around: outline.ring))
    #expect(outline.shape == .rectangle)
    #expect(abs(box.length - hall.length) < 0.5 && abs(box.width - hall.width) < 0.5, "\(box)")
    #expect(abs(box.centre.column - hall.centre.column) < 0.3 && abs(box.centre.row - hall.centre.row) < 0.3)
  }

  @Test("The tip of a short shadow is not taken for the end of a roof as dark as it")
  func knowsShadows() throws {
    var hall = LitHall()
    (hall.roof, hall.shade, hall.angle) = (0.12, 0.09, 0)
    hall.shadow = (0, 2.4)
    let aspect = SketchFit.Aspect(gsd: 3, shadow: (0, 0.3))
    let outline = try #require(
      SketchFit.outline(hall.picture(), window: LitHall.window, sketch: hall.ring(), aspect: aspect))
    let bottom = try #require(outline.ring.map(\.row).max())
    let truth = hall.centre.row + hall.width / 2
    let naive = try #require(
      SketchFit.outline(hall.picture(), window: LitHall.window, sketch: hall.ring(), aspect: .init(gsd: 3)))
    let unaware = try #require(naive.ring.map(\.row).max())
    #expect(unaware - truth > 1.5, "without the sun the tip is the edge: \(unaware) for \(truth)")
    #expect(abs(bottom - truth) < abs(unaware - truth) / 2, "\(bottom) for \(truth)")
    let side = try #require(
      outline.ring.indices.first { index in
        min(outline.ring[index].row, outline.ring[(index + 1) % 4].row) > hall.centre.row
      })
    #expect(outline.sideDeviations[side] > 0.5, "what the sun tells is told with its doubt")
  }

  @Test("A roof that leans aside of its sketched foot is found there")
  func followsLean() throws {
    var hall = LitHall()
    hall.lean = (7, -5)
    let aspect = SketchFit.Aspect(gsd: 0.5, lean: (0.7, -0.5))
    let outline = try #require(
      SketchFit.outline(hall.picture(), window: LitHall.window, sketch: hall.ring(), aspect: aspect))
    #expect(abs(outline.middle.column - hall.centre.column - 7) < 0.5)
    #expect(abs(outline.middle.row - hall.centre.row + 5) < 0.5)
    #expect(abs(outline.areaInPixels / (hall.length * hall.width) - 1) < 0.05)
  }

  @Test("Right angles are laid where sides alternate between two directions, and only there")
  func rightAngles() throws {
    let l = [(0.0, 0.0), (20, 1), (20, 9), (10, 8), (11, 20), (0, 19)].map { PixelPoint(column: $0.0, row: $0.1) }
    let straight = try #require(SketchFit.rightAngled(l))
    for index in straight.indices {
      let (a, b, c) = (straight[index], straight[(index + 1) % 6], straight[(index + 2) % 6])
      let dot = (b.column - a.column) * (c.column - b.column) + (b.row - a.row) * (c.row - b.row)
      #expect(abs(dot) < 1e-6)
    }
    let hexagon = (0..<6).map {
      PixelPoint(column: 10 * cos(Double($0) * .pi / 3), row: 10 * sin(Double($0) * .pi / 3))
    }
    #expect(SketchFit.rightAngled(hexagon) == nil)
    #expect(SketchFit.rightAngled(Array(l.prefix(3))) == nil)
  }

  @Test("Nothing is made of rings without area, of pictures of one value, or of sketches far from every edge")
  func refuses() {
    let hall = LitHall()
    let aspect = SketchFit.Aspect(gsd: 3)
    let line = [PixelPoint(column: 5, row: 5), PixelPoint(column: 40, row: 5), PixelPoint(column: 60, row: 5)]
    #expect(SketchFit.outline(hall.picture(), window: LitHall.window, sketch: line, aspect: aspect) == nil)
    let flat = Raster(
      columns: 96, rows: 96, bandCount: 1, samples: Array(repeating: 0.3, count: 96 * 96),
      validity: Mask(columns: 96, rows: 96, repeating: true))
    #expect(SketchFit.outline(flat, window: LitHall.window, sketch: hall.ring(), aspect: aspect) == nil)
    let outside = hall.ring(aside: (500, 0))
    #expect(SketchFit.outline(hall.picture(), window: LitHall.window, sketch: outside, aspect: aspect) == nil)
  }

  @Test("Ten dates' outlines give one that is nearer to the truth and knows that it is")
  func combines() throws {
    let hall = LitHall()
    let outlines = (1...10).compactMap { seed in
      SketchFit.outline(
        hall.picture(noise: 0.03, seed: UInt64(seed)), window: LitHall.window, sketch: hall.ring(),
        aspect: .init(gsd: 3))
    }
    try #require(outlines.count == 10)
    let together = try #require(SketchFit.combined(outlines))
    let truth = hall.length * hall.width
    let alone = outlines.map { abs($0.areaInPixels / truth - 1) }.reduce(0, +) / 10
    #expect(abs(together.areaInPixels / truth - 1) <= alone)
    #expect(AreaError(together).deviation < AreaError(outlines[0]).deviation)
    #expect(SketchFit.combined([]) == nil)
  }
}

/// Scenes of halls, as the simulator makes them: `make bench-things` does the same over 2,000 and more.
@Suite("Measures of simulated halls")
struct HallMeasureTests {
  private struct Cell {
    var held = 0
    var count = 0
    var share: Double { Double(held) / Double(max(count, 1)) }
  }

  @Test("90 % intervals of area, length and height hold the truth about as often", arguments: [0.5, 3, 10])
  func calibration(_ gsd: Double) throws {
    var (area, length, height) = (Cell(), Cell(), Cell())
    for seed in UInt64(54_001)...54_040 {
      let size = gsd < 1 ? 256 : 160
      let options = PlantOptions(
        seed: seed, columns: size, rows: size, dates: 1, years: 1, gsd: gsd, scenery: .halls(nil))
      let simulator = try Simulator(options)
      let plant = simulator.plant()
      let scene = plant.scenes[0]
      let picture = simulator.render(0)
      let window = Window(column: 0, row: 0, columns: size, rows: size)
      let onto = try CoordinateTransform(from: .wgs84, to: plant.grid.crs)
      let toGround = try CoordinateTransform(from: plant.grid.crs, to: .wgs84)
      let aspect = SceneAspect(
        sun: SolarPosition(elevation: scene.sunElevation, azimuth: scene.sunAzimuth), isHourKnown: true,
        offNadir: Radians(scene.view.offNadir), viewAzimuth: Radians(scene.view.azimuth))
      for sketch in plant.sketches {
        let truth = try #require(plant.truth.first { $0.name == sketch.name })
        let ring = try sketch.polygon.exterior.map { plant.grid.geotransform.pixel(try onto.apply($0)) }
        let view = try aspect.view(at: ring[0], on: plant.grid, gsd: gsd)
        area.count += 1
        length.count += 1
        height.count += 1
        guard let outline = SketchFit.outline(picture, window: window, sketch: ring, aspect: view.aspect),
          let size = try ThingSize(outline, grid: plant.grid, by: toGround),
          case .estimate(let ground) = AreaMeasure.area(
            outline, polygon: try AreaMeasure.geoPolygon(outline.ring, grid: plant.grid))
        else { continue }
        let box = try #require(OrientedBox(around: truth.outlineInPixels))
        if ground.low <= truth.area && truth.area <= ground.high { area.held += 1 }
        if (size.length.low.magnitude...size.length.high.magnitude).contains(box.length * gsd) { length.held += 1 }
        let likelihood = ShadowHeight.likelihood(outline, picture, window: window, view: view)
        let estimate = ShadowHeight.estimate(
          [likelihood].compactMap { $0 }, relative: aspect.relativeDeviation(gsd: gsd), perMetre: view.perMetre,
          errors: outline.errors)
        if case .estimate(let told) = estimate, let truly = truth.height, told.low <= truly && truly <= told.high {
          height.held += 1
        }
      }
    }
    // 80 halls, two a scene: three deviations of a share of 0.9 are 0.1, and scenes share what misleads them.
    for (name, cell) in [("area", area), ("length", length), ("height", height)] {
      #expect(cell.share >= 0.78, "\(name) at \(gsd) m: \(cell.held) of \(cell.count)")
    }
  }
}
