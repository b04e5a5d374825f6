import Foundation
import Quantities
import Rasters
import Testing

@testable import Simulation

@Suite struct SceneEffectTests {
  @Test("A shadow lies on the side away from the sun, as long as its height asks", arguments: [1, 2, 3] as [UInt64])
  func shadow(_ seed: UInt64) throws {
    let options = smallPlant(seed)
    let plant = try Simulator.plant(options)
    let ground = GroundLayers(options, layout: plant.layout)
    let twin = try Simulator.plant(smallPlant(seed, quiet: true))
    let scene = try #require(plant.scenes.last { $0.light.moisture == 0 })
    func painted(_ plant: SimulatedPlant) -> [Spectrum] {
      var painter = SurfacePainter(plant, ground: ground, scene: scene)
      painter.paint()
      return painter.cells
    }
    // The twin keeps the crane, which has left the plant by its last scenes.
    let (with, without) = (painted(twin), painted(plant))
    let crane = plant.layout.crane!
    let grid = ground.grid
    var (mass, columns, rows) = (0.0, 0.0, 0.0)
    for index in with.indices {
      let column = FineGrid.pixel(ofCell: index % grid.columns)
      let row = FineGrid.pixel(ofCell: index / grid.columns)
      let place = PixelPoint(column: column, row: row)
      // Near the crane only its own shadow differs: other things stand further off than the pad and its spacing.
      guard crane.box.inflated(by: 12).contains(place), !crane.box.inflated(by: 0.5).contains(place) else { continue }
      let loss = Double(max(0, without[index][0] - with[index][0]))
      mass += loss
      columns += loss * (column - crane.box.centre.column)
      rows += loss * (row - crane.box.centre.row)
    }
    let expected = SunVector(scene).shadow(ofHeight: crane.height, gsd: options.gsd)
    #expect(mass > 0)
    // North of the tropics the midday sun stands in the south, so that shadows lie upwards in the picture.
    #expect(expected.rows < 0)
    let product = columns * expected.columns + rows * expected.rows
    let cosine = product / (hypot(columns, rows) * hypot(expected.columns, expected.rows))
    #expect(cosine > 0.9)
  }

  @Test("The stated fraction of a cloudy scene is under cloud of over half opacity") func cloudFraction() throws {
    let options = smallPlant(7)
    let cloudy = try Simulator.plant(options).scenes.filter { $0.cloudFraction > 0 }
    try #require(!cloudy.isEmpty)
    for scene in cloudy {
      let opacity = Atmosphere(options: options, scene: scene).cloudOpacity()
      let fraction = Double(opacity.count { $0 > 0.5 }) / Double(opacity.count)
      #expect(abs(fraction - scene.cloudFraction) < 0.001)
    }
  }

  @Test("Noise has the stated standard deviation", arguments: [0.03, 0.2, 0.6] as [Float])
  func noise(_ reflectance: Float) throws {
    let scene = try #require(Simulator.plant(smallPlant(2)).scenes.first)
    var picture = [Spectrum](repeating: Spectrum(repeating: reflectance), count: 256 * 256)
    SensorNoise(scene: scene, seed: 2).add(to: &picture, columns: 256, rows: 256)
    let block = Float(scene.light.blockNoise)
    let sigma = SensorNoise.sigma(at: Spectrum(repeating: reflectance), scale: Float(scene.light.noiseScale))
    let expected = sigma * (1 + block * block).squareRoot()
    var sum = SIMD4<Double>()
    for value in picture {
      let difference = SIMD4<Double>(value - reflectance)
      sum += difference * difference
    }
    for band in 0..<4 {
      let measured = (sum[band] / Double(picture.count)).squareRoot()
      #expect(abs(measured / Double(expected[band]) - 1) < 0.03)
    }
  }

  @Test(
    "A crane's contrast in the picture is the stated one, within the spread of optics", arguments: [1, 4] as [UInt64])
  func contrast(_ seed: UInt64) throws {
    let plant = try Simulator.plant(smallPlant(seed))
    let crane = plant.layout.crane!
    let sigma = SensorNoise.typicalSigma(at: crane.padSpectrum, in: plant.scenes)
    let grid = FineGrid(plant.options)
    var cells = [Spectrum](repeating: Spectrum(), count: grid.count)
    for (index, fraction) in Coverage(of: [crane.box.corners], on: grid).cells(on: grid) {
      cells[index] = (crane.spectrum - crane.padSpectrum) / sigma * fraction
    }
    func distance(_ scene: SimulatedScene) -> Double { abs(scene.opticsSigmaInPixels - 0.55) }
    let scene = try #require(plant.scenes.min { distance($0) < distance($1) })
    let picture = Optics(scene: scene, grid: grid).image(cells, columns: 128, rows: 128)
    var shifted = crane.box
    shifted.centre.column += scene.shiftInColumns
    shifted.centre.row += scene.shiftInRows
    var inside: [Float] = []
    for index in picture.indices {
      let place = PixelPoint(column: Double(index % 128) + 0.5, row: Double(index / 128) + 0.5)
      if shifted.contains(place) { inside.append(abs(picture[index][1])) }
    }
    let mean = Double(inside.reduce(0, +)) / Double(inside.count)
    #expect(abs(mean / crane.contrast - 1) < 0.15)
  }
}
