import Foundation
import Quantities
import Rasters
import Testing

@testable import Simulation

@Suite struct OpticsTests {
  @Test(
    "Content lies in the scene at its place in the reference plus the shift",
    arguments: [
      (0.0, 0.0), (1.25, -2.5), (-0.4, 0.3), (3, -3),
    ])
  func shiftConvention(_ rows: Double, _ columns: Double) throws {
    let options = smallPlant(1)
    let scene = try scene(of: options, shiftInRows: rows, shiftInColumns: columns)
    let grid = FineGrid(options)
    let place = PixelPoint(column: 64, row: 64)
    let box = RotatedBox(centre: place, angle: 0.4, length: 9, width: 5)
    var cells = [Spectrum](repeating: Spectrum(), count: grid.count)
    for (index, fraction) in Coverage(of: [box.corners], on: grid).cells(on: grid) {
      cells[index] = Spectrum(repeating: fraction)
    }
    let picture = Optics(scene: scene, grid: grid).image(cells, columns: options.columns, rows: options.rows)
    var (mass, columnSum, rowSum) = (0.0, 0.0, 0.0)
    for (index, value) in picture.enumerated() {
      let weight = Double(value[0])
      mass += weight
      columnSum += weight * (Double(index % options.columns) + 0.5)
      rowSum += weight * (Double(index / options.columns) + 0.5)
    }
    let foundColumns: Double = columnSum / mass - place.column
    let foundRows: Double = rowSum / mass - place.row
    #expect(abs(foundColumns - columns) < 0.01)
    #expect(abs(foundRows - rows) < 0.01)
    #expect(abs(mass - 45) < 0.3, "optics keep the light: \(mass) of 45")
  }

  @Test("The turn and the enlargement stay below 0.15 px at the edges") func distortion() throws {
    for scene in try Simulator.plant(PlantOptions(seed: 9)).scenes {
      let turn = scene.rotation.magnitude
      let edge = hypot(turn, scene.enlargement) * 128
      #expect(edge <= 0.15)
    }
  }

  @Test("Coverage of a polygon sums to its area; a union counts no part twice") func coverage() {
    let grid = FineGrid(smallPlant(1))
    let box = RotatedBox(centre: PixelPoint(column: 40.3, row: 51.8), angle: 0.7, length: 22, width: 9)
    func area(_ rings: [[PixelPoint]]) -> Double {
      Coverage(of: rings, on: grid).cells(on: grid).reduce(0.0) { $0 + Double($1.fraction) } / 4
    }
    #expect(abs(area([box.corners]) - 198) < 0.6)
    #expect(area([box.corners, box.corners]) == area([box.corners]))
    let hall = Hall(
      box: box, notch: .init(along: 0.5, across: 0.4), height: 9,
      roof: Roof(spectrum: Surfaces.roofs[0], pitch: 0.1, ribPeriodInPixels: 3, ribContrast: 0))
    #expect(abs(area(hall.parts.map(\.corners)) - hall.areaInPixels) < 0.6)
    #expect(abs(area([hall.outline]) - hall.areaInPixels) < 0.6)
  }

  private func scene(
    of options: PlantOptions, shiftInRows: Double, shiftInColumns: Double
  ) throws -> SimulatedScene {
    let drawn = try #require(SceneDraw(options: options).scenes().first)
    return SimulatedScene(
      index: 0, date: drawn.date, sunElevation: drawn.sunElevation, sunAzimuth: drawn.sunAzimuth,
      shiftInRows: shiftInRows, shiftInColumns: shiftInColumns, rotation: Radians(0), enlargement: 0, cloudFraction: 0,
      hazeDepth: 0, opticsSigmaInPixels: 0.6, hasNoDataCorner: false, light: drawn.light, geometry: drawn.geometry,
      view: .nadir)
  }
}
