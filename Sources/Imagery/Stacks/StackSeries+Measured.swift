import Rasters

extension StackSeries {
  /// A scene over the whole grid as it was measured, aligned and warped but brought to no common level: for methods that
  /// know what noise the numbers have. `validity` is true where it was seen.
  package func measured(of scene: Int) -> Raster {
    let codes = codes[scene]
    return scenes[scene].raster(on: grid) { index, _ in codes[index] == MaskCode.seen }
  }
}
