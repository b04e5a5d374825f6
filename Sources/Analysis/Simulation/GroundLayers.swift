import Rasters
import Statistics

/// The ground without anything that moves, on the fine grid: what every scene of a plant has in common.
struct GroundLayers: Sendable {
  let grid: FineGrid
  /// Bare surface, with its texture.
  private(set) var bare: [Spectrum]
  /// Part of the cell that plants cover in full season.
  private(set) var cover: [Float]
  /// Which class of the season's three the plants belong to.
  private(set) var kind: [UInt8]
  /// Part of the natural roughness that is left, 0 on smooth pavements; wetness and relief follow it.
  private(set) var roughness: [Float]
  /// Slopes of the rough ground towards higher columns and rows, standard deviation near 1.
  let slopeColumn: [Float]
  let slopeRow: [Float]
  /// Texture of disturbed ground and of roofs, standard deviation near 1.
  let texture: [Float]

  init(_ options: PlantOptions, layout: PlantLayout) {
    let grid = FineGrid(options)
    var generator = SeededGenerator(seed: options.seed, stream: Stream.ground.rawValue)
    func field(_ wavelength: Double, _ octaves: Int, _ persistence: Float = 0.55) -> [Float] {
      FractalNoise(seed: generator.next(), wavelength: wavelength, octaves: octaves, persistence: persistence)
        .field(columns: grid.columns, rows: grid.rows)
    }
    self.grid = grid
    let broad = field(160, 5)
    let fine = field(7, 3, 0.8)
    texture = field(24, 4, 0.7)
    (slopeColumn, slopeRow) = GroundLayers.slopes(of: field(22, 3, 0.6), on: grid)
    bare = broad.indices.map { index in
      let relative = broad[index] * SimulationRanges.broadTexture + fine[index] * SimulationRanges.fineTexture
      return layout.soil * max(0.3, 1 + relative)
    }
    if options.scenery.isHalls {
      // Noise between lattice points is smooth: single scenes of it would look enlarged.
      var grains = SeededGenerator(seed: options.seed, stream: Stream.grain.rawValue)
      for index in bare.indices { bare[index] *= max(0.3, 1 + SimulationRanges.grain * Float(grains.normal())) }
    }
    roughness = Array(repeating: 1, count: grid.count)
    let plants = field(110, 5)
    let threshold = GroundLayers.quantile(plants, 1 - generator.uniform(SimulationRanges.vegetationShare))
    cover = plants.map { min(1, max(0, ($0 - threshold) * 1.6)) }
    let classes = field(140, 2)
    kind = classes.map { $0 < -0.45 ? 0 : $0 < 0.45 ? 1 : 2 }
    for patch in layout.patches { lay(patch) }
  }

  /// Lays a patch on the ground as it is.
  private mutating func lay(_ patch: PlantLayout.Patch) {
    for (index, fraction) in Coverage(of: [patch.outline], on: grid).cells(on: grid) {
      let relief = 1 + texture[index] * SimulationRanges.yardTexture * (0.4 + patch.roughness)
      bare[index] += (patch.spectrum * relief - bare[index]) * fraction
      roughness[index] += (patch.roughness - roughness[index]) * fraction
      // Fields keep their plants; pavements keep few.
      cover[index] *= 1 - fraction * (1 - patch.roughness)
    }
  }

  private static func slopes(of height: [Float], on grid: FineGrid) -> ([Float], [Float]) {
    var columns = [Float](repeating: 0, count: grid.count)
    var rows = columns
    for row in 1..<(grid.rows - 1) {
      for column in 1..<(grid.columns - 1) {
        let index = row * grid.columns + column
        columns[index] = height[index + 1] - height[index - 1]
        rows[index] = height[index + grid.columns] - height[index - grid.columns]
      }
    }
    let power = columns.reduce(0.0) { $0 + Double($1) * Double($1) } / Double(grid.count)
    let scale = Float(1 / max(1e-9, power.squareRoot()))
    return (columns.map { $0 * scale }, rows.map { $0 * scale })
  }

  /// Value below which `share` of the field lies, from every seventh sample.
  private static func quantile(_ field: [Float], _ share: Double) -> Float {
    let sample = stride(from: 0, to: field.count, by: 7).map { field[$0] }.sorted()
    return sample[min(sample.count - 1, Int(share * Double(sample.count)))]
  }
}
