import CGDAL
import Foundation
import Geodesy
import Provenance

/// Pictures as GeoTIFF files: whole or absent, and the same bytes for the same raster.
package enum RasterWriter {
  /// Writes a tiled, DEFLATE-compressed GeoTIFF at `path`.
  ///
  /// Values are clamped to the range of `type`, and rounded half away from zero for integers. Absent pixels get
  /// `noData`; with `alpha` a last band says which they are (0, against the type's maximum, in floating point 1), and
  /// they get `noData`, or 0 where there is none. Without either, floating point gets NaN, and for an integer type
  /// absent pixels are a broken promise; so is a `noData` that `type` cannot hold, and a `grid` of another shape.
  /// - Parameters:
  ///   - grid: Where the picture lies; `nil` for one that lies nowhere.
  ///   - tags: GDAL's default metadata; `TIFFTAG_*` become TIFF tags. All come back in `RasterHeader.metadata`.
  /// - Throws: `.writeFailed` where the place cannot be written, space runs out, or GDAL does not know the CRS; what
  ///   was at `path` before is then still there.
  package static func writeGeoTIFF(
    _ raster: Raster, as type: SampleType, grid: Grid?, noData: Double? = nil, alpha: Bool = false,
    tags: [String: String] = [:], to path: String
  ) throws(RasterError) {
    let picture = OutgoingPicture(raster, as: type, grid: grid, noData: noData, hasAlpha: alpha, tags: tags)
    try writeAside(path) { (temporary) throws(WriteFailure) in
      let dataset = try create("GTiff", at: temporary, picture, options: tiffOptions(type))
      try picture.fill(dataset)
      dataset.close()
    }
  }

  /// Writes a Cloud Optimized GeoTIFF at `path`: with overviews where a side is over 512 pixels.
  ///
  /// As `writeGeoTIFF`. Overviews are means in floating point and where there is alpha; those of other integers, which
  /// may be classes, repeat the nearest pixel.
  package static func writeCOG(
    _ raster: Raster, as type: SampleType, grid: Grid?, noData: Double? = nil, alpha: Bool = false,
    tags: [String: String] = [:], to path: String
  ) throws(RasterError) {
    let picture = OutgoingPicture(raster, as: type, grid: grid, noData: noData, hasAlpha: alpha, tags: tags)
    try writeAside(path) { (temporary) throws(WriteFailure) in
      let source = try create("MEM", at: "", picture, options: signedByteOption(type))
      try picture.fill(source)
      try copy(source, as: "COG", to: temporary, options: cogOptions(type, alpha: alpha)).close()
    }
  }

  // MARK: Steps

  /// Something that GDAL refused; its messages say what.
  struct WriteFailure: Error {
    var reason = "The picture could not be written."
    var mend = "Check that the folder is there and may be written to, and that the disk has space."
  }

  static func writeAside(
    _ path: String, _ body: (String) throws(WriteFailure) -> Void
  ) throws(RasterError) {
    RasterRuntime.prepare()
    let temporary = AtomicFile.temporaryPath(for: path)
    // What GDAL's COG driver leaves beside its target when it fails.
    let leftovers = [temporary, temporary + ".ovr.tmp", temporary + ".msk.ovr.tmp", temporary + ".warped.tif.tmp"]
    func fail(_ failure: WriteFailure, _ cause: String?) -> RasterError {
      for leftover in leftovers { try? FileManager.default.removeItem(atPath: leftover) }
      return RasterError(.writeFailed, at: path, failure.reason, mend: failure.mend, cause: cause)
    }
    try LibraryMessages.catching { (messages) throws(RasterError) in
      do throws(WriteFailure) {
        try body(temporary)
      } catch {
        throw fail(error, messages.cause)
      }
      // A full disk shows only when the last blocks are flushed, and then only as a message.
      guard messages.failures.isEmpty else { throw fail(WriteFailure(), messages.cause) }
    }
    do {
      try synchronize(temporary)
      try AtomicFile.replace(path, with: temporary)
    } catch {
      throw fail(WriteFailure(), FileFault(error).words)
    }
  }

  private static func synchronize(_ path: String) throws {
    let handle = try FileHandle(forUpdating: URL(fileURLWithPath: path))
    defer { try? handle.close() }
    try handle.synchronize()
  }

  static func cogOptions(_ type: SampleType, alpha: Bool) -> [String] {
    let resampling = type.isFloat || alpha ? "AVERAGE" : "NEAREST"
    return [
      "COMPRESS=DEFLATE", "LEVEL=6", "PREDICTOR=YES", "BLOCKSIZE=512", "BIGTIFF=IF_SAFER", "OVERVIEWS=AUTO",
      "OVERVIEW_RESAMPLING=\(resampling)", "NUM_THREADS=1",
    ]
  }

  private static func tiffOptions(_ type: SampleType) -> [String] {
    [
      "COMPRESS=DEFLATE", "ZLEVEL=6", "PREDICTOR=\(type.isFloat ? 3 : 2)", "TILED=YES", "BLOCKXSIZE=256",
      "BLOCKYSIZE=256", "BIGTIFF=IF_SAFER", "INTERLEAVE=PIXEL", "NUM_THREADS=1",
    ] + signedByteOption(type)
  }

  /// Before 3.7 GDAL had no type of its own for signed bytes.
  private static func signedByteOption(_ type: SampleType) -> [String] {
    type == .int8 && !SampleType.hasSignedBytes ? ["PIXELTYPE=SIGNEDBYTE"] : []
  }

  static func create(
    _ driver: String, at path: String, _ picture: OutgoingPicture, options: [String]
  ) throws(WriteFailure) -> Dataset {
    try create(
      driver, at: path, columns: picture.columns, rows: picture.rows, bandCount: picture.bandCount, picture.type,
      options: options)
  }

  static func create(
    _ driver: String, at path: String, columns: Int, rows: Int, bandCount: Int, _ type: SampleType, options: [String]
  ) throws(WriteFailure) -> Dataset {
    let handle: GDALDatasetH? = withMutableCStrings(options) { list in
      guard let driver = unsafe GDALGetDriverByName(driver) else { return nil }
      return unsafe GDALCreate(
        driver, path, Int32(columns), Int32(rows), Int32(bandCount), type.gdalType, list)
    }
    guard let handle = unsafe handle else { throw WriteFailure() }
    return unsafe Dataset(handle)
  }

  static func copy(
    _ source: borrowing Dataset, as driver: String, to path: String, options: [String]
  ) throws(WriteFailure) -> Dataset {
    let from = unsafe source.handle
    let handle: GDALDatasetH? = withMutableCStrings(options) { list in
      guard let driver = unsafe GDALGetDriverByName(driver) else { return nil }
      return unsafe GDALCreateCopy(driver, path, from, 0, list, nil, nil)
    }
    guard let handle = unsafe handle else { throw WriteFailure() }
    return unsafe Dataset(handle)
  }
}
