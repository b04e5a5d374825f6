import Places
import Rasters

extension StackSeries {
  /// `window` as a stack of its own, with the same dates, masks and noise, its values changed by `change`.
  ///
  /// - Parameters:
  ///   - window: inside the grid.
  ///   - change: is given each scene's normalised planes over the window, band after band.
  package func excerpt(_ window: Window, changing change: (_ scene: Int, _ samples: inout [Float]) -> Void)
    -> StackSeries
  {
    let same = [SceneTransfer.Corner(from: 0, to: 0), SceneTransfer.Corner(from: 1_000, to: 1_000)]
    let own = Window(column: 0, row: 0, columns: window.columns, rows: window.rows)
    let parts = (0..<count).map { scene -> WarpedScene in
      var samples = raster(of: scene, window: window).samples
      change(scene, &samples)
      return WarpedScene(
        window: own, bandCount: bandCount, samples: samples,
        status: [UInt8](repeating: WarpedScene.Status.measured, count: own.pixelCount))
    }
    var result = StackSeries(
      grid: grid.cut(window, reducing: 1), bandCount: bandCount, dates: dates, sceneIDs: sceneIDs, scenes: parts,
      transfers: (0..<count).map { scene in
        SceneTransfer(
          curves: Array(repeating: same, count: bandCount),
          fields: Array(repeating: [0, 0, 0, 0, 0, 0], count: bandCount), deviations: deviations(of: scene),
          invariantShare: transfers[scene].invariantShare)
      },
      codes: (0..<count).map { scene in
        (window.row..<window.row + window.rows).flatMap {
          codes(of: scene, row: $0, columns: window.column..<window.column + window.columns)
        }
      },
      tables: parts.map { part in
        (0..<bandCount).map { _ in Self.table(same, offset: part.offset, scale: part.scale) }
      })
    result.modes = modes
    return result
  }
}
