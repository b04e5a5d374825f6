import Changes
import Foundation
import Geodesy
import Provenance
import Quantities
import Rasters

/// What `detect A B` writes: scores, changed pixels, regions and a picture to look at.
struct PairFiles {
  static let names = ["score.tif", "change.tif", "regions.geojson", "look.png"]
  /// What scores and changed pixels hold where nothing was tested.
  static let noScore = -1.0
  static let noChange = 255.0

  let grid: Grid
  let hasCRS: Bool
  /// Size of a pixel where there is no CRS.
  let gsd: Metres?
  let before: Raster
  let after: Raster
  /// −log₁₀ of the calibrated tail probability; −1 where not tested.
  let scores: [Float]
  let changed: [Bool]
  let regions: [PairRegion]
  let method: JSONValue

  /// - Throws: `MonitoringError.writeFailed`, `RasterError.writeFailed`, `GeodesyError`.
  func write(to output: String) throws {
    try Self.makeFolder(output)
    let tested = scores.map { $0 >= 0 }
    func raster(_ samples: [Float]) -> Raster {
      Raster(
        columns: grid.columns, rows: grid.rows, bandCount: 1, samples: samples,
        validity: Mask(columns: grid.columns, rows: grid.rows, flags: tested))
    }
    let written = hasCRS ? grid : nil
    try RasterWriter.writeCOG(
      raster(scores), as: .float32, grid: written, noData: Self.noScore, to: output + "/score.tif")
    try RasterWriter.writeCOG(
      raster(changed.map { $0 ? 1 : 0 }), as: .uint8, grid: written, noData: Self.noChange, to: output + "/change.tif")
    let document = try PairRegions(grid: grid, hasCRS: hasCRS, gsd: gsd).document(regions, method: method)
    let look = try PairLook(before: before, after: after, changed: changed).png()
    try Self.write(document, look: look, to: output)
  }

  static func makeFolder(_ output: String) throws(MonitoringError) {
    do {
      try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true)
    } catch {
      throw MonitoringError(
        .writeFailed, at: output, "The folder cannot be made: \(FileFault(error).words).",
        mend: "Name a folder that you may write to with -o.")
    }
  }

  static func write(_ document: JSONValue, look: [UInt8], to output: String) throws(MonitoringError) {
    do {
      try AtomicFile.write(Data(document.prettyText.utf8), to: output + "/regions.geojson")
      try AtomicFile.write(Data(look), to: output + "/look.png")
    } catch {
      throw MonitoringError(writing: "The results", to: output, error)
    }
  }
}
