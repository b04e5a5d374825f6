import Alignment
import Changes
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
}

extension WarpedScene {
  /// The scene on a pair's grid: what it covers is valid.
  func raster(on grid: Grid) -> Raster { raster(on: grid) { _, status in status != Status.absent } }
}

extension PicturePair {
  /// - Parameter displacement: deviation along one axis, in pixels, of how the rasters lie on each other.
  init(_ before: Raster, _ after: Raster, displacement: Double) {
    self.init(
      columns: before.columns, rows: before.rows, before: before.samples, after: after.samples,
      valid: zip(before.validity.flags, after.validity.flags).map { $0 && $1 }, displacement: Float(displacement))
  }
}
