import Alignment
import Rasters
import Stacks

extension Raster {
  /// The mean of the bands: what alignment looks at.
  var meanPlane: AlignmentPlane {
    let count = columns * rows
    let samples = (0..<count).map { pixel in
      (0..<bandCount).reduce(Float(0)) { $0 + self.samples[$1 * count + pixel] } / Float(bandCount)
    }
    return AlignmentPlane(columns: columns, rows: rows, samples: samples, valid: validity.flags)
  }

  /// A warped window as a raster of the whole grid.
  init(_ warped: WarpedScene, on grid: Grid) {
    var samples = [Float](repeating: 0, count: grid.pixelCount * warped.bandCount)
    var flags = [Bool](repeating: false, count: grid.pixelCount)
    warped.withPlanes { numbers, status in
      for row in 0..<warped.window.rows {
        for column in 0..<warped.window.columns {
          let index = row * warped.window.columns + column
          guard status[index] != WarpedScene.Status.absent else { continue }
          let target = (row + warped.window.row) * grid.columns + column + warped.window.column
          flags[target] = true
          for band in 0..<warped.bandCount {
            samples[band * grid.pixelCount + target] =
              warped.offset + warped.scale * Float(numbers[band * warped.window.pixelCount + index])
          }
        }
      }
    }
    self.init(
      columns: grid.columns, rows: grid.rows, bandCount: warped.bandCount, samples: samples,
      validity: Mask(columns: grid.columns, rows: grid.rows, flags: flags))
  }
}
