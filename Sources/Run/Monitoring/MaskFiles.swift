import Foundation
import Kernels
import Places
import Provenance
import Rasters
import Stacks

/// One GeoTIFF a scene that says of each pixel of the stack's grid whether it was seen, or why not.
struct MaskFiles {
  let folder: String
  let threads: Int

  /// Values are places in the contract's list of reasons: 0 seen, 1 cloud, 2 cloudShadow …
  /// - Parameter isWanted: whether the scene of that id is to have a file.
  /// - Throws: `MonitoringError.writeFailed` where the folder cannot be made, `RasterError.writeFailed` for a file.
  func write(_ series: StackSeries, where isWanted: (String) -> Bool) throws {
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw MonitoringError(writing: "The masks", to: folder, error)
    }
    let grid = series.grid
    let wanted = series.sceneIDs.indices.filter { isWanted(series.sceneIDs[$0]) }
    let written = Parallel.map(wanted.count, threads: threads) { index in
      let scene = wanted[index]
      return Result { () throws(RasterError) in
        let raster = Raster(
          columns: grid.columns, rows: grid.rows, bandCount: 1,
          samples: series.reasons(of: scene).map { Float($0) },
          validity: Mask(columns: grid.columns, rows: grid.rows, repeating: true))
        try RasterWriter.writeCOG(
          raster, as: .uint8, grid: grid, to: folder + "/" + series.sceneIDs[scene] + ".tif")
      }
    }
    for result in written { try result.get() }
  }
}

extension StackSeries {
  /// Of each pixel of the grid the place of its reason in the contract's list.
  func reasons(of scene: Int) -> [UInt8] {
    let places = Dictionary(
      uniqueKeysWithValues: Visibility.allCases.enumerated().map { ($0.element, UInt8($0.offset)) })
    return (0..<grid.pixelCount).map { places[visibility(of: scene, pixel: $0)] ?? 0 }
  }
}
