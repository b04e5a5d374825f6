import Rasters

/// The numbers that a model gets of a tile.
package enum TileInput {
  /// Most numbers of a tile: 128 MiB.
  package static let mostNumbers = 1 << 25

  /// Band by band, row by row, `tile` × `tile` each; beyond `raster`, and where it is not valid, `fill`.
  /// - Parameter raster: the tile's part of the picture, from its upper left corner on; all bands of the file.
  package static func numbers(_ raster: Raster, _ input: DetectorCard.Input) -> [Float] {
    let size = input.tile
    var numbers = [Float](repeating: Float(input.fill), count: input.bands.count * size * size)
    for (index, band) in input.bands.enumerated() {
      let (scale, mean, deviation) = (input.scale[index], input.mean[index], input.deviation[index])
      for row in 0..<min(size, raster.rows) {
        let source = (band * raster.rows + row) * raster.columns
        let target = (index * size + row) * size
        for column in 0..<min(size, raster.columns) where raster.validity.flags[row * raster.columns + column] {
          numbers[target + column] = Float((Double(raster.samples[source + column]) * scale - mean) / deviation)
        }
      }
    }
    return numbers
  }
}
