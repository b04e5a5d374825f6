import CGDAL
import Foundation
import Provenance

/// A picture of one band that is too large to be held, on its way into a Cloud Optimized GeoTIFF: windows go into a file
/// beside the target, which is copied when it is whole.
///
/// It belongs to one thread at a time. What was begun and not finished leaves nothing behind; what a killed process left
/// goes when the same picture is begun again.
package final class StreamedPicture {
  /// Windows that begin and end at multiples of this are compressed once.
  package static let block = 256

  private let path: String
  private let working: String
  private let type: SampleType
  private let dataset: Dataset

  /// - Parameters:
  ///   - type: one whose values a `Float` tells apart.
  ///   - grid: where the picture lies, of its shape; `nil` for one that lies nowhere.
  ///   - noData: of pixels that are never written.
  /// - Throws: `.writeFailed` where the place cannot be written, or GDAL does not know the CRS.
  package init(
    columns: Int, rows: Int, as type: SampleType, grid: Grid?, noData: Double, to path: String
  ) throws(RasterError) {
    precondition(columns > 0 && rows > 0, "an empty raster cannot be a picture")
    precondition(!type.exceedsFloat && type.range.contains(noData), "\(type.rawValue) with a noData of \(noData)")
    precondition(grid.map { $0.columns == columns && $0.rows == rows } ?? true, "the grid has another shape")
    RasterRuntime.limitCache()
    AtomicFile.sweep(leftOf: path)
    let working = AtomicFile.temporaryPath(for: path)
    (self.path, self.working, self.type) = (path, working, type)
    let options = [
      "COMPRESS=DEFLATE", "ZLEVEL=1", "PREDICTOR=\(type.isFloat ? 3 : 2)", "TILED=YES", "BLOCKXSIZE=\(Self.block)",
      "BLOCKYSIZE=\(Self.block)", "BIGTIFF=IF_SAFER", "SPARSE_OK=TRUE", "NUM_THREADS=1",
    ]
    dataset = try LibraryMessages.catching { (messages) throws(RasterError) in
      do throws(RasterWriter.WriteFailure) {
        let dataset = try RasterWriter.create(
          "GTiff", at: working, columns: columns, rows: rows, bandCount: 1, type, options: options)
        if let grid { try grid.place(dataset) }
        guard let band = unsafe dataset.band(1), unsafe GDALSetRasterNoDataValue(band, noData) == CE_None else {
          throw .init()
        }
        return dataset
      } catch {
        try? FileManager.default.removeItem(atPath: working)
        throw Self.failure(path, error, messages.cause)
      }
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: working) }

  /// - Parameter samples: of `window`, as they are to stand in the file.
  /// - Throws: `.writeFailed`.
  package func write(_ samples: [Float], to window: Window) throws(RasterError) {
    precondition(samples.count == window.pixelCount, "\(samples.count) samples for \(window)")
    try LibraryMessages.catching { (messages) throws(RasterError) in
      var samples = samples
      guard let band = unsafe dataset.band(1),
        unsafe GDALRasterIO(
          band, GF_Write, Int32(window.column), Int32(window.row), Int32(window.columns), Int32(window.rows), &samples,
          Int32(window.columns), Int32(window.rows), GDT_Float32, 0, 0) == CE_None, messages.failures.isEmpty
      else { throw Self.failure(path, .init(), messages.cause) }
    }
  }

  /// The file appears under its name, whole. As `RasterWriter.writeCOG`.
  /// - Throws: `.writeFailed`; what was at the place before is then still there.
  package func finish() throws(RasterError) {
    let options = RasterWriter.cogOptions(type, alpha: false)
    try RasterWriter.writeAside(path) { (temporary) throws(RasterWriter.WriteFailure) in
      _ = unsafe GDALFlushCache(dataset.handle)
      try RasterWriter.copy(dataset, as: "COG", to: temporary, options: options).close()
    }
  }

  private static func failure(
    _ path: String, _ failure: RasterWriter.WriteFailure, _ cause: String?
  ) -> RasterError {
    RasterError(.writeFailed, at: path, failure.reason, mend: failure.mend, cause: cause)
  }
}
