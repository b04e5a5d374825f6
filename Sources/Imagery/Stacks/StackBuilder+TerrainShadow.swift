import Rasters

extension StackBuilder.Input {
  /// `samples`, band by band at `places` of the grid, without those in the shadow of terrain: they say nothing of the
  /// scene's level.
  func lit(_ samples: [[Double]], at places: [Int]) -> [[Double]] {
    guard !shaded.isEmpty else { return samples }
    return samples.map { band in
      zip(band, places).map { value, place in shaded[place] ? .nan : value }
    }
  }

  /// Codes of the scene's window with terrain shadow where the picture shows ground.
  /// - Parameter columns: of the grid.
  func marked(_ codes: [UInt8], columns: Int) -> [UInt8] {
    guard !shaded.isEmpty else { return codes }
    var codes = codes
    let window = warped.window
    for row in 0..<window.rows {
      let (start, place) = (row * window.columns, (row + window.row) * columns + window.column)
      for column in 0..<window.columns
      where shaded[place + column] && codes[start + column] != MaskCode.offPicture {
        codes[start + column] = MaskCode.terrainShadow
      }
    }
    return codes
  }
}
