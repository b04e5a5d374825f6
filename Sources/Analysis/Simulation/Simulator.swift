import Geodesy
import Rasters

/// Renders the scenes of one plant, each on its own, in any order, always to the same values.
package struct Simulator: Sendable {
  package let options: PlantOptions
  private let truth: SimulatedPlant
  private let ground: GroundLayers

  /// Draws the plant and prepares its ground (about 150 bytes of memory a pixel).
  /// - Throws: `unknownCRS`, `noTransform` or `outsideDomain` where the plant's centre has no UTM zone.
  package init(_ options: PlantOptions) throws(GeodesyError) {
    self.options = options
    truth = try PlantDraft(options).plant()
    ground = GroundLayers(options, layout: truth.layout)
  }

  /// The truth alone, without preparing anything for rendering.
  /// - Throws: as `init`.
  package static func plant(_ options: PlantOptions) throws(GeodesyError) -> SimulatedPlant {
    try PlantDraft(options).plant()
  }

  package func plant() -> SimulatedPlant { truth }

  /// Scene `index` as digital numbers, reflectance × 10 000, whole numbers in 1…65 535. Pixels of a missing corner are
  /// invalid and 0.
  package func render(_ index: Int) -> Raster {
    precondition(truth.scenes.indices.contains(index), "there is no scene \(index) among \(truth.scenes.count)")
    let scene = truth.scenes[index]
    var painter = SurfacePainter(truth, ground: ground, scene: scene)
    painter.paint()
    var picture = Optics(scene: scene, grid: ground.grid)
      .image(painter.cells, columns: options.columns, rows: options.rows)
    Atmosphere(options: options, scene: scene).apply(to: &picture)
    SensorNoise(scene: scene, seed: options.seed).add(to: &picture, columns: options.columns, rows: options.rows)
    return quantised(picture, scene)
  }

  private func quantised(_ picture: [Spectrum], _ scene: SimulatedScene) -> Raster {
    let validity = validity(scene)
    let count = picture.count
    var samples = [Float](repeating: 0, count: count * options.bands)
    let scale = SimulationRanges.digitalNumbersPerUnit
    for index in 0..<count where validity.flags[index] {
      // 0 is the file's NoData, so that the darkest valid value is 1.
      let numbers = (picture[index] * scale).rounded(.toNearestOrAwayFromZero)
        .clamped(lowerBound: Spectrum(repeating: 1), upperBound: Spectrum(repeating: 65_535))
      for band in 0..<options.bands { samples[band * count + index] = numbers[band] }
    }
    return Raster(
      columns: options.columns, rows: options.rows, bandCount: options.bands, samples: samples, validity: validity)
  }

  private func validity(_ scene: SimulatedScene) -> Mask {
    var mask = Mask(columns: options.columns, rows: options.rows, repeating: true)
    guard scene.hasNoDataCorner else { return mask }
    for row in 0..<options.rows {
      for column in 0..<options.columns
      where scene.isCut(column: column, row: row, columns: options.columns, rows: options.rows) {
        mask[column, row] = false
      }
    }
    return mask
  }
}
